import type { Algorithm } from './miner.ts';

/**
 * What the work of one H/s is paid or would have been paid in a day, as a provider tells it: a pool, a market for
 * hash rate, or a site that reckons it from difficulty. Never what a miner of the owner earns: see economics.
 */
export interface WorkPrice {
  readonly algorithm: Algorithm;
  /** The provider's own word, where several of its rows are one algorithm of ours: `SHA256ASICBOOST`. */
  readonly algorithmName?: string | undefined;
  /** The coin that is mined, in capitals; absent where a pool switches between coins. */
  readonly coin?: string | undefined;
  /** What it is paid in: `BTC`, `LTC`, `USD`. */
  readonly currency: string;
  /** Of {@link currency} per H/s (Sol/s for Equihash) per day. */
  readonly perHsDay: number;
  /** Is the provider's fee taken off already? Absent where nobody knows. */
  readonly fee?: 'gross' | 'net' | undefined;
  /** `now`: at the present difficulty or within the hour; `24h`: a mean over the last day. */
  readonly over: 'now' | '24h';
  /** `reckoned` from difficulties and prices, or really `paid` to those who mined. */
  readonly standing: 'reckoned' | 'paid';
  readonly atMs: number;
}
