import { hostname, type NetworkInterfaceInfo, networkInterfaces } from 'node:os';
import { ipv4Reach } from '../src/domain/ip-address.ts';
import { parseIpv4 } from '../src/domain/ipv4.ts';
import { MADE_UP } from './home-networks.ts';

/** What this computer is called in the home network, and its addresses there. */
export interface LanPlace {
  /** Its bare name, lower case: `pi`. */
  readonly computer: string;
  /** Its private IPv4 addresses, those of cables and Wi-Fi before made-up ones. */
  readonly addresses: readonly string[];
}

/**
 * The place as the system tells it. Only IPv4: that is what home networks give out without asking the internet
 * provider, and an IPv6 address of a provider would open the door to everybody.
 * @param allowCgnat are addresses of 100.64.0.0/10 (Tailscale) the home's, too?
 */
export function lanPlace(
  allowCgnat: boolean,
  name = hostname(),
  interfaces: NodeJS.Dict<NetworkInterfaceInfo[]> = networkInterfaces(),
): LanPlace {
  const ways = Object.entries(interfaces).flatMap(([way, all = []]) =>
    all
      .filter(({ internal, address }) => !internal && isHome(address, allowCgnat))
      .map((each) => ({ way, ...each })),
  );
  const [real, madeUp] = [false, true].map((wanted) =>
    ways.filter(({ way }) => MADE_UP.test(way) === wanted),
  );
  const addresses = [...(real ?? []), ...(madeUp ?? [])].map(({ address }) => address);
  return { computer: computerName(name), addresses: [...new Set(addresses)] };
}

/** May somebody with this address be let in at the door? */
export function isHome(address: string, allowCgnat: boolean): boolean {
  // Node tells IPv4 callers so where it listens on both.
  const octets = parseIpv4(address.replace(/^::ffff:/, ''));
  const reach = octets && ipv4Reach(octets);
  return reach === 'private' || (reach === 'carrier' && allowCgnat);
}

/** The first label of a host name, as far as it can stand in a certificate. */
function computerName(name: string): string {
  const label =
    name
      .split('.', 1)[0]
      ?.toLowerCase()
      .replaceAll(/[^a-z0-9-]+/g, '-') ?? '';
  return label.replaceAll(/^-+|-+$/g, '').slice(0, 63) || 'davylamp';
}
