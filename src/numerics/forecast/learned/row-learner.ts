import type { ShapleyValues } from '../../explain/tree-shap.ts';
import type { Random } from '../../random.ts';
import type { LabelledRows } from '../../trees/boosting/gradient-boosting.ts';

/** A trained rule that says a value of each row. */
export interface RowModel {
  say(columns: readonly Float64Array[]): Float64Array;
  /** What each column adds to what is said of each row; with the base they add up to it. */
  explain(columns: readonly Float64Array[]): ShapleyValues;
  /** Plain JSON that {@link ReadRowModel} takes. */
  toJson(): unknown;
}

/** Where learning from rows stands. */
export interface RowProgress {
  /** 0..1 */
  readonly done: number;
  /** On the later rows, after each round; empty of what learns at once. */
  readonly validationLoss: readonly number[];
}

/**
 * A rule from what its `toJson` gave.
 * @param features columns that it is to take
 * @throws RangeError, or ForecastError, where it is damaged
 */
export type ReadRowModel = (json: unknown, features: number) => RowModel;

/** Learns to say a label of rows. */
export interface RowLearner {
  readonly kind: string;
  /** All that decides what is learnt from given rows, as plain data. */
  readonly options: unknown;
  /** Can it learn a quantile instead of the mean? */
  readonly knowsQuantiles: boolean;
  /** @param level of the quantile; undefined for the mean */
  learn(
    training: LabelledColumns,
    validation: LabelledColumns,
    random: Random,
    level: number | undefined,
  ): Generator<RowProgress, { readonly model: RowModel; readonly validationLoss: readonly number[] }>;
  readonly read: ReadRowModel;
}

export interface LabelledColumns extends LabelledRows {
  readonly columns: readonly Float64Array[];
  readonly labels: Float64Array;
}
