import { parseIpv4 } from './ipv4.ts';

/**
 * What an IP address is good for, seen from a home network.
 *
 * - `loopback`: this computer.
 * - `private`: RFC 1918, IPv6 unique local (RFC 4193), link-local (RFC 3927, RFC 4291).
 * - `carrier`: 100.64.0.0/10 (RFC 6598): shared by a carrier, or a Tailscale network.
 * - `unusable`: unspecified, broadcast, multicast, reserved: nobody can listen there; and where a cloud hands out the
 *   passwords of its machines, for there is no miner and no asking.
 * - `public`: everybody else's.
 */
export type IpReach = 'loopback' | 'private' | 'carrier' | 'unusable' | 'public';

/** IPv6 text without brackets or zone → eight 16-bit groups; also the mixed form `::ffff:192.0.2.1`. */
export function parseIpv6(text: string): readonly number[] | undefined {
  const halves = text.split('::');
  if (halves.length > 2) return undefined;
  // The dotted form may stand at the very end only (RFC 4291, section 2.2).
  if (halves.length === 2 && halves[0]?.includes('.')) return undefined;
  const [head, tail] = halves.map((half) => (half === '' ? [] : groupsOf(half)));
  if (!head) return undefined;
  if (halves.length === 1) return head.length === 8 ? head : undefined;
  if (!tail || head.length + tail.length > 7) return undefined;
  return [...head, ...Array<number>(8 - head.length - tail.length).fill(0), ...tail];
}

function groupsOf(text: string): readonly number[] | undefined {
  const groups: number[] = [];
  const parts = text.split(':');
  for (const [index, part] of parts.entries()) {
    const v4 = index === parts.length - 1 && part.includes('.') ? parseIpv4(part) : undefined;
    if (v4) {
      const [a = 0, b = 0, c = 0, d = 0] = v4;
      groups.push(a * 256 + b, c * 256 + d);
    } else if (/^[0-9a-f]{1,4}$/i.test(part)) groups.push(Number.parseInt(part, 16));
    else return undefined;
  }
  return groups;
}

/** Shortest lower-case form of eight groups (RFC 5952 section 4): `[0xfd00, 0,0,0,0,0,0, 1]` → `fd00::1`. */
export function formatIpv6(groups: readonly number[]): string {
  const hex = groups.map((group) => group.toString(16));
  const { start, length } = longestZeroRun(groups);
  if (length < 2) return hex.join(':');
  return `${hex.slice(0, start).join(':')}::${hex.slice(start + length).join(':')}`;
}

function longestZeroRun(groups: readonly number[]): { start: number; length: number } {
  let best = { start: 0, length: 0 };
  let start = 0;
  for (const [index, group] of groups.entries()) {
    if (group !== 0) start = index + 1;
    else if (index + 1 - start > best.length) best = { start, length: index + 1 - start };
  }
  return best;
}

/** The IPv4 address inside an IPv4-mapped IPv6 one (`::ffff:0:0/96`), which reaches the same host. */
export function mappedIpv4(groups: readonly number[]): readonly number[] | undefined {
  const [high = 0, low = 0] = groups.slice(6);
  const mapped = groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff;
  return mapped ? [high >> 8, high & 255, low >> 8, low & 255] : undefined;
}

/** Where four octets lead (IANA special-purpose registry, as far as a home network meets it). */
export function ipv4Reach(octets: readonly number[]): IpReach {
  const [a = 0, b = 0, c = 0, d = 0] = octets;
  if (a === 127) return 'loopback';
  if (a === 10 || (a === 172 && b >= 16 && b <= 31) || (a === 192 && b === 168)) return 'private';
  // 169.254.169.254 on AWS, Azure, Google, Oracle; 169.254.170.2 and .23 in AWS containers; Alibaba has one of its own.
  if (a === 169 && b === 254) return c === 169 || c === 170 ? 'unusable' : 'private';
  if (a === 100 && b === 100 && c === 100 && d === 200) return 'unusable';
  if (a === 100 && b >= 64 && b <= 127) return 'carrier';
  if (a === 0 || a >= 224) return 'unusable';
  return 'public';
}

/** The metadata services of AWS and Google over IPv6. */
const METADATA_IPV6 = new Set(['fd00:ec2::254', 'fd20:ce::254']);

/**
 * Where eight groups lead; an IPv4-mapped address leads where its IPv4 address does. Every other way to carry an IPv4
 * address (IPv4-compatible, NAT64, 6to4, Teredo, ISATAP by a global prefix) leads through a gateway, and so is `public`.
 */
export function ipv6Reach(groups: readonly number[]): IpReach {
  const mapped = mappedIpv4(groups);
  if (mapped) return ipv4Reach(mapped);
  const first = groups[0] ?? 0;
  const last = groups[7] ?? 0;
  if (groups.slice(0, 7).every((group) => group === 0) && last <= 1)
    return last === 1 ? 'loopback' : 'unusable';
  if (METADATA_IPV6.has(formatIpv6(groups))) return 'unusable';
  if ((first & 0xfe00) === 0xfc00 || (first & 0xffc0) === 0xfe80) return 'private';
  return (first & 0xff00) === 0xff00 ? 'unusable' : 'public';
}
