import { normalCdf } from '../normal.ts';
import { countUpTo, sorted, tieCounts } from '../ranks.ts';

export interface MannWhitney {
  /** Pairs in which the value of a is the larger one; a tie is half a pair. */
  readonly u: number;
  /** u as a part of all pairs: probability that a value of a is above one of b (area under the ROC curve). */
  readonly auc: number;
  /** Two-sided, by the normal law with corrections for continuity and ties. */
  readonly p: number;
}

/**
 * Is a value of a as often above one of b as below (Mann & Whitney, Annals of Mathematical Statistics 18, 1947)? The
 * normal law is near enough from 8 values a side. Missing values (NaN) are left out; all is NaN where a sample is
 * empty, and p is 1 where all values are the same. Agrees with SciPy's `mannwhitneyu(method='asymptotic')`.
 */
export function mannWhitney(a: ArrayLike<number>, b: ArrayLike<number>): MannWhitney {
  const A = sorted(a);
  const B = sorted(b);
  const [n, m] = [A.length, B.length];
  if (n === 0 || m === 0) return { u: Number.NaN, auc: Number.NaN, p: Number.NaN };
  let u = 0;
  for (const value of A) u += (countUpTo(B, value) + countUpTo(B, value, true)) / 2;
  const all = new Float64Array(n + m);
  all.set(A);
  all.set(B, n);
  let ties = 0;
  for (const count of tieCounts(all.sort())) ties += count ** 3 - count;
  const size = n + m;
  const deviation = Math.sqrt(((n * m) / 12) * (size + 1 - ties / (size * (size - 1))));
  const excess = Math.max(u, n * m - u) - (n * m) / 2 - 0.5;
  const p = deviation > 0 ? Math.min(1, 2 * normalCdf(-excess / deviation)) : 1;
  return { u, auc: u / (n * m), p };
}
