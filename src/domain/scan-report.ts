import { formatIpv4 } from './scan-range.ts';

/** The home networks that the helper is part of. */
export interface NetworkReport {
  readonly networks: readonly HomeNetwork[];
  /** May ranges lie in 100.64.0.0/10? */
  readonly allowCarrier: boolean;
}

export interface HomeNetwork {
  /** A /24 or smaller, to be looked through: `192.168.1.0/24`. */
  readonly range: string;
  /** What the helper's system calls its way there: `eth0`, `Wi-Fi`. */
  readonly interfaceName: string;
}

/** One line of what a scan has to tell, in the order in which it happens. */
export type ScanLine =
  | { readonly kind: 'progress'; readonly asked: number; readonly total: number }
  /** Somebody listens there; who it is, nobody has asked yet. Further ports of one host may follow. */
  | { readonly kind: 'open'; readonly host: string; readonly ports: readonly number[] }
  /** A host advertises itself under this name (mDNS), without `.local`. */
  | { readonly kind: 'named'; readonly host: string; readonly name: string }
  /** Names cannot be heard here (no multicast); the scan goes on without them. */
  | { readonly kind: 'no-names'; readonly reason: string }
  /** The scan broke off: what came before holds, the rest was not asked. */
  | { readonly kind: 'failed'; readonly reason: string }
  /** All was asked. */
  | { readonly kind: 'done' };

/**
 * The part of a network that is worth suggesting: itself where it is small, the /24 around the own address where it is
 * larger; absent where nobody else can be in it.
 */
export function suggestedRange(address: number, prefixLength: number): string | undefined {
  if (prefixLength > 30) return undefined;
  const length = Math.max(prefixLength, 24);
  const size = 2 ** (32 - length);
  return `${formatIpv4(address - (address % size))}/${length}`;
}
