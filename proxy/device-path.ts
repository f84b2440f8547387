import { ProxyError } from './problem.ts';

/**
 * `/api/device/http/192.168.1.20%3A80/api/system/info?x=1` → `192.168.1.20:80` and `/api/system/info?x=1`. The path
 * stays as it was sent: what its escapes mean is the device's business.
 * @param url path and query, or a whole URL; what stands behind a `#` is nobody's business but the page's
 * @throws ProxyError `unknown-route`, `bad-request`
 */
export function splitDevicePath(
  url: string,
  route: string,
): { readonly place: string; readonly path: string } {
  const [asked = ''] = url.replace(/^https?:\/\/[^/?#]*/, '').split('#', 1);
  if (!asked.startsWith(`${route}/`)) throw new ProxyError('unknown-route', 'there is nothing here');
  const rest = asked.slice(route.length + 1);
  const end = rest.search(/[/?]/);
  const path = end < 0 ? '/' : rest.slice(end);
  return {
    place: decoded(end < 0 ? rest : rest.slice(0, end)),
    path: path.startsWith('/') ? path : `/${path}`,
  };
}

/** What an HTTP request line takes for a path, as a browser writes it: visible ASCII, and no fragment. */
const PATH = /^\/[\x21\x22\x24-\x7e]{0,8191}$/;

/**
 * The device's path where a header carries it, for it holds a password and addresses are kept in logs and histories.
 * Then the address names none beside it.
 * @throws ProxyError `bad-request`
 */
export function pathOf(ofAddress: string, ofHeader: string | undefined): string {
  if (ofHeader === undefined) return ofAddress;
  if (ofAddress !== '/') throw new ProxyError('bad-request', 'the address and a header both name a path');
  if (!PATH.test(ofHeader)) throw new ProxyError('bad-request', 'the header names no path');
  return ofHeader;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch (cause) {
    throw new ProxyError('bad-request', 'the target must be host:port', { cause });
  }
}
