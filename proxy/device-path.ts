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

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch (cause) {
    throw new ProxyError('bad-request', 'the target must be host:port', { cause });
  }
}
