import type { PoolHashrate, ShareWork } from './pool-account.ts';

/** A block that the pool found. */
export interface PoolBlock {
  /** Upper-case symbol, or the pool's own name where it tells no symbol. */
  readonly coin?: string | undefined;
  readonly algorithm?: string | undefined;
  readonly height?: number | undefined;
  readonly hash?: string | undefined;
  readonly foundAtMs?: number | undefined;
  readonly state?: 'immature' | 'confirmed' | 'orphaned' | undefined;
  /** Subsidy and fees of transactions, whole coins. */
  readonly reward?: number | undefined;
  /** What this account got of it, whole coins. */
  readonly userReward?: number | undefined;
  /** Difficulty of all shares of its round. */
  readonly roundDifficulty?: number | undefined;
  readonly roundMs?: number | undefined;
  /** Of the network when it was found. */
  readonly networkDifficulty?: number | undefined;
  /** Worker or user that found it, as far as the pool names it. */
  readonly finder?: string | undefined;
}

/** Found over expected: 1 is as expected, below 1 is bad luck. */
export interface PoolLuck {
  /** Over so many blocks, or over so long. */
  readonly blocks?: number | undefined;
  readonly windowMs?: number | undefined;
  readonly luck: number;
}

/** A pool as a whole, or one algorithm or coin of it. Absent is what it does not say. */
export interface PoolState {
  /** When these figures were true: the pool's own time where it tells one. */
  readonly atMs: number;
  /** The pool's own words: `scrypt`, `BTC`. */
  readonly algorithm?: string | undefined;
  readonly coin?: string | undefined;
  readonly hashrates: readonly PoolHashrate[];
  readonly users?: number | undefined;
  /** Connected now. */
  readonly workers?: number | undefined;
  /** Share of every reward that the pool keeps, 0..1. */
  readonly poolFee?: number | undefined;
  /** The same by the way of pay, where it differs. */
  readonly feeBy?: Readonly<Partial<Record<'pps' | 'pplns' | 'solo', number | undefined>>> | undefined;
  readonly luck: readonly PoolLuck[];
  readonly blocks: readonly PoolBlock[];
  readonly blocksLast24h?: number | undefined;
  /** What the blocks of the last 24 hours were worth, BTC: merged coins show their weight here. */
  readonly foundLast24hBtc?: number | undefined;
  /** Work of the present round over the difficulty of the network: 1 is where a block is due on average. */
  readonly roundProgress?: number | undefined;
  readonly roundStartedAtMs?: number | undefined;
  readonly work?: ShareWork | undefined;
  readonly sharesPerSecond?: number | undefined;
  readonly bestDifficulty?: number | undefined;
  /** Difficulty of all shares in the reward window (PPLNS, TIDES). */
  readonly windowDifficulty?: number | undefined;
  readonly networkDifficulty?: number | undefined;
  readonly networkHashrateHs?: number | undefined;
  /** At the next retarget, at the present pace, and when that is. */
  readonly nextDifficulty?: number | undefined;
  readonly retargetAtMs?: number | undefined;
  readonly blockHeight?: number | undefined;
  /** What it pays for a share over that share's part of the parent coin's subsidy: above 1 by merged coins and fees. */
  readonly ppsRatio?: number | undefined;
  /** Subsidy and fees of the next block, whole coins. */
  readonly blockReward?: number | undefined;
  /** Stratum port. */
  readonly port?: number | undefined;
}
