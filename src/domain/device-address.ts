import { formatIpv6, type IpReach, ipv4Reach, ipv6Reach, mappedIpv4, parseIpv6 } from './ip-address.ts';
import { parseIpv4 } from './ipv4.ts';
import type { DeviceAddress } from './miner.ts';

/** Port of the cgminer API: an address typed with it is spoken to by RPC, any other by HTTP. */
export const RPC_PORT = 4028;

/** Why a typed address cannot be used. The UI has one sentence for each. */
export type AddressProblemCode =
  | 'empty'
  /** A scheme other than `http://` and `https://`. */
  | 'unsupported-scheme'
  /** `user:password@host`: a password does not belong into an address, and would be stored in the open. */
  | 'credentials'
  | 'bad-characters'
  /** Written like an address or a name, and is neither (`192.168.1`, `300.1.1.1`, `fd00::1::2`, `-miner`). */
  | 'bad-host'
  | 'bad-port'
  /** An IP address outside the house. Names are looked up and judged by the helper. */
  | 'public-address'
  /** `0.0.0.0`, broadcast, multicast: no device can have it. */
  | 'unusable-address';

export interface AddressProblem {
  readonly problem: AddressProblemCode;
  /** The part that is at fault, never a password. */
  readonly found: string;
}

const DEFAULT_PORTS: Readonly<Record<string, number>> = { 'http://': 80, 'https://': 443 };

/**
 * An address as an owner types or pastes it: `192.168.1.20`, `bitaxe`, `bitaxe.local:8080`, `[fd00::7]:80`,
 * `http://host.lan/some/page`. Scheme, path and blanks around it are dropped, names come back in lower case and IPv6
 * in its shortest form without brackets, so two ways to write one address become equal.
 */
export function parseDeviceAddress(
  text: string,
  { defaultPort = 80 }: { readonly defaultPort?: number } = {},
): DeviceAddress | AddressProblem {
  const typed = text.trim();
  const scheme = /^[a-z][a-z0-9+.-]*:\/\//i.exec(typed)?.[0].toLowerCase() ?? '';
  const schemePort = scheme === '' ? defaultPort : DEFAULT_PORTS[scheme];
  if (schemePort === undefined) return { problem: 'unsupported-scheme', found: scheme };

  const authority = typed.slice(scheme.length).split(/[/?#]/, 1)[0]?.trim() ?? '';
  if (authority === '') return { problem: 'empty', found: '' };
  const at = authority.lastIndexOf('@');
  if (at >= 0) return { problem: 'credentials', found: authority.slice(at + 1) };

  const { hostText, portText } = splitPort(authority);
  const port = portText === undefined ? schemePort : parsePort(portText);
  if (port === undefined) return { problem: 'bad-port', found: portText ?? '' };
  const host = parseHost(hostText);
  return typeof host === 'string' ? { host, port } : host;
}

/** Two colons or more without brackets are an IPv6 address without a port, as routers show it. */
function splitPort(authority: string): { hostText: string; portText?: string } {
  const bracketed = /^(\[[^\]]*\])(?::(.*))?$/.exec(authority);
  const [, hostText, portText] = bracketed ?? /^([^:]*):([^:]*)$/.exec(authority) ?? [];
  if (hostText === undefined) return { hostText: authority };
  return portText === undefined ? { hostText } : { hostText, portText };
}

function parsePort(text: string): number | undefined {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  return port >= 1 && port <= 65_535 ? port : undefined;
}

function parseHost(text: string): string | AddressProblem {
  if (text.startsWith('[') || text.includes(':')) return parseIpv6Host(text);
  if (text === '') return { problem: 'empty', found: '' };
  // One trailing dot is the fully qualified form of the same name.
  const name = text.toLowerCase().replace(/\.$/, '');
  if (!/^[a-z0-9._-]+$/.test(name)) return { problem: 'bad-characters', found: text };
  // As in the URL standard: what ends in a number is an IPv4 address or a mistake, never a name.
  if (/(^|\.)(\d+|0x[0-9a-f]*)$/.test(name)) {
    const octets = parseIpv4(name);
    return octets ? judge(name, ipv4Reach(octets)) : { problem: 'bad-host', found: text };
  }
  const labels = name.split('.');
  const wellFormed =
    name.length <= 253 &&
    labels.every((label) => /^(?!-)[a-z0-9_-]{1,63}$/.test(label) && !label.endsWith('-'));
  return wellFormed ? name : { problem: 'bad-host', found: text };
}

function parseIpv6Host(text: string): string | AddressProblem {
  const bare = text.startsWith('[') && text.endsWith(']') ? text.slice(1, -1) : text;
  if (!/^[0-9a-f:.]+$/i.test(bare)) return { problem: 'bad-characters', found: text };
  const groups = parseIpv6(bare);
  if (!groups) return { problem: 'bad-host', found: text };
  const host = mappedIpv4(groups)?.join('.') ?? formatIpv6(groups);
  return judge(host, ipv6Reach(groups));
}

function judge(host: string, reach: IpReach): string | AddressProblem {
  if (reach === 'public') return { problem: 'public-address', found: host };
  return reach === 'unusable' ? { problem: 'unusable-address', found: host } : host;
}
