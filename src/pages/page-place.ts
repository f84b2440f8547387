import { parseIpv4 } from '../domain/ipv4.ts';
import { isThisComputer } from './this-computer.ts';

/**
 * From where this page came. `here`: the computer it is shown on. `home`: another computer of the home network. `far`:
 * a name of the owner's own (Tailscale, Caddy), or a site on the internet.
 */
export type PagePlace = 'here' | 'home' | 'far';

/** Ends of names that only a home network resolves (RFC 6762, RFC 8375, and what routers make up). */
const HOME_NAME = /(^[^.]+|\.(local|lan|home|home\.arpa|internal|fritz\.box))$/;

/** Where the page comes from, by the name in its address. */
export function pagePlace(origin: string): PagePlace {
  const { hostname } = new URL(origin);
  if (isThisComputer(hostname)) return 'here';
  return parseIpv4(hostname) || hostname.startsWith('[') || HOME_NAME.test(hostname) ? 'home' : 'far';
}
