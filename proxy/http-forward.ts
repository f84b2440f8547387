import http from 'node:http';
import https from 'node:https';
import { ProxyError } from './problem.ts';
import { admitTarget, parseTarget, type Target, type TargetPolicy } from './target.ts';

/** A device's answer, whole. */
export interface ForwardedReply {
  readonly status: number;
  readonly headers: http.IncomingHttpHeaders;
  readonly body: Buffer;
}

export interface ForwardRequest {
  readonly method: string;
  /** Path and query, beginning with `/`. */
  readonly path: string;
  readonly headers: Headers;
  readonly body: Buffer | undefined;
  /** Ends the whole exchange: time limit, or the page went away. */
  readonly signal: AbortSignal;
}

const MOST_REDIRECTS = 5;

/**
 * Headers that tell about the page or belong to one connection. AxeOS refuses requests that carry an `Origin` it does
 * not know, so without these every firmware answers as it would to a command-line tool.
 */
const NOT_FORWARDED = new Set([
  'accept-encoding',
  'connection',
  'content-length',
  'cookie',
  'expect',
  'forwarded',
  'host',
  'keep-alive',
  'origin',
  'proxy-authorization',
  'proxy-connection',
  'referer',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'via',
]);
const NOT_FORWARDED_PREFIXES = ['sec-', 'x-davylamp-', 'x-forwarded-'];

/** Headers of the device that would act on the page's own origin, or on this connection. */
const NOT_RETURNED = new Set([
  'connection',
  'content-encoding',
  'content-length',
  'content-security-policy',
  'date',
  'keep-alive',
  'set-cookie',
  'strict-transport-security',
  'transfer-encoding',
  'clear-site-data',
  'service-worker-allowed',
  'location',
  'refresh',
  'link',
]);

/**
 * Questions that follow each other at once share a connection; two seconds later it is closed, because an ESP32 has a
 * handful of sockets and its owner's other tools want them too.
 */
const agentOptions = { keepAlive: true, maxSockets: 1, maxFreeSockets: 1, timeout: 2_000 };
const agents = {
  http: new http.Agent(agentOptions),
  // Miners sign their own certificates, and nobody else can vouch for a device in a garage.
  https: new https.Agent({ ...agentOptions, rejectUnauthorized: false }),
};

/** Forwards one request to an admitted target, and on along redirects that stay in the house. */
export async function forwardHttp(
  first: Target,
  request: ForwardRequest,
  policy: TargetPolicy,
  maxReplyBytes: number,
): Promise<ForwardedReply> {
  let target = first;
  let { method, path, body } = request;
  const headers = forwardedHeaders(request.headers);
  for (let redirects = 0; ; redirects += 1) {
    const reply = await exchange(
      target,
      { method, path, headers, body, signal: request.signal },
      maxReplyBytes,
    );
    const location = reply.headers.location;
    if (location === undefined || ![301, 302, 303, 307, 308].includes(reply.status)) return reply;
    if (redirects === MOST_REDIRECTS)
      throw new ProxyError('bad-redirect', 'the device redirects without end');
    const next = await redirectTarget(target, path, location, policy);
    // A password for one device must not go to another.
    if (next.target.host !== target.host || next.target.port !== target.port) delete headers.authorization;
    if (reply.status === 303 || ((reply.status === 301 || reply.status === 302) && method === 'POST')) {
      method = 'GET';
      body = undefined;
    }
    target = next.target;
    path = next.path;
  }
}

/** The device's headers that the page may see. */
export function returnedHeaders(headers: http.IncomingHttpHeaders): [string, string][] {
  return Object.entries(headers).flatMap(([name, value]): [string, string][] => {
    if (value === undefined || NOT_RETURNED.has(name) || name.startsWith('access-control-')) return [];
    return [[name, Array.isArray(value) ? value.join(', ') : value]];
  });
}

function forwardedHeaders(headers: Headers): Record<string, string> {
  const kept: Record<string, string> = {};
  headers.forEach((value, name) => {
    const dropped =
      NOT_FORWARDED.has(name) || NOT_FORWARDED_PREFIXES.some((prefix) => name.startsWith(prefix));
    if (!dropped) kept[name] = value;
  });
  return kept;
}

async function redirectTarget(
  from: Target,
  path: string,
  location: string,
  policy: TargetPolicy,
): Promise<{ readonly target: Target; readonly path: string }> {
  const base = `${schemeOf(from.port)}://${urlHost(from.host)}:${from.port}${path}`;
  if (!URL.canParse(location, base))
    throw new ProxyError('bad-redirect', 'the device redirects to no address');
  const url = new URL(location, base);
  if (url.protocol !== 'http:' && url.protocol !== 'https:')
    throw new ProxyError('bad-redirect', `the device redirects to ${url.protocol}`);
  const port = url.port || (url.protocol === 'https:' ? '443' : '80');
  try {
    return {
      target: await admitTarget(parseTarget(`${url.hostname}:${port}`), policy),
      path: url.pathname + url.search,
    };
  } catch (cause) {
    if (cause instanceof ProxyError) throw new ProxyError('bad-redirect', cause.detail, { cause });
    throw cause;
  }
}

function schemeOf(port: number): 'http' | 'https' {
  return port === 443 ? 'https' : 'http';
}

function urlHost(host: string): string {
  return host.includes(':') ? `[${host}]` : host;
}

interface Exchange {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer | undefined;
  readonly signal: AbortSignal;
}

function exchange(target: Target, request: Exchange, maxReplyBytes: number): Promise<ForwardedReply> {
  const { method, path, headers, body, signal } = request;
  const scheme = schemeOf(target.port);
  return new Promise((resolve, reject) => {
    const fail = (error: unknown) => {
      // The device closed the kept connection just as it was used again: nothing was asked, so asking anew is safe.
      const staleSocket = outgoing.reusedSocket && method === 'GET' && isReset(error) && !signal.aborted;
      if (staleSocket) exchange(target, request, maxReplyBytes).then(resolve, reject);
      else reject(exchangeError(error, signal));
    };
    const outgoing = (scheme === 'https' ? https : http).request({
      // The checked address, not the name: it is not resolved a second time.
      host: target.address,
      port: target.port,
      method,
      path,
      agent: agents[scheme],
      headers: {
        ...headers,
        host:
          target.port === 80 || target.port === 443
            ? urlHost(target.host)
            : `${urlHost(target.host)}:${target.port}`,
        ...(body ? { 'content-length': String(body.length) } : {}),
      },
      signal,
    });
    outgoing.on('error', fail);
    outgoing.on('response', (incoming) => {
      const chunks: Buffer[] = [];
      let size = 0;
      incoming.on('data', (chunk: Buffer) => {
        size += chunk.length;
        chunks.push(chunk);
        if (size > maxReplyBytes) {
          reject(new ProxyError('too-large', `the reply is larger than ${maxReplyBytes} bytes`));
          outgoing.destroy();
        }
      });
      incoming.on('error', fail);
      incoming.on('aborted', () => reject(new ProxyError('bad-reply', 'the reply broke off')));
      incoming.on('end', () =>
        resolve({
          status: incoming.statusCode ?? 502,
          headers: incoming.headers,
          body: Buffer.concat(chunks),
        }),
      );
    });
    outgoing.end(body);
  });
}

function isReset(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ECONNRESET';
}

/** What a failed connection means, told without anything that was sent. */
export function exchangeError(error: unknown, signal: AbortSignal): ProxyError {
  if (error instanceof ProxyError) return error;
  if (signal.aborted) return new ProxyError('timeout', 'the device did not answer in time', { cause: error });
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (/^HPE_/.test(code) || code === 'ECONNRESET' || code === 'EPIPE') {
    return new ProxyError(
      'bad-reply',
      `the device closed the connection or answered in no form of HTTP (${code})`,
      { cause: error },
    );
  }
  if (code === 'ETIMEDOUT')
    return new ProxyError('timeout', 'the device did not answer in time', { cause: error });
  return new ProxyError('unreachable', `nothing answers there (${code || 'no connection'})`, {
    cause: error,
  });
}
