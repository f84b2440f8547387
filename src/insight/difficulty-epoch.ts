/** Blocks between two retargets, and the time they should take: 14 days (Bitcoin Core, src/kernel/chainparams.cpp). */
export const EPOCH_BLOCKS = 2016;
export const EPOCH_TARGET_MS = EPOCH_BLOCKS * 600_000;

/** Where the present epoch stands. */
export interface EpochProgress {
  /** Time of the epoch's first block. */
  readonly startedAtMs: number;
  /** How far off that may be (standard deviation); 0 where a block header told it. */
  readonly startSdMs?: number | undefined;
  /** Blocks of the epoch mined, its first one included: 0 to 2016. */
  readonly blocks: number;
  /** Difficulty in force. */
  readonly difficulty: number;
  readonly atMs: number;
}
