import type { ProxyProblemType } from '../../domain/proxy-problem.ts';
import { SPEAKER_HEADER } from '../../domain/proxy-problem.ts';
import { SourceError, type SourceErrorKind } from '../../domain/source-error.ts';
import { isFields, textOf } from '../../sources/fields.ts';

/** What each refusal of the helper means for the provider that was asked. */
const KIND_OF_PROBLEM: Readonly<Record<ProxyProblemType, SourceErrorKind>> = {
  'wrong-token': 'no-helper',
  'foreign-origin': 'no-helper',
  'unknown-host': 'no-helper',
  'owner-only': 'no-helper',
  'wrong-code': 'no-helper',
  'code-used': 'no-helper',
  'code-expired': 'no-helper',
  'unknown-route': 'no-helper',
  'not-recording': 'no-helper',
  'key-needed': 'refused',
  throttled: 'rate-limited',
  // It is the helper who has too much to do just now: that is over in a moment, and no provider has forbidden anything.
  busy: 'timeout',
  // Its address is not one of those that this helper may ask: page and helper are of different versions.
  'forbidden-target': 'no-helper',
  'forbidden-port': 'no-helper',
  'bad-request': 'unreadable-reply',
  'name-unknown': 'unreachable',
  unreachable: 'unreachable',
  timeout: 'timeout',
  'too-large': 'too-large',
  'bad-reply': 'unreadable-reply',
  'bad-redirect': 'unreadable-reply',
};

/** Why the helper tells an older answer again: a status of the provider's, a web page in place of an answer, a problem. */
export function staleAsSourceError(reason: string): SourceError {
  const status = /^status-(\d{3})$/.exec(reason)?.[1];
  if (status === undefined) {
    const kind = KIND_OF_PROBLEM[reason as ProxyProblemType] ?? 'unreadable-reply';
    return new SourceError(kind, 'it could not be asked anew; the helper told what it had');
  }
  const kind = status === '429' || status === '418' ? 'rate-limited' : 'provider-failed';
  return new SourceError(kind, `it answers with status ${status}; the helper told what it had`);
}

/** What refusals mean of an address that the owner has typed. */
const KIND_AT_HOME: Partial<Record<ProxyProblemType, SourceErrorKind>> = {
  'forbidden-target': 'not-found',
  'forbidden-port': 'not-found',
};

/**
 * What the helper said instead of a provider's answer; somebody else than the helper may answer on its port as well.
 * @param atHome it was asked for a service in the owner's home
 */
export async function problemAsSourceError(reply: Response, atHome = false): Promise<SourceError> {
  if (reply.headers.get(SPEAKER_HEADER) !== 'proxy')
    return new SourceError('no-helper', 'something else than the helper answers');
  const told: unknown = await reply.json().catch(() => undefined);
  const type = isFields(told) ? textOf(told.type)?.replace('urn:davylamp:problem:', '') : undefined;
  const kinds = atHome ? { ...KIND_OF_PROBLEM, ...KIND_AT_HOME } : KIND_OF_PROBLEM;
  const kind = kinds[type as ProxyProblemType] ?? 'no-helper';
  const detail = (isFields(told) ? textOf(told.detail) : undefined) ?? 'the helper refused';
  const seconds = Number(reply.headers.get('retry-after') ?? Number.NaN);
  return new SourceError(kind, detail, seconds > 0 ? { retryAfterMs: 1000 * seconds } : {});
}
