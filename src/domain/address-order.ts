import type { DeviceAddress } from './miner.ts';

/** Numbers inside of a host count as numbers: .9 stands before .20. */
const HOSTS = new Intl.Collator('en', { numeric: true });

/** Orders devices as their addresses count up, negative where `a` comes first: by host, then by port. */
export function compareAddresses(a: DeviceAddress, b: DeviceAddress): number {
  return HOSTS.compare(a.host, b.host) || a.port - b.port;
}
