import type { TimeRange } from './chart-data.ts';

/** What can be said about one line within a range without looking at it. */
export interface SeriesFacts {
  readonly mean: number;
  readonly min: number;
  readonly max: number;
  /** First and last value, and their moments. */
  readonly first: number;
  readonly last: number;
  readonly firstMs: number;
  readonly lastMs: number;
  /** Unknown stretches between two known values, oldest first: from the last value before to the first after. */
  readonly gaps: readonly TimeRange[];
}

/**
 * The facts of one column within `range`; absent when it holds no value there. The mean is the plain mean of the
 * points given, so an unknown stretch counts neither as 0 nor as its neighbours.
 */
export function seriesFacts(
  atMs: Float64Array,
  values: Float64Array,
  range: TimeRange,
): SeriesFacts | undefined {
  let count = 0;
  let sum = 0;
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  let first = Number.NaN;
  let last = Number.NaN;
  let firstMs = Number.NaN;
  let lastMs = Number.NaN;
  let unknownSeen = false;
  const gaps: TimeRange[] = [];
  for (let i = 0; i < atMs.length; i++) {
    const moment = atMs[i] ?? Number.NaN;
    const value = values[i] ?? Number.NaN;
    if (!(moment >= range.fromMs && moment <= range.toMs)) continue;
    if (Number.isNaN(value)) {
      unknownSeen = true;
      continue;
    }
    if (count === 0) {
      first = value;
      firstMs = moment;
    } else if (unknownSeen) gaps.push({ fromMs: lastMs, toMs: moment });
    unknownSeen = false;
    last = value;
    lastMs = moment;
    count += 1;
    sum += value;
    min = Math.min(min, value);
    max = Math.max(max, value);
  }
  return count > 0 ? { mean: sum / count, min, max, first, last, firstMs, lastMs, gaps } : undefined;
}
