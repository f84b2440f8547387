import type { Random } from '../../random.ts';

/** Values of one input, row by row; NaN is missing. */
export interface SeriesColumn {
  readonly name: string;
  readonly values: Float64Array;
}

/** Rows at one step of time. Missing values are NaN, and rows that are missing are rows of them: the step is always the same. */
export interface SeriesTable {
  readonly target: Float64Array;
  /** What is known only up to the last row, as the target is: as many rows. */
  readonly past: readonly SeriesColumn[];
  /** What is known ahead, the calendar and published prices: as many rows, and the horizon's behind them. */
  readonly ahead: readonly SeriesColumn[];
}

/** How wrong a forecaster is at a point of training, on what it learns from and on the later part that it does not. */
export interface CurvePoint {
  readonly loss: number;
  readonly validationLoss: number;
  /** On the later part, in the target's units and in percent; by those that tell. */
  readonly errors?: { readonly mae: number; readonly mape: number } | undefined;
}

/**
 * Where training stood: plain data (structured clone takes it to another thread or into a database), of use to the forecaster
 * that gave it and to no other.
 */
export interface FitCheckpoint {
  readonly kind: string;
  /** Of the data and the options: training goes on only with the same ones. */
  readonly fingerprint: number;
  readonly state: unknown;
}

/** Where training stands, told many times a second. */
export interface FitProgress {
  /** 0..1, of the longest that it can take: training that stops early jumps to its end. */
  readonly done: number;
  /** So far, for a live curve. */
  readonly curve: readonly CurvePoint[];
  /** A copy of where training stands; there only at points from which it can go on. */
  readonly checkpoint: (() => FitCheckpoint) | undefined;
}

export interface FitOptions {
  /** Steps that are forecast. */
  readonly horizon: number;
  /** All randomness of training comes from here: the same seed and data give the same model. */
  readonly random: Random;
  /** Quantiles that are learnt, too, each 0..1; by those forecasters that can. */
  readonly levels?: readonly number[];
  /** Goes on from here instead of the beginning, and ends with just the model that would have come without a break. */
  readonly resume?: FitCheckpoint | undefined;
  /** A model whose weights are the beginning, to be tuned on these data; by those forecasters that can. */
  readonly begin?: ForecasterJson | undefined;
}

/** A model as a file holds it. */
export interface ForecasterJson {
  readonly kind: string;
  readonly version: number;
  readonly [key: string]: unknown;
}

/** What one step of a forecast rests on: the base and all contributions add up to it. */
export interface ForecastExplanation {
  readonly base: number;
  /** In the target's units, each input's once. */
  readonly parts: readonly { readonly name: string; readonly contribution: number }[];
}

/** A trained forecaster. It knows no table but the one it is given. */
export interface FittedForecaster {
  readonly kind: string;
  readonly horizon: number;
  /** Of which it knows quantiles; often none. */
  readonly levels: readonly number[];
  /** How training went. */
  readonly curve: readonly CurvePoint[];
  /**
   * The values behind the last row of a table.
   * @throws ForecastError for a table with other columns, too few rows, or an infinite value
   */
  forecast(table: SeriesTable): Float64Array;
  /**
   * Forecasts from inside of a table, by origin: from `at` by the rows before it, as if nothing came after them but what is known
   * ahead. Quicker than one by one.
   */
  forecastFrom(table: SeriesTable, origins: ArrayLike<number>): readonly Float64Array[];
  /** By level of {@link FittedForecaster.levels}, then step; lower levels never lie above higher ones. */
  quantiles(table: SeriesTable): readonly Float64Array[];
  /** Why a step (from 0) of {@link FittedForecaster.forecast} is what it is. */
  explain(table: SeriesTable, step: number): ForecastExplanation;
  toJson(): ForecasterJson;
}

/** A way to learn to continue series. It says all steps of the horizon at once. */
export interface Forecaster {
  readonly name: string;
  /** Fewest rows of one table that it can learn from. */
  rowsNeeded(horizon: number): number;
  /**
   * Learns from tables of the same columns, each a series of its own. The last rows of each are held out where it matters when
   * to stop.
   *
   * @yields often enough that whoever trains can stay polite, stop by `return()`, or keep a checkpoint
   * @throws ForecastError
   */
  fit(tables: readonly SeriesTable[], options: FitOptions): Generator<FitProgress, FittedForecaster>;
}

/** Trains to the end at once. */
export function fitted(
  forecaster: Forecaster,
  tables: readonly SeriesTable[],
  options: FitOptions,
): FittedForecaster {
  const training = forecaster.fit(tables, options);
  for (;;) {
    const step = training.next();
    if (step.done) return step.value;
  }
}
