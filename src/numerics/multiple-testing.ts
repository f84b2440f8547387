/**
 * p-values adjusted so that whoever rejects those below α errs anywhere at all with probability at most α, whatever
 * their dependence (Holm, Scandinavian Journal of Statistics 6, 1979). A missing value (NaN) stays missing and is no
 * test. Agrees with statsmodels' `multipletests(method='holm')`.
 *
 * @example holm([0.01, 0.04, 0.03]) // [0.03, 0.06, 0.06]
 */
export function holm(pValues: ArrayLike<number>): Float64Array {
  const { adjusted, order } = ordered(pValues);
  let largest = 0;
  order.forEach((at, rank) => {
    largest = Math.max(largest, (order.length - rank) * (pValues[at] ?? Number.NaN));
    adjusted[at] = Math.min(1, largest);
  });
  return adjusted;
}

/**
 * p-values adjusted so that of those below α a part of at most α is expected to be false, for tests that are
 * independent or positively dependent (Benjamini & Hochberg, Journal of the Royal Statistical Society B 57, 1995). A
 * missing value (NaN) stays missing and is no test. Agrees with statsmodels' `multipletests(method='fdr_bh')`.
 *
 * @example benjaminiHochberg([0.01, 0.04, 0.03]) // [0.03, 0.04, 0.04]
 */
export function benjaminiHochberg(pValues: ArrayLike<number>): Float64Array {
  const { adjusted, order } = ordered(pValues);
  let least = 1;
  order.toReversed().forEach((at, fromEnd) => {
    const rank = order.length - fromEnd;
    least = Math.min(least, ((pValues[at] ?? Number.NaN) * order.length) / rank);
    adjusted[at] = least;
  });
  return adjusted;
}

/** Places of the values that are not missing, the smallest value first, and room for what they become. */
function ordered(pValues: ArrayLike<number>): { adjusted: Float64Array; order: readonly number[] } {
  const adjusted = new Float64Array(pValues.length).fill(Number.NaN);
  const at = (index: number) => pValues[index] ?? Number.NaN;
  const places = Array.from(adjusted, (_, index) => index).filter((index) => !Number.isNaN(at(index)));
  return { adjusted, order: places.sort((a, b) => at(a) - at(b)) };
}
