import { headersForOthers, headersWithoutBody } from './forwarded-headers.ts';
import type { DeviceReply, DeviceRequest, HttpExchange, Scheme } from './http-exchange.ts';
import { ProxyError } from './problem.ts';
import { admitTarget, hostAndPort, parseTarget, type Target, type TargetPolicy } from './target.ts';

const MOST_REDIRECTS = 5;
const REDIRECTS = new Set([301, 302, 303, 307, 308]);

/** Where a request stands on its way along redirects. */
interface Stage {
  readonly scheme: Scheme;
  readonly target: Target;
  readonly request: DeviceRequest;
}

/**
 * Forwards one request to an admitted target, and on along redirects that stay in the house.
 * @throws ProxyError `bad-redirect`, and whatever {@link HttpExchange.ask} throws
 */
export async function forwardHttp(
  target: Target,
  request: DeviceRequest,
  policy: TargetPolicy,
  exchange: HttpExchange,
): Promise<DeviceReply> {
  let stage: Stage = { scheme: target.port === 443 ? 'https' : 'http', target, request };
  for (let redirects = 0; ; redirects += 1) {
    const reply = await exchange.ask(stage.scheme, stage.target, stage.request);
    const { location } = reply.headers;
    if (location === undefined || !REDIRECTS.has(reply.status)) return reply;
    if (redirects === MOST_REDIRECTS)
      throw new ProxyError('bad-redirect', 'the device redirects without end');
    stage = await redirected(stage, reply.status, location, policy);
  }
}

async function redirected(
  from: Stage,
  status: number,
  location: string,
  policy: TargetPolicy,
): Promise<Stage> {
  const url = redirectUrl(from, location);
  const scheme = url.protocol === 'https:' ? 'https' : 'http';
  const target = await redirectTarget(url, scheme === 'https' ? 443 : 80, policy);
  const sameDevice = target.host === from.target.host && target.port === from.target.port;
  const asked = sameDevice
    ? from.request
    : { ...from.request, headers: headersForOthers(from.request.headers) };
  const path = url.pathname + url.search;
  // Fetch standard, HTTP-redirect fetch, step 12.
  const asksAnew = status === 303 ? asked.method !== 'HEAD' : status < 303 && asked.method === 'POST';
  const request = asksAnew
    ? { ...asked, path, method: 'GET', body: undefined, headers: headersWithoutBody(asked.headers) }
    : { ...asked, path };
  return { scheme, target, request };
}

function redirectUrl({ scheme, target, request }: Stage, location: string): URL {
  const base = `${scheme}://${hostAndPort(target)}${request.path}`;
  if (!URL.canParse(location, base))
    throw new ProxyError('bad-redirect', 'the device redirects to no address');
  const url = new URL(location, base);
  if (url.protocol !== 'http:' && url.protocol !== 'https:')
    throw new ProxyError('bad-redirect', `the device redirects to ${url.protocol}`);
  return url;
}

async function redirectTarget(url: URL, usualPort: number, policy: TargetPolicy): Promise<Target> {
  try {
    return await admitTarget(parseTarget(`${url.hostname}:${url.port || usualPort}`), policy);
  } catch (cause) {
    if (cause instanceof ProxyError) throw new ProxyError('bad-redirect', cause.detail, { cause });
    throw cause;
  }
}
