import type { SeriesName } from '../series.ts';
import type { ParameterName } from './parameter-name.ts';

/** Everything that the mining watch can find wrong. */
export type Trouble =
  | 'flatline'
  | 'slow-decline'
  | 'part-loss'
  | 'error-rise'
  | 'thermal-resistance'
  | 'fan-wear'
  | 'supply-sag'
  | 'regulator-heat'
  | 'power-rise'
  | 'hot-room'
  | 'network'
  | 'pool-failover'
  | 'shares-rejected'
  | 'shares-stale'
  | 'share-gap'
  | 'earnings-drop'
  | 'settings-changed'
  | 'firmware-changed'
  | 'pool-address';

/** One trouble that is found. Facts, not sentences: pages word them. */
export interface WatchFinding {
  readonly trouble: Trouble;
  /** Its most likely beginning. */
  readonly sinceMs: number;
  /** 1 − the chance that such evidence comes of nothing, 0..1; 1 where the miner itself tells it. */
  readonly confidence: number;
  readonly size?: FindingSize | undefined;
  readonly evidence: readonly Evidence[];
  /** Of what a pool credits: the account, and what its days since then came to. */
  readonly account?: AccountShortfall | undefined;
  /** The miner's own words: which part, which pool, from what to what. */
  readonly text?: string | undefined;
}

/** What a pool credited to an account, beside what the hashrate promised; sums in coins. */
export interface AccountShortfall {
  /** Id of an Upstream. */
  readonly provider: string;
  readonly coin: string;
  /** Whose work it is paid for. */
  readonly minerIds: readonly string[];
  readonly days: number;
  readonly creditedCoins: number;
  readonly expectedCoins: number;
}

/** How large, with the 95 % interval. */
export interface FindingSize {
  readonly value: number;
  readonly low: number;
  readonly high: number;
  /** `part`: of what is usual, so 0.2 is a fifth more. */
  readonly unit: 'part' | 'K' | 'W';
}

/**
 * What speaks for a finding, to be drawn, and to be weighed by whoever looks for the cause: ln of the likelihood of what
 * was seen since `sinceMs` if the figure has changed so, by the likelihood if it has not.
 */
export interface Evidence {
  readonly figure: ParameterName | 'air' | 'shares' | 'earnings' | 'told';
  readonly direction?: 'up' | 'down' | undefined;
  readonly nats: number;
  readonly sinceMs: number;
  readonly charts: readonly SeriesName[];
  /** What it would be found as by itself, where it shows only what the trouble brought about. */
  readonly consequence?: Trouble | undefined;
}

/** Evidence is never certain; what a miner says of itself is 1. */
const SUREST = 1 - Number.EPSILON;

/** Confidence of evidence that comes of nothing with probability e^−nats (Ville's inequality): below 1, however strong. */
export function confidenceOf(nats: number): number {
  return Math.min(SUREST, -Math.expm1(-Math.max(0, nats)));
}
