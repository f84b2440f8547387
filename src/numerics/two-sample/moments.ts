/** Count, mean and sum of squared distances from the mean of the numbers that are not missing. */
export interface Moments {
  readonly count: number;
  readonly mean: number;
  readonly squares: number;
}

/**
 * Moments in one pass (Welford, Technometrics 4, 1962), without the loss of digits of Σx² − n·mean². NaN counts as
 * missing. Of nothing the mean is NaN.
 */
export function momentsOf(values: ArrayLike<number>): Moments {
  let count = 0;
  let mean = 0;
  let squares = 0;
  for (let at = 0; at < values.length; at++) {
    const value = values[at] ?? Number.NaN;
    if (Number.isNaN(value)) continue;
    count += 1;
    const step = value - mean;
    mean += step / count;
    squares += step * (value - mean);
  }
  return { count, mean: count === 0 ? Number.NaN : mean, squares };
}
