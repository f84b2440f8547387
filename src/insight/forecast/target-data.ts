import type { ForecastTarget } from '../../domain/forecast.ts';
import type { EpochProgress } from '../difficulty-epoch.ts';

/** The past of a target on a grid without holes, as it was known: row i ends at `startMs + (i + 1) · stepMs`. */
export interface TargetData {
  readonly target: ForecastTarget;
  readonly startMs: number;
  readonly stepMs: number;
  /** NaN is missing. */
  readonly values: Float64Array;
  /** Known only up to now: features of the registry, a value a row, as known at the row's end. */
  readonly covariates: readonly Covariate[];
  /** Known ahead: the calendar, the tariff; rows and the horizon behind them. */
  readonly ahead: readonly Covariate[];
  /** What is certain of the steps ahead (day-ahead prices, a tariff by the clock), by step; NaN where it is not. */
  readonly exact: Float64Array;
  readonly exactBy: 'published' | 'protocol' | 'tariff';
  /** Of coins: what their chain is known to do. */
  readonly chain?: ChainOutlook | undefined;
}

/** A column beside the target. */
export interface Covariate {
  readonly name: string;
  readonly version: number;
  readonly values: Float64Array;
}

/** What goes into the earnings of a coin, apart: each on the rows of the target. */
export interface ChainOutlook {
  readonly price: Float64Array;
  readonly difficulty: Float64Array;
  /** Coins a block; horizon rows longer: halvings are known ahead. */
  readonly subsidy: Float64Array;
  readonly feesPerBlock: Float64Array;
  /** Hashes that a block takes at difficulty 1. */
  readonly hashesPerDifficulty: number;
  /** Of the whole network, a mean over each row, H/s; absent where nobody tells it. */
  readonly networkHashrateHs?: Float64Array | undefined;
  /** Target time between blocks; absent where nobody knows it. */
  readonly blockTimeS?: number | undefined;
  /** Of Bitcoin and its like; absent of chains that change their difficulty with every block. */
  readonly epoch?: EpochProgress | undefined;
  /** 0..1. */
  readonly poolFee: number;
}
