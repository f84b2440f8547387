import { normalQuantile } from '../normal.ts';
import { median, medianOfSorted, sorted, tieCounts } from '../ranks.ts';
import { placesOf } from './mann-kendall.ts';

/** A line through a series, y = intercept + slope·t. */
export interface TheilSen {
  /** In the unit of the values for one unit of time. */
  readonly slope: number;
  /** Of the values at time 0: median(y) − slope·median(t). */
  readonly intercept: number;
  /** Interval of the slope. */
  readonly low: number;
  readonly high: number;
}

/**
 * The median of the slopes between all pairs of values, which a third of wild values does not move much, and its
 * interval (Sen, Journal of the American Statistical Association 63, 1968). All n²/2 slopes are held at once, so a long
 * series is thinned first, to hours or days. A pair of time and value with one of them missing (NaN) is left out; all
 * is NaN where no two times differ. Agrees with SciPy's `theilslopes`.
 *
 * @param times of the values; their places in the series where left out
 * @param confidence of the interval, 0.95 for 95 %
 * @throws RangeError where the lengths differ, or above {@link MOST_VALUES}
 */
export function theilSen(
  values: ArrayLike<number>,
  times: ArrayLike<number> = placesOf(values),
  confidence = 0.95,
): TheilSen {
  if (times.length !== values.length)
    throw new RangeError(`${times.length} times of ${values.length} values`);
  const here = (_: unknown, at: number) =>
    !Number.isNaN(times[at] ?? Number.NaN) && !Number.isNaN(values[at] ?? Number.NaN);
  const t = Float64Array.from(times).filter(here);
  const y = Float64Array.from(values).filter(here);
  if (y.length > MOST_VALUES)
    throw new RangeError(`${y.length} values make too many slopes: thin them first`);
  const slopes = slopesOf(t, y);
  const slope = medianOfSorted(slopes);
  const reach = -normalQuantile((1 - confidence) / 2) * deviationOfSlopes(t, y);
  const last = slopes.length - 1;
  const lower = Math.max(Math.round((slopes.length - reach) / 2) - 1, 0);
  const upper = Math.min(Math.round((slopes.length + reach) / 2), last);
  return {
    slope,
    intercept: median(y) - slope * median(t),
    low: slopes[lower] ?? Number.NaN,
    high: slopes[upper] ?? Number.NaN,
  };
}

/** So many values make eight million slopes, 64 MB. */
export const MOST_VALUES = 4000;

/** Of all pairs whose times differ, in ascending order. */
function slopesOf(t: Float64Array, y: Float64Array): Float64Array {
  const slopes = new Float64Array((t.length * (t.length - 1)) / 2);
  let count = 0;
  for (let i = 0; i < t.length; i++)
    for (let j = i + 1; j < t.length; j++) {
      const step = (t[j] ?? 0) - (t[i] ?? 0);
      if (step !== 0) slopes[count++] = ((y[j] ?? 0) - (y[i] ?? 0)) / step;
    }
  return slopes.subarray(0, count).sort();
}

/** Standard deviation of Kendall's S, with Sen's corrections for ties. */
function deviationOfSlopes(t: Float64Array, y: Float64Array): number {
  const term = (size: number) => size * (size - 1) * (2 * size + 5);
  const ties = [...tieCounts(sorted(t)), ...tieCounts(sorted(y))];
  return Math.sqrt(ties.reduce((left, size) => left - term(size), term(y.length)) / 18);
}
