/**
 * Quantile of values in order, without NaN among them: linear between the neighbours (type 7 of Hyndman & Fan, American
 * Statistician 50, 1996; NumPy's and R's default). NaN of no values.
 *
 * @param share 0 … 1; 0.5 for the median
 */
export function quantileOfSorted(sorted: ArrayLike<number>, share: number): number {
  const place = share * (sorted.length - 1);
  const below = sorted[Math.floor(place)] ?? Number.NaN;
  const above = sorted[Math.ceil(place)] ?? Number.NaN;
  return below + (place - Math.floor(place)) * (above - below);
}
