import type { MeteredPair } from './metered-pairs.ts';
import type { MinerMute } from './mute.ts';
import type { PlugReading } from './plug-reading.ts';
import type { Purchase } from './purchase.ts';

/** Firmware families that an adapter exists for. */
export type MinerFamily =
  | 'axeos'
  | 'nerdos'
  | 'braiins'
  | 'luxos'
  | 'mara'
  | 'vnish'
  | 'hiveon'
  | 'mskminer'
  | 'epic'
  | 'proto'
  | 'elphapex'
  | 'hammer'
  | 'antminer'
  | 'whatsminer'
  | 'sealminer'
  | 'avalon'
  | 'auradine'
  | 'goldshell'
  | 'iceriver'
  | 'xmrig'
  /** Whoever else speaks the plain cgminer API. */
  | 'cgminer';

/** What the hash function counts: decides the unit that a rate is shown in. */
export type Algorithm =
  | 'sha256'
  | 'scrypt'
  | 'equihash'
  | 'kheavyhash'
  | 'blake2b-sia'
  | 'blake2s'
  | 'blake3'
  | 'eaglesong'
  | 'etchash'
  | 'handshake'
  | 'randomx'
  | 'x11'
  | 'other';

/** Who a device is. All but the family may be unknown. */
export interface MinerIdentity {
  readonly family: MinerFamily;
  /** `AA:BB:CC:DD:EE:FF`, the identity that survives a change of address. */
  readonly mac?: string | undefined;
  readonly make?: string | undefined;
  readonly model?: string | undefined;
  readonly firmware?: string | undefined;
  readonly hostname?: string | undefined;
  readonly algorithm: Algorithm;
  readonly asicModel?: string | undefined;
  readonly boardVersion?: string | undefined;
}

/** Where a device listens. `host` is an IP address or a name; IPv6 without brackets. */
export interface DeviceAddress {
  readonly host: string;
  readonly port: number;
}

/**
 * A miner the owner has added. `id` is the MAC in lower case without separators; a device that tells no MAC is known
 * by `host:port`, and then cannot be re-found at another address.
 */
export interface Miner {
  readonly id: string;
  readonly identity: MinerIdentity;
  readonly address: DeviceAddress;
  /** What the owner calls it; at first the host name or model. */
  readonly name: string;
  /** Words the owner groups miners by: see `tags.ts`. Absent on miners stored before there were tags: none. */
  readonly tags?: readonly string[] | undefined;
  readonly addedAtMs: number;
  /** May Davylamp change its settings when its owner asks? Absent: it only watches. */
  readonly control?: 'by-hand' | undefined;
  /** May Davylamp restart it by itself after a confirmed flatline? Absent: never. Holds only where control is allowed. */
  readonly recovery?: 'restart' | undefined;
  /** May the helper go on with what was asked for while no page is open? Absent: never. Holds only where control is allowed. */
  readonly away?: 'go-on' | undefined;
  /** What its owner has read off the plug that feeds it, at one load and others; read by `plugReadingsOf`. */
  readonly plugReadings?: readonly PlugReading[] | undefined;
  /** The only one, on miners stored before there could be several. */
  readonly plugReading?: PlugReading | undefined;
  /** What its own plugs measured beside what it said, in steady minutes and by load. */
  readonly meteredPairs?: readonly MeteredPair[] | undefined;
  /** When and for how much it was bought, where its owner has said so. */
  readonly purchase?: Purchase | undefined;
  /** Nobody is told of its troubles for a while. */
  readonly mute?: MinerMute | undefined;
  /** Set while a removal can still be undone; its history is deleted soon after. */
  readonly removedAtMs?: number | undefined;
}

/** The key a miner is stored under: see {@link Miner}. */
export function minerId(identity: MinerIdentity, address: DeviceAddress): string {
  return identity.mac ? identity.mac.toLowerCase().replaceAll(/[^0-9a-f]/g, '') : formatAddress(address);
}

/** `host:port`, with brackets around an IPv6 host. */
export function formatAddress({ host, port }: DeviceAddress): string {
  return `${host.includes(':') ? `[${host}]` : host}:${port}`;
}

/** `aabbccddeeff`, `AA-BB-…`, `aa:bb:…` → `AA:BB:CC:DD:EE:FF`; anything else, and the all-zero address, is absent. */
export function normaliseMac(text: string): string | undefined {
  const digits = text.trim().replaceAll(/[:.-]/g, '').toUpperCase();
  if (!/^[0-9A-F]{12}$/.test(digits) || /^0+$/.test(digits)) return undefined;
  return (digits.match(/../g) ?? []).join(':');
}
