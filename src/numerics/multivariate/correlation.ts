import { mean } from '../mean.ts';

/**
 * Pearson's correlation −1 … 1 over the pairs in which neither value is missing; NaN where there are less than two such
 * pairs or one of both never changes in them. In two passes, so that values far from 0 keep their digits. Agrees with
 * NumPy's `corrcoef`.
 *
 * @throws RangeError where there are not as many x as y.
 */
export function correlation(x: ArrayLike<number>, y: ArrayLike<number>): number {
  if (x.length !== y.length) throw new RangeError(`${x.length} values beside ${y.length}`);
  const a = new Float64Array(x.length);
  const b = new Float64Array(x.length);
  let pairs = 0;
  for (let i = 0; i < x.length; i++) {
    const left = x[i] ?? Number.NaN;
    const right = y[i] ?? Number.NaN;
    if (Number.isNaN(left) || Number.isNaN(right)) continue;
    a[pairs] = left;
    b[pairs++] = right;
  }
  const meanA = mean(a, 0, pairs);
  const meanB = mean(b, 0, pairs);
  let aa = 0;
  let bb = 0;
  let ab = 0;
  for (let i = 0; i < pairs; i++) {
    const left = (a[i] ?? 0) - meanA;
    const right = (b[i] ?? 0) - meanB;
    aa += left * left;
    bb += right * right;
    ab += left * right;
  }
  if (pairs < 2 || aa === 0 || bb === 0) return Number.NaN;
  return Math.max(-1, Math.min(1, ab / Math.sqrt(aa) / Math.sqrt(bb)));
}
