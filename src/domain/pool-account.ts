/** A rate as the pool counts it: the accepted difficulty of a window, as hashes per second. */
export interface PoolHashrate {
  /** Length of the window, ms; absent where the pool says no more than "now". */
  readonly windowMs?: number | undefined;
  /** No window with edges: a mean that forgets, of which `windowMs` is the time constant. */
  readonly decaying?: true | undefined;
  readonly hashrateHs: number;
}

/**
 * Work handed in, as sums of share DIFFICULTY and never as counts of shares: only difficulty can be compared between
 * pools, with the network, and with what a device says it did.
 */
export interface ShareWork {
  readonly accepted?: number | undefined;
  /** The same sum to the unit: after years of work it is past 2^53, where a number skips. */
  readonly acceptedExact?: bigint | undefined;
  /** Came too late for the block it was made for. */
  readonly stale?: number | undefined;
  /** Refused for any other reason. */
  readonly rejected?: number | undefined;
  /** Since when it is counted; absent: since the account or the worker began, or nobody says. */
  readonly sinceMs?: number | undefined;
  /** Refused shares of all, 0..1, where the pool tells no sums. */
  readonly rejectedFraction?: number | undefined;
}

/** What the account holds and is promised in one coin, in whole coins. */
export interface CoinAccount {
  /** `BTC`, upper case; the pool's own name of the coin where it tells no symbol: `Litecoin`. */
  readonly coin: string;
  /** Belongs to the owner and waits for its payout. */
  readonly balance?: number | undefined;
  /** Earned, but not yet sure: the block is not deep enough, or the sum is still in another coin. */
  readonly unconfirmed?: number | undefined;
  /** Everything not yet sent: the balance, and what is not yet sure where the pool adds it up. */
  readonly unpaid?: number | undefined;
  readonly paid?: number | undefined;
  readonly paidLast24h?: number | undefined;
  /** Earned since the account began. */
  readonly earned?: number | undefined;
  /** Earned in the 24 hours that end now. */
  readonly earnedLast24h?: number | undefined;
  /** Earned since the pool's day began. */
  readonly earnedToday?: number | undefined;
  /** What the pool expects for a day at the present rate. */
  readonly estimatedPerDay?: number | undefined;
  /** What the pool expects to come from its next block. */
  readonly estimatedNextBlock?: number | undefined;
  /** What `earned` consists of, where the pool tells it by the way of pay. */
  readonly earnedBy?: Readonly<Partial<Record<'pps' | 'pplns' | 'solo', number | undefined>>> | undefined;
  /** The least that is sent. */
  readonly minPayout?: number | undefined;
}

/** `low`: it hands in much less than usual. `disabled`: its owner took it from the watch list. */
export type PoolWorkerState = 'ok' | 'low' | 'off' | 'disabled';

/** A worker as the pool knows it. */
export interface PoolWorker {
  readonly name: string;
  /** Tells workers of one name apart. */
  readonly id?: string | undefined;
  readonly state?: PoolWorkerState | undefined;
  readonly hashrates: readonly PoolHashrate[];
  readonly work?: ShareWork | undefined;
  /** Rate lost to stale and to refused shares, H/s, where the pool counts it so. */
  readonly staleHs?: number | undefined;
  readonly rejectedHs?: number | undefined;
  readonly lastShareAtMs?: number | undefined;
  /** Where the pool tells only that it is still connected. */
  readonly lastSeenAtMs?: number | undefined;
  readonly startedAtMs?: number | undefined;
  readonly bestDifficulty?: number | undefined;
  readonly bestSessionDifficulty?: number | undefined;
  /** The pool's own word for it: `Scrypt`, `sha256`. */
  readonly algorithm?: string | undefined;
  /** What it hashes now, at a pool that switches coins. */
  readonly coin?: string | undefined;
  /** That its shares must have. */
  readonly shareDifficulty?: number | undefined;
}

/** Something sent, or about to be. */
export interface PoolPayout {
  readonly atMs?: number | undefined;
  readonly coin: string;
  /** Whole coins, after the fee of sending. */
  readonly amount: number;
  /** What sending cost the owner, whole coins. */
  readonly fee?: number | undefined;
  readonly state?: 'queued' | 'confirmed' | 'failed' | undefined;
  readonly way?: 'on-chain' | 'lightning' | 'coinbase' | undefined;
  readonly txId?: string | undefined;
}

/** What was credited for a day, or for a block. */
export interface PoolReward {
  /** Start of the pool's day, or when the block was found. */
  readonly atMs: number;
  /** A day's pay, or a block's. */
  readonly of: 'day' | 'block';
  readonly coin: string;
  readonly amount: number;
  readonly blockHeight?: number | undefined;
  /** Accepted difficulty that it pays for. */
  readonly workDifficulty?: number | undefined;
  /** What a unit of that difficulty was paid, whole coins, and from when until when. */
  readonly paidPerDifficulty?: readonly PaidPerDifficulty[] | undefined;
}

export interface PaidPerDifficulty {
  readonly fromMs: number;
  readonly untilMs: number;
  readonly amount: number;
}

/** An owner's account at a pool, as far as the pool tells it. Lists are empty where it tells nothing of them. */
export interface PoolAccount {
  /** When these figures were true: the pool's own time where it tells one. */
  readonly atMs: number;
  readonly user?: string | undefined;
  readonly hashrates: readonly PoolHashrate[];
  /** Over the pool's day before this one. */
  readonly hashrateYesterdayHs?: number | undefined;
  readonly coins: readonly CoinAccount[];
  readonly workers: readonly PoolWorker[];
  readonly workerCounts?: WorkerCounts | undefined;
  readonly work?: ShareWork | undefined;
  /** Rate lost to stale shares, H/s, where the pool counts it so. */
  readonly staleHs?: number | undefined;
  readonly lastShareAtMs?: number | undefined;
  readonly startedAtMs?: number | undefined;
  /** Highest share ever, and since its worker last connected. */
  readonly bestDifficulty?: number | undefined;
  readonly bestSessionDifficulty?: number | undefined;
  /** Difficulty of the owner's shares in the pool's reward window (PPLNS, TIDES). */
  readonly windowDifficulty?: number | undefined;
  readonly blocksFound?: number | undefined;
  /** Of this account, 0..1. */
  readonly poolFee?: number | undefined;
  readonly payouts: readonly PoolPayout[];
  readonly rewards: readonly PoolReward[];
}

/** How many workers are in which state; a state the pool does not count is absent. */
export interface WorkerCounts extends Readonly<Partial<Record<PoolWorkerState, number | undefined>>> {
  /** Connected now, whatever they do. */
  readonly active?: number | undefined;
}

/** The rate over a window of that length; without one, the rate the pool calls the present one. */
export function hashrateOver(hashrates: readonly PoolHashrate[], windowMs?: number): number | undefined {
  return hashrates.find((each) => each.windowMs === windowMs)?.hashrateHs;
}

/** The same as means that forget: work of a time t ago counts e^(−t/window). */
export function decayingRates(rates: readonly PoolHashrate[]): readonly PoolHashrate[] {
  return rates.map((rate) => ({ ...rate, decaying: true }));
}

/** Rates that are known, with the length of their windows in ms (undefined: now). */
export function windowsOf(
  told: readonly (readonly [windowMs: number | undefined, hashrateHs: number | undefined])[],
): readonly PoolHashrate[] {
  return told.flatMap(([windowMs, hashrateHs]) => (hashrateHs === undefined ? [] : { windowMs, hashrateHs }));
}
