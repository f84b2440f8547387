/**
 * Half the width of an interval that covers the next value with a probability of at least `level`, whatever the forecaster,
 * where errors come in no special order: split conformal prediction (Vovk and others 2005; Lei and others, JASA 113, 2018).
 * It is the ⌈(n + 1) · level⌉-th smallest absolute error.
 *
 * @param errors of forecasts of moments that were not learnt from; missing ones (NaN) are left out
 * @returns Infinity where there are too few errors for the level
 */
export function conformalRadius(errors: ArrayLike<number>, level: number): number {
  const sizes = Float64Array.from(errors, Math.abs)
    .filter((size) => !Number.isNaN(size))
    .sort();
  const rank = Math.ceil((sizes.length + 1) * level);
  if (rank > sizes.length) return Number.POSITIVE_INFINITY;
  return sizes[Math.max(rank, 1) - 1] ?? Number.POSITIVE_INFINITY;
}
