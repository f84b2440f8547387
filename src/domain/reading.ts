/**
 * One moment of one miner, in our units. Every measured field is optional: a field that the device did not give, or
 * gave in a form that makes no sense, is absent (`undefined`), never 0.
 */
export interface Reading {
  /** When the device answered, epoch milliseconds UTC. */
  readonly atMs: number;
  /** Shortest averaging window the device offers, H/s (Sol/s for Equihash). */
  readonly hashrateHs?: number | undefined;
  /** A longer window (1 h, or since start), H/s. */
  readonly hashrateAvgHs?: number | undefined;
  /** What the device says it should do at its present clock, H/s. */
  readonly expectedHashrateHs?: number | undefined;
  /** Electrical power the device reports, W. Board side unless `powerAtWall`. */
  readonly powerW?: number | undefined;
  readonly powerAtWall?: boolean | undefined;
  readonly powerLimitW?: number | undefined;
  readonly tempChipMaxC?: number | undefined;
  readonly tempChipAvgC?: number | undefined;
  readonly tempBoardMaxC?: number | undefined;
  /** Voltage regulator. */
  readonly tempVrC?: number | undefined;
  readonly tempInletC?: number | undefined;
  readonly tempOutletC?: number | undefined;
  readonly fans: readonly Fan[];
  /** How its owner set the fans: by the device's own rule, or fixed at a part of their speed. */
  readonly fanSet?: FanSetting | undefined;
  readonly frequencyMhz?: number | undefined;
  /** Measured core voltage, V. */
  readonly voltageCoreV?: number | undefined;
  /** Core voltage the owner asked for, V. */
  readonly voltageCoreSetV?: number | undefined;
  readonly voltageInV?: number | undefined;
  readonly currentA?: number | undefined;
  readonly shares: ShareCounts;
  /** Best share ever, as difficulty. */
  readonly bestShare?: number | undefined;
  readonly bestShareSession?: number | undefined;
  /** Difficulty that the pool asks of a share now. */
  readonly poolDifficulty?: number | undefined;
  readonly networkDifficulty?: number | undefined;
  /** Hardware errors, count since start. */
  readonly hwErrors?: number | undefined;
  readonly hwErrorPct?: number | undefined;
  readonly uptimeS?: number | undefined;
  /** Does the device claim to hash? */
  readonly mining?: boolean | undefined;
  /** Did its owner (or a schedule) switch hashing off on purpose: pause, soft-off, shutdown? */
  readonly paused?: boolean | undefined;
  readonly overheated?: boolean | undefined;
  readonly workMode?: string | undefined;
  readonly poolLatencyMs?: number | undefined;
  readonly wifiRssiDbm?: number | undefined;
  readonly boards: readonly Board[];
  readonly pools: readonly PoolConnection[];
  readonly faults: readonly Fault[];
  /** Fields that were present but unusable, so that the owner can be told what and why. */
  readonly oddities: readonly Oddity[];
}

export type FanSetting =
  | { readonly auto: true }
  | { readonly auto: false; readonly percent?: number | undefined };

export interface Fan {
  readonly rpm?: number | undefined;
  readonly percent?: number | undefined;
}

/** Counters since the device (or its mining process) started. */
export interface ShareCounts {
  readonly accepted?: number | undefined;
  readonly rejected?: number | undefined;
  readonly stale?: number | undefined;
  readonly rejectedReasons?: readonly RejectedReason[] | undefined;
}

export interface RejectedReason {
  readonly message: string;
  readonly count: number;
}

export interface Board {
  readonly id: number;
  readonly hashrateHs?: number | undefined;
  readonly chips?: number | undefined;
  readonly tempChipC?: number | undefined;
  readonly tempBoardC?: number | undefined;
  readonly frequencyMhz?: number | undefined;
  /** Of a graphics card. */
  readonly memoryClockMhz?: number | undefined;
  readonly voltageV?: number | undefined;
  /** One entry a chip, in the order of the device, where it tells. */
  readonly perChip?: readonly Chip[] | undefined;
}

export interface Chip {
  readonly hashrateHs?: number | undefined;
  /** Hashrate of each domain (group of cores on one supply) of the chip, H/s. */
  readonly domainsHs?: readonly number[] | undefined;
  readonly errors?: number | undefined;
  readonly tempC?: number | undefined;
  readonly voltageV?: number | undefined;
}

export interface PoolConnection {
  /** With scheme and port, for example `stratum+tcp://solo.ckpool.org:3333`. */
  readonly url: string;
  readonly user?: string | undefined;
  readonly active?: boolean | undefined;
  readonly alive?: boolean | undefined;
  readonly accepted?: number | undefined;
  readonly rejected?: number | undefined;
}

export interface Fault {
  /** The device's own code, kept as it is; absent where it tells trouble without one. */
  readonly code?: string | undefined;
  readonly message: string;
}

/** A field that came in a form we refuse. `found` is a short, printable excerpt of it. */
export interface Oddity {
  readonly field: string;
  readonly problem: string;
  readonly found: string;
}
