import { lookup } from 'node:dns/promises';
import { networkInterfaces } from 'node:os';
import {
  formatIpv6,
  type IpReach,
  ipv4Reach,
  ipv6Reach,
  mappedIpv4,
  parseIpv6,
} from '../src/domain/ip-address.ts';
import { parseIpv4 } from '../src/domain/ipv4.ts';
import { ProxyError } from './problem.ts';

/** A name → all its addresses. */
export type Resolve = (name: string) => Promise<readonly string[]>;

/** Where a request is to go: the name as asked for, and the one address that was checked and will be connected to. */
export interface Target {
  /** Lower case, IPv6 without brackets. */
  readonly host: string;
  readonly address: string;
  readonly port: number;
}

export interface TargetPolicy {
  readonly portAllowed: (port: number, loopback: boolean) => boolean;
  readonly allowCgnat: boolean;
  readonly resolve: Resolve;
  /** The helper's own ports: it never asks itself. */
  readonly ownPorts: () => readonly number[];
}

/** All addresses of a name, in the order in which this computer's resolver has them. */
export const systemResolve: Resolve = async (name) =>
  (await lookup(name, { all: true, verbatim: true })).map(({ address }) => address);

/** The policy for one request and its redirects: each name is resolved once and keeps the addresses it had. */
export function resolvingOnce(policy: TargetPolicy): TargetPolicy {
  const known = new Map<string, Promise<readonly string[]>>();
  return {
    ...policy,
    resolve(name) {
      const addresses = known.get(name) ?? policy.resolve(name);
      known.set(name, addresses);
      return addresses;
    },
  };
}

/**
 * Splits `host:port` (IPv6 in brackets, with a zone where it is link-local: `[fe80::1%eth0]:80`). Names are ASCII: the
 * system would read digits of other scripts and ideographic full stops as an address.
 * @throws ProxyError `bad-request`
 */
export function parseTarget(text: string): { readonly host: string; readonly port: number } {
  const [, address, zone = '', name, portText] =
    /^(?:\[([\da-f:.]+)(%[\w.-]+)?\]|([\w.-]{1,253})):(\d{1,5})$/i.exec(text) ?? [];
  const groups = parseIpv6(address ?? '');
  // Names of interfaces, unlike those of hosts, differ by case.
  const host = groups ? formatIpv6(groups) + (isLinkLocal(groups) ? zone : '') : name?.toLowerCase();
  const port = Number(portText);
  const unreadable = host === undefined || (!groups && !URL.canParse(`http://${host}/`));
  if (unreadable || port < 1 || port > 65_535)
    throw new ProxyError('bad-request', 'the target must be host:port');
  return { host, port };
}

/** Only there does an address need a zone (RFC 4007, section 6); on any other it would be one more way to write it. */
function isLinkLocal([first = 0]: readonly number[]): boolean {
  return (first & 0xffc0) === 0xfe80;
}

/** The target as a URL or a `Host` header names it; a usual port is left out, and so is a zone (RFC 6874, section 4). */
export function hostAndPort({ host, port }: Target, usualPort?: number): string {
  const name = host.includes(':') ? `[${withoutZone(host)}]` : host;
  return port === usualPort ? name : `${name}:${port}`;
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
  const found = reachOf(host) === undefined ? await resolved(host, policy.resolve) : [host];
  const addresses = found.map(plainAddress);
  for (const each of addresses) admitAddress(each, port, policy);
  // AxeOS answers to private IPv4 peers only (ESP-Miner since 2.5), and few miners have IPv6 at all.
  const address = addresses.find((each) => parseIpv4(each)) ?? addresses[0];
  if (address === undefined) throw new ProxyError('name-unknown', `${host} has no address`);
  return { host, address, port };
}

/**
 * Which device a target is, for all that is done one at a time: its address, whatever the port, because an ESP32 has
 * one handful of sockets for all of them. On this computer each port is a device of its own, as the simulator's are.
 */
export function deviceOf({ address, port }: Target): string {
  return isLoopback(address) ? `${address} ${port}` : address;
}

/** Does the address lead to this computer itself, and to nobody else? */
export function isLoopback(address: string): boolean {
  return reachOf(address) === 'loopback';
}

function admitAddress(address: string, port: number, policy: TargetPolicy): void {
  const reach = reachOf(address);
  const inHouse = reach === 'loopback' || reach === 'private' || (reach === 'carrier' && policy.allowCgnat);
  if (!inHouse) throw new ProxyError('forbidden-target', `${address} is not in the home network`);
  if (!policy.portAllowed(port, reach === 'loopback'))
    throw new ProxyError('forbidden-port', `port ${port} is not on the list`);
  if (policy.ownPorts().includes(port) && (reach === 'loopback' || isThisComputer(address)))
    throw new ProxyError('forbidden-target', 'that is the helper itself');
}

function reachOf(address: string): IpReach | undefined {
  const v4 = parseIpv4(address);
  if (v4) return ipv4Reach(v4);
  const v6 = parseIpv6(withoutZone(address));
  return v6 ? ipv6Reach(v6) : undefined;
}

/** One way to write one address, so that one device has one queue: `::ffff:10.0.0.7` is `10.0.0.7`. */
function plainAddress(address: string): string {
  const groups = parseIpv6(withoutZone(address));
  if (!groups) return address;
  const zone = address.slice(withoutZone(address).length);
  return mappedIpv4(groups)?.join('.') ?? formatIpv6(groups) + zone;
}

/** A zone (`fe80::1%eth0`) says which way, not whereto. */
function withoutZone(address: string): string {
  return address.split('%', 1)[0] ?? address;
}

function isThisComputer(address: string): boolean {
  return Object.values(networkInterfaces()).some((ways) =>
    ways?.some((way) => way.address === withoutZone(address)),
  );
}

async function resolved(name: string, resolve: Resolve): Promise<readonly string[]> {
  // What ends in a number is an address (URL standard); in octal, hex, or short forms the system would still take it.
  if (/(^|\.)(\d+|0x[0-9a-f]*)\.?$/.test(name))
    throw new ProxyError('forbidden-target', `${name} is no plain address`);
  try {
    return await resolve(name);
  } catch (cause) {
    throw new ProxyError('name-unknown', `${name} is not known on this network`, { cause });
  }
}
