/**
 * Pearson's correlation −1 … 1 over the pairs in which neither value is missing; NaN where there are less than two such
 * pairs or one of both never changes in them. In two passes, so that values far from 0 keep their digits. Agrees with
 * NumPy's `corrcoef`.
 *
 * @throws RangeError where there are not as many x as y.
 */
export function correlation(x: ArrayLike<number>, y: ArrayLike<number>): number {
  if (x.length !== y.length) throw new RangeError(`${x.length} values beside ${y.length}`);
  let pairs = 0;
  let sumX = 0;
  let sumY = 0;
  for (let i = 0; i < x.length; i++) {
    const a = x[i] ?? Number.NaN;
    const b = y[i] ?? Number.NaN;
    if (Number.isNaN(a + b)) continue;
    pairs++;
    sumX += a;
    sumY += b;
  }
  const meanX = sumX / pairs;
  const meanY = sumY / pairs;
  let xx = 0;
  let yy = 0;
  let xy = 0;
  for (let i = 0; i < x.length; i++) {
    const a = (x[i] ?? Number.NaN) - meanX;
    const b = (y[i] ?? Number.NaN) - meanY;
    if (Number.isNaN(a + b)) continue;
    xx += a * a;
    yy += b * b;
    xy += a * b;
  }
  if (pairs < 2 || isRounding(xx, meanX, pairs) || isRounding(yy, meanY, pairs)) return Number.NaN;
  return Math.max(-1, Math.min(1, xy / Math.sqrt(xx) / Math.sqrt(yy)));
}

/** Whether squares about a mean are no more than the rounding of that mean leaves of values that are all equal. */
function isRounding(squares: number, mean: number, count: number): boolean {
  return squares <= count * (count * Number.EPSILON * mean) ** 2;
}
