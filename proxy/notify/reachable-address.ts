import { networkInterfaces } from 'node:os';
import { ipv4Reach, ipv6Reach, mappedIpv4, parseIpv6 } from '../../src/domain/ip-address.ts';
import { parseIpv4 } from '../../src/domain/ipv4.ts';
import type { Resolve } from '../target.ts';
import { leadsOut } from '../upstream-fetch.ts';
import { DeliveryFailed } from './delivery-failed.ts';

/** Where a channel may lead. */
export interface ReachRules {
  /** Name resolution of this computer. */
  readonly resolve: Resolve;
  /** The helper's own ports: it never writes to itself. */
  readonly ownPorts: () => readonly number[];
}

export interface Destination {
  /** A name or an address, IPv6 without brackets. */
  readonly host: string;
  readonly port: number;
  /** `outside`: a provider's, never inside the house. `anywhere`: what the owner typed, inside the house or out. */
  readonly reach: 'outside' | 'anywhere';
  /** May it be read on its way? Then it must stay in the house. */
  readonly encrypted: boolean;
}

/**
 * The address to connect to: the name is resolved once, all its addresses are looked at, and the connection goes to one
 * of those, so that a name cannot lead elsewhere between check and connection (DNS rebinding).
 * @throws DeliveryFailed `forbidden-target`, `unreachable`
 */
export async function reachableAddress(to: Destination, rules: ReachRules): Promise<string> {
  const isAddress = parseIpv4(to.host) !== undefined || parseIpv6(to.host) !== undefined;
  const addresses = isAddress ? [to.host] : await resolved(to.host, rules.resolve);
  for (const address of addresses) admit(address, to, rules);
  const address = addresses.find((each) => parseIpv4(each)) ?? addresses[0];
  if (address === undefined)
    throw new DeliveryFailed('unreachable', { said: `the name ${to.host} has no address` });
  return address;
}

async function resolved(name: string, resolve: Resolve): Promise<readonly string[]> {
  try {
    return await resolve(name);
  } catch (cause) {
    throw new DeliveryFailed('unreachable', { said: `the name ${name} is not known`, cause });
  }
}

function admit(address: string, { port, reach, encrypted }: Destination, { ownPorts }: ReachRules): void {
  if (leadsOut(address)) {
    if (encrypted) return;
    throw new DeliveryFailed('forbidden-target', {
      said: 'outside of the house only encrypted: use https, or TLS',
    });
  }
  const groups = parseIpv6(address.split('%', 1)[0] ?? '');
  const v4 = parseIpv4(address) ?? (groups && mappedIpv4(groups));
  const leads = v4 ? ipv4Reach(v4) : groups ? ipv6Reach(groups) : 'unusable';
  // A public one that does not lead out carries an address of this house through a gateway.
  const isInHouse = leads === 'loopback' || leads === 'private' || leads === 'carrier';
  if (reach === 'outside' || !isInHouse)
    throw new DeliveryFailed('forbidden-target', { said: 'that name does not lead where it should' });
  if (ownPorts().includes(port) && (leads === 'loopback' || isThisComputer(address)))
    throw new DeliveryFailed('forbidden-target', { said: 'that is Davylamp itself' });
}

function isThisComputer(address: string): boolean {
  return Object.values(networkInterfaces()).some((ways) => ways?.some((way) => way.address === address));
}
