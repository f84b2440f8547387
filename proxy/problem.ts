import {
  PROXY_PROBLEMS,
  type ProxyProblem,
  type ProxyProblemType,
  SPEAKER_HEADER,
} from '../src/domain/proxy-problem.ts';

/** Why the helper refuses or fails. `detail` never holds a token, a key or a body. */
export class ProxyError extends Error {
  override readonly name = 'ProxyError';
  /** Seconds after which it is worth asking again; absent where that is not known. */
  readonly retryAfterS: number | undefined;

  constructor(
    readonly type: ProxyProblemType,
    readonly detail: string,
    options?: { readonly cause?: unknown; readonly retryAfterS?: number },
  ) {
    super(`${type}: ${detail}`, options);
    this.retryAfterS = options?.retryAfterS;
  }
}

const TITLES: Readonly<Record<ProxyProblemType, string>> = {
  'wrong-token': 'This browser is not paired',
  'foreign-origin': 'The request came from another site',
  'unknown-host': 'The helper is not known under this name',
  'owner-only': 'Only the owner may do that',
  'wrong-code': 'The pairing code is not valid',
  'code-used': 'The pairing code has been used',
  'code-expired': 'The pairing code has expired',
  throttled: 'Too many requests',
  'forbidden-target': 'The target is not one that may be asked',
  'forbidden-port': 'The target port is not on the list',
  'bad-request': 'The request cannot be understood',
  'unknown-route': 'There is nothing here',
  'not-recording': 'The helper does not record',
  'key-needed': 'The provider wants a key',
  busy: 'Earlier requests are still under way',
  'name-unknown': 'The name is not known',
  unreachable: 'Nobody answers',
  timeout: 'No answer in time',
  'too-large': 'The reply is too large',
  'bad-reply': 'The reply cannot be understood',
  'bad-redirect': 'A redirect leads to where the helper will not go',
};

/** The reply body of a problem (RFC 9457). */
export function problemBody({ type, detail }: ProxyError): ProxyProblem {
  return { type: `urn:davylamp:problem:${type}`, title: TITLES[type], status: PROXY_PROBLEMS[type], detail };
}

/** A problem as a reply of the helper's own. */
export function problemResponse(error: ProxyError): Response {
  return new Response(JSON.stringify(problemBody(error)), {
    status: PROXY_PROBLEMS[error.type],
    headers: {
      'content-type': 'application/problem+json',
      'cache-control': 'no-store',
      [SPEAKER_HEADER]: 'proxy',
      ...(error.retryAfterS === undefined ? {} : { 'retry-after': String(error.retryAfterS) }),
    },
  });
}
