import { ipv4Reach } from './ip-address.ts';
import { parseIpv4 } from './ipv4.ts';

/** IPv4 addresses from `first` to `last`, both included, each as an unsigned 32-bit number. */
export interface ScanRange {
  readonly first: number;
  readonly last: number;
}

export interface ScanPlan {
  /** In ascending order; no address stands in two of them. */
  readonly ranges: readonly ScanRange[];
  readonly addressCount: number;
}

/** Why a place cannot be looked through. The UI has one sentence for each. */
export type ScanProblemCode =
  | 'empty'
  /** Neither an address, nor `192.168.1.10-40`, nor `192.168.1.0/24`. */
  | 'unreadable'
  /** The end of the range comes before its beginning. */
  | 'backwards'
  /** One range of more than {@link LARGEST_RANGE} addresses, or more than {@link LARGEST_PLAN} in all. */
  | 'too-large'
  /** An address outside the house is in it. */
  | 'public-address'
  /** 100.64.0.0/10 (a carrier's, or Tailscale's), where the helper was not told that it may go there. */
  | 'carrier-address'
  /** Multicast, reserved and the like: no device can be there. */
  | 'unusable-address';

export interface ScanProblem {
  readonly problem: ScanProblemCode;
  /** The part that is at fault. */
  readonly found: string;
}

/** A /20. */
export const LARGEST_RANGE = 4_096;
/** Four of them: some minutes where nobody answers. */
export const LARGEST_PLAN = 4 * LARGEST_RANGE;

/**
 * Reads where to look as owners write it: `192.168.1.0/24`, `192.168.1.10-40`, `192.168.1.10-192.168.2.20`,
 * `192.168.1.7`, several of them behind commas, semicolons, blanks or on lines of their own. The address of a network
 * and its broadcast address are left out of a CIDR range, for nobody is there (RFC 3021 excepts a /31).
 */
export function parseScanRanges(
  text: string,
  { allowCarrier = false }: { readonly allowCarrier?: boolean } = {},
): ScanPlan | ScanProblem {
  // A blank around the hyphen belongs to its range.
  const parts = text.replaceAll(/\s*[-–]\s*/g, '-').match(/[^\s,;]+/g) ?? [];
  if (parts.length === 0) return { problem: 'empty', found: '' };
  const ranges: ScanRange[] = [];
  for (const part of parts) {
    const range = parseRange(part);
    if (range === undefined) return { problem: 'unreadable', found: part };
    if (range.last < range.first) return { problem: 'backwards', found: part };
    const reach = reachProblem(range, allowCarrier);
    if (reach) return { problem: reach, found: part };
    if (sizeOf(range) > LARGEST_RANGE) return { problem: 'too-large', found: part };
    ranges.push(range);
  }
  const apart = merged(ranges);
  const addressCount = apart.reduce((count, range) => count + sizeOf(range), 0);
  if (addressCount > LARGEST_PLAN) return { problem: 'too-large', found: text.trim() };
  return { ranges: apart, addressCount };
}

/** All addresses of a plan, in ascending order, as dotted quads. */
export function* addressesOf({ ranges }: ScanPlan): Generator<string> {
  for (const { first, last } of ranges)
    for (let address = first; address <= last; address += 1) yield formatIpv4(address);
}

/** Is the address (dotted quad) one that the plan asks? */
export function isInPlan({ ranges }: ScanPlan, address: string): boolean {
  const number = ipv4Number(address);
  return number !== undefined && ranges.some(({ first, last }) => first <= number && number <= last);
}

/** The /24 around an address as a range to write: `192.168.1.20` → `192.168.1.0/24`; absent for names and IPv6. */
export function neighbourhoodOf(host: string): string | undefined {
  const octets = parseIpv4(host);
  return octets ? `${octets.slice(0, 3).join('.')}.0/24` : undefined;
}

/** 3232235786 → `192.168.1.10`. */
export function formatIpv4(address: number): string {
  return [24, 16, 8, 0].map((shift) => (address >>> shift) & 255).join('.');
}

/** `192.168.1.10` → 3232235786; absent for anything that is no dotted quad. */
export function ipv4Number(text: string): number | undefined {
  return parseIpv4(text)?.reduce((number, octet) => number * 256 + octet, 0);
}

function parseRange(part: string): ScanRange | undefined {
  const [, network, lengthText] = /^([\d.]+)\/(\d{1,2})$/.exec(part) ?? [];
  if (network !== undefined) return cidrRange(network, Number(lengthText));
  const [, from = part, to = from] = /^([\d.]+)-([\d.]+)$/.exec(part) ?? [];
  const first = ipv4Number(from);
  // The last octet alone is the short form: 192.168.1.10-40.
  const last = /^\d{1,3}$/.test(to) ? ipv4Number(from.replace(/\d+$/, to)) : ipv4Number(to);
  return first === undefined || last === undefined ? undefined : { first, last };
}

function cidrRange(network: string, prefixLength: number): ScanRange | undefined {
  const address = ipv4Number(network);
  if (address === undefined || prefixLength > 32) return undefined;
  const size = 2 ** (32 - prefixLength);
  const first = address - (address % size);
  const last = first + size - 1;
  return prefixLength < 31 ? { first: first + 1, last: last - 1 } : { first, last };
}

/** Each block of a different reach begins at a /24, so a range is judged by one address of each /24 and by its ends. */
function reachProblem({ first, last }: ScanRange, allowCarrier: boolean): ScanProblemCode | undefined {
  const blocks = Math.floor(last / 256) - Math.floor(first / 256);
  // Nothing in the house is that wide: 10.0.0.0/8 is the widest.
  if (blocks > 65_536) return 'public-address';
  for (let block = 0; block <= blocks; block += 1) {
    const address = Math.min(last, Math.max(first, (Math.floor(first / 256) + block) * 256));
    const reach = ipv4Reach(octetsOf(address));
    if (reach === 'public') return 'public-address';
    if (reach === 'unusable') return 'unusable-address';
    if (reach === 'carrier' && !allowCarrier) return 'carrier-address';
  }
  // One single address in the middle of a carrier's /24 hands out passwords of machines (Alibaba).
  const metadata = ipv4Number('100.100.100.200') ?? 0;
  return first <= metadata && metadata <= last ? 'unusable-address' : undefined;
}

function octetsOf(address: number): readonly number[] {
  return [24, 16, 8, 0].map((shift) => (address >>> shift) & 255);
}

function sizeOf({ first, last }: ScanRange): number {
  return last - first + 1;
}

/** Ranges that overlap or touch become one. */
function merged(ranges: readonly ScanRange[]): readonly ScanRange[] {
  const apart: ScanRange[] = [];
  for (const range of [...ranges].sort((a, b) => a.first - b.first)) {
    const former = apart.at(-1);
    if (former && range.first <= former.last + 1)
      apart[apart.length - 1] = { first: former.first, last: Math.max(former.last, range.last) };
    else apart.push(range);
  }
  return apart;
}
