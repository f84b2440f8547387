import { lookup } from 'node:dns/promises';
import { type IpReach, ipv4Reach, ipv6Reach, parseIpv4, parseIpv6 } from '../src/domain/ip-address.ts';
import { ProxyError } from './problem.ts';

/** A name → all its addresses. */
export type Resolve = (name: string) => Promise<readonly string[]>;

/** Where a request is to go: the name as asked for, and the one address that was checked and will be connected to. */
export interface Target {
  readonly host: string;
  readonly address: string;
  readonly port: number;
}

export interface TargetPolicy {
  readonly portAllowed: (port: number, loopback: boolean) => boolean;
  readonly allowCgnat: boolean;
  readonly resolve: Resolve;
  /** The helper's own port: it never asks itself. */
  readonly ownPort: () => number;
}

export const systemResolve: Resolve = async (name) =>
  (await lookup(name, { all: true, verbatim: true })).map(({ address }) => address);

/**
 * Splits `host:port` (IPv6 in brackets).
 * @throws ProxyError `bad-request`
 */
export function parseTarget(text: string): { readonly host: string; readonly port: number } {
  const [, bracketed, plain, portText] =
    /^(?:\[([0-9a-fA-F:.]+)\]|([^\s:/@[\]?#\\]+)):(\d{1,5})$/.exec(text) ?? [];
  const host = bracketed ?? plain;
  const port = Number(portText);
  if (host === undefined || port < 1 || port > 65_535)
    throw new ProxyError('bad-request', 'the target must be host:port');
  return { host: host.toLowerCase(), port };
}

/**
 * Resolves a target once and checks every address it has, so that a name cannot lead out of the house by having one
 * public address among private ones, or by changing between check and connection.
 * @throws ProxyError `forbidden-target`, `forbidden-port`, `name-unknown`
 */
export async function admitTarget(
  { host, port }: { readonly host: string; readonly port: number },
  policy: TargetPolicy,
): Promise<Target> {
  const addresses = reachOf(host) === undefined ? await resolved(host, policy.resolve) : [host];
  const [address] = addresses;
  for (const each of addresses) admitAddress(each, port, policy);
  if (address === undefined) throw new ProxyError('name-unknown', `${host} has no address`);
  return { host, address, port };
}

function admitAddress(address: string, port: number, policy: TargetPolicy): void {
  const reach = reachOf(address);
  const inHouse = reach === 'loopback' || reach === 'private' || (reach === 'carrier' && policy.allowCgnat);
  if (!inHouse) throw new ProxyError('forbidden-target', `${address} is not in the home network`);
  if (!policy.portAllowed(port, reach === 'loopback'))
    throw new ProxyError('forbidden-port', `port ${port} is not on the list`);
  if (reach === 'loopback' && port === policy.ownPort())
    throw new ProxyError('forbidden-target', 'that is the helper itself');
}

function reachOf(address: string): IpReach | undefined {
  const v4 = parseIpv4(address);
  if (v4) return ipv4Reach(v4);
  // A zone (`fe80::1%eth0`) says which way, not whereto.
  const v6 = parseIpv6(address.split('%')[0] ?? '');
  return v6 ? ipv6Reach(v6) : undefined;
}

async function resolved(name: string, resolve: Resolve): Promise<readonly string[]> {
  // Numbers in other clothes (octal, hex, one integer) are refused here instead of being resolved by the system.
  if (/^[\d.]+$/.test(name) || /^0x/.test(name))
    throw new ProxyError('forbidden-target', `${name} is no plain address`);
  try {
    return await resolve(name);
  } catch (cause) {
    throw new ProxyError('name-unknown', `${name} is not known on this network`, { cause });
  }
}
