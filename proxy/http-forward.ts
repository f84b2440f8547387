import { headersForOthers, headersWithoutBody } from './forwarded-headers.ts';
import { type DeviceReply, type DeviceRequest, isCommand, type Scheme } from './http-exchange.ts';
import { ProxyError } from './problem.ts';
import {
  admitTarget,
  hostAndPort,
  isLoopback,
  parseTarget,
  type Target,
  type TargetPolicy,
} from './target.ts';

const MOST_REDIRECTS = 5;
const REDIRECTS = new Set([301, 302, 303, 307, 308]);

/** One request and its whole reply. */
export type Ask = (scheme: Scheme, target: Target, request: DeviceRequest) => Promise<DeviceReply>;

/** Where a request stands on its way along redirects. */
interface Stage {
  readonly scheme: Scheme;
  readonly target: Target;
  readonly request: DeviceRequest;
}

/**
 * Forwards one request to an admitted target, and on along redirects that stay in the house.
 * @throws ProxyError `bad-redirect`, and whatever `ask` throws
 */
export async function forwardHttp(
  target: Target,
  request: DeviceRequest,
  policy: TargetPolicy,
  ask: Ask,
): Promise<DeviceReply> {
  let stage: Stage = { scheme: target.port === 443 ? 'https' : 'http', target, request };
  for (let redirects = 0; ; redirects += 1) {
    const reply = await ask(stage.scheme, stage.target, stage.request);
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
  const { request: asked } = from;
  const base = `${from.scheme}://${hostAndPort(from.target)}${asked.path}`;
  const url = redirectUrl(location, base);
  const path = url.pathname + url.search;
  // Fetch standard, HTTP-redirect fetch, step 12.
  const asksAnew = status === 303 || (status < 303 && asked.method === 'POST');
  const request: DeviceRequest = asksAnew
    ? { ...asked, path, method: 'GET', body: undefined, headers: headersWithoutBody(asked.headers) }
    : { ...asked, path };
  // The same place keeps its checked address, and its zone, which no URL can carry.
  if (url.origin === new URL(base).origin) return { ...from, request };

  // A command is meant for the one miner it was given to.
  if (isCommand(request))
    throw new ProxyError('bad-redirect', 'the device redirects a command to another place');
  const scheme = url.protocol === 'https:' ? 'https' : 'http';
  const target = await redirectTarget(url, scheme === 'https' ? 443 : 80, policy);
  // What listens on this computer only is out of the device's reach, and stays so.
  if (isLoopback(target.address) && !isLoopback(from.target.address))
    throw new ProxyError('bad-redirect', 'the device redirects into this computer');
  return { scheme, target, request: { ...request, headers: headersForOthers(request.headers) } };
}

function redirectUrl(location: string, base: string): URL {
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
