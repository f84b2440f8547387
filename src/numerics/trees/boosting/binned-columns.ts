import type { Columns } from '../regression-tree.ts';

/** Bins of a feature at most: what a byte can tell apart. Where values are missing, one of them stands for that. */
export const MOST_BINS = 256;

/** One feature in bins: a byte a row. */
export interface BinnedColumn {
  /** Bin of each row; {@link BinnedColumn.missing} where there is no value. */
  readonly bins: Uint8Array;
  readonly missing: number;
  readonly hasMissing: boolean;
  /**
   * Of a numeric feature: below it a value lies in this bin or one before, so that a row goes the same way by its value as
   * by its bin. Of a categorical one: the code of each bin.
   */
  readonly cuts: Float64Array;
  readonly isCategorical: boolean;
}

/**
 * Columns in bins of about equally many rows each (where there are more values than bins), as histogram boosting wants them:
 * XGBoost's tree_method "hist" with the ranks of all values instead of a sketch of them.
 *
 * @param categorical features whose values are codes; rare ones beyond the bins there are count as missing
 */
export function binnedColumns(
  columns: Columns,
  { bins = MOST_BINS, categorical = new Set() }: { bins?: number; categorical?: ReadonlySet<number> } = {},
): readonly BinnedColumn[] {
  if (!(bins >= 2 && bins <= MOST_BINS)) throw new RangeError(`${bins} bins: they are 2 to ${MOST_BINS}`);
  return columns.map((column, feature) => {
    const isCategorical = categorical.has(feature);
    const most = isCategorical || isAnyMissing(column) ? Math.min(bins, MOST_BINS - 1) : bins;
    const cuts = isCategorical ? commonCodes(column, most) : cutsOf(column, most);
    return binned(column, cuts, isCategorical);
  });
}

function isAnyMissing(column: ArrayLike<number>): boolean {
  for (let row = 0; row < column.length; row++) if (Number.isNaN(column[row])) return true;
  return false;
}

function binned(column: ArrayLike<number>, cuts: Float64Array, isCategorical: boolean): BinnedColumn {
  const codes = isCategorical ? new Map(Array.from(cuts, (code, bin) => [code, bin])) : undefined;
  const missing = cuts.length;
  const bins = new Uint8Array(column.length);
  let hasMissing = false;
  for (let row = 0; row < column.length; row++) {
    const value = column[row] ?? Number.NaN;
    const bin = Number.isNaN(value) ? missing : codes ? (codes.get(value) ?? missing) : binOf(value, cuts);
    bins[row] = bin;
    hasMissing ||= bin === missing;
  }
  return { bins, missing, hasMissing, cuts, isCategorical };
}

/**
 * Upper ends of bins: a value that begins the next bin, and behind the greatest one more. Where there are more values than
 * bins, those at even ranks, the nearest where a rank falls between two: as XGBoost prunes the summary of its quantile
 * sketch (WQSummary::SetPrune in src/common/quantile.h of dmlc/xgboost), which up to some thousand rows is exact.
 */
function cutsOf(column: ArrayLike<number>, bins: number): Float64Array {
  const sorted = knownValues(column).sort();
  const values = new Float64Array(sorted.length);
  /** How many values lie below each distinct one; behind the last, how many there are. */
  const below = new Uint32Array(sorted.length + 1);
  let distinct = 0;
  for (let rank = 0; rank < sorted.length; rank++) {
    if (rank > 0 && sorted[rank] === sorted[rank - 1]) continue;
    values[distinct] = sorted[rank] as number;
    below[distinct++] = rank;
  }
  below[distinct] = sorted.length;
  return endsOf(values.subarray(0, distinct), below.subarray(0, distinct + 1), bins);
}

function knownValues(column: ArrayLike<number>): Float64Array {
  const known = new Float64Array(column.length);
  let count = 0;
  for (let row = 0; row < column.length; row++) {
    const value = column[row] ?? Number.NaN;
    if (!Number.isNaN(value)) known[count++] = value;
  }
  return known.subarray(0, count);
}

/** @param values distinct, ascending @param below how many rows lie below each, and how many there are */
function endsOf(values: Float64Array, below: Uint32Array, bins: number): Float64Array {
  const greatest = values.at(-1);
  if (greatest === undefined) return new Float64Array();
  const kept = values.length > bins + 1 ? evenRanks(below, bins) : Array.from(values.keys());
  const begins = kept.slice(1, bins).map((place) => values[place] ?? 0);
  return Float64Array.from([...begins, Math.fround(greatest + Math.abs(greatest) + 1e-5)]);
}

/** Places of the distinct values nearest to even ranks, first and last among them. */
function evenRanks(below: Uint32Array, bins: number): readonly number[] {
  const last = below.length - 2;
  const first = below[1] ?? 0;
  const range = (below[last] ?? 0) - first;
  const kept = [0];
  let place = 1;
  for (let step = 1; step < bins; step++) {
    const rank = 2 * ((step * range) / bins + first);
    while (place < last && rank >= (below[place + 1] ?? 0) + (below[place + 2] ?? 0)) place += 1;
    if (place === last) break;
    // The next value begins where this one ends.
    const nearest = rank < 2 * (below[place + 1] ?? 0) ? place : place + 1;
    if (nearest !== kept.at(-1)) kept.push(nearest);
  }
  if (kept.at(-1) !== last) kept.push(last);
  return kept;
}

/** The most frequent codes, ascending. */
function commonCodes(column: ArrayLike<number>, most: number): Float64Array {
  const counts = new Map<number, number>();
  for (let row = 0; row < column.length; row++) {
    const code = column[row] ?? Number.NaN;
    if (!Number.isNaN(code)) counts.set(code, (counts.get(code) ?? 0) + 1);
  }
  const common = [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, most);
  return Float64Array.from(common, ([code]) => code).sort();
}

/** The first bin whose upper end lies above a value. */
function binOf(value: number, cuts: Float64Array): number {
  let low = 0;
  let high = cuts.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (value < (cuts[middle] ?? 0)) high = middle;
    else low = middle + 1;
  }
  return low;
}
