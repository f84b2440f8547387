import type { NetworkInterfaceInfo } from 'node:os';
import { ipv4Reach } from '../src/domain/ip-address.ts';
import { parseIpv4 } from '../src/domain/ipv4.ts';
import { ipv4Number } from '../src/domain/scan-range.ts';
import { type HomeNetwork, suggestedRange } from '../src/domain/scan-report.ts';

/** Networks that a computer makes up for its own containers and virtual machines: no miner has a cable into them. */
export const MADE_UP = /^(docker|br-|veth|virbr|vmnet|vboxnet|vEthernet|podman|cni|flannel|utun|bridge1\d\d)/;

/** The private IPv4 networks among a system's interfaces (`os.networkInterfaces()`), each once. */
export function homeNetworks(
  interfaces: Readonly<Record<string, readonly NetworkInterfaceInfo[] | undefined>>,
): readonly HomeNetwork[] {
  const networks = new Map<string, HomeNetwork>();
  for (const [interfaceName, ways] of Object.entries(interfaces)) {
    if (MADE_UP.test(interfaceName)) continue;
    for (const { address, cidr, internal } of ways ?? []) {
      const range = internal ? undefined : privateRange(address, cidr);
      if (range !== undefined && !networks.has(range)) networks.set(range, { range, interfaceName });
    }
  }
  return [...networks.values()];
}

function privateRange(address: string, cidr: string | null): string | undefined {
  const octets = parseIpv4(address);
  const number = ipv4Number(address);
  if (!octets || number === undefined || ipv4Reach(octets) !== 'private') return undefined;
  // An address of its own making (RFC 3927): without a router nobody has given out any.
  if (octets[0] === 169) return undefined;
  return suggestedRange(number, Number(cidr?.split('/')[1] ?? 24));
}
