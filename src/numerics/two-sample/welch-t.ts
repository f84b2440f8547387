import { studentQuantile, studentTwoSided } from '../student-t.ts';
import { momentsOf } from './moments.ts';

export interface WelchT {
  readonly t: number;
  /** Welch–Satterthwaite degrees of freedom. */
  readonly degrees: number;
  /** Two-sided. */
  readonly p: number;
  /** Interval of mean(a) − mean(b), in the unit of the values. */
  readonly low: number;
  readonly high: number;
  /** mean(a) − mean(b) in pooled standard deviations. */
  readonly cohensD: number;
}

/**
 * Have two samples, whose variances may differ, the same mean (Welch, Biometrika 34, 1947)? Missing values (NaN) are
 * left out. All is NaN where a sample has fewer than two values or both do not vary at all. Agrees with SciPy's
 * `ttest_ind(equal_var=False)`; Cohen's d is (mean a − mean b) / √(pooled variance).
 *
 * @param confidence of the interval, 0.95 for 95 %
 */
export function welchT(a: ArrayLike<number>, b: ArrayLike<number>, confidence = 0.95): WelchT {
  const A = momentsOf(a);
  const B = momentsOf(b);
  const nothing = Number.NaN;
  if (A.count < 2 || B.count < 2 || A.squares + B.squares === 0)
    return { t: nothing, degrees: nothing, p: nothing, low: nothing, high: nothing, cohensD: nothing };
  const errorA = A.squares / (A.count - 1) / A.count;
  const errorB = B.squares / (B.count - 1) / B.count;
  const error = Math.sqrt(errorA + errorB);
  const difference = A.mean - B.mean;
  const degrees = error ** 4 / (errorA ** 2 / (A.count - 1) + errorB ** 2 / (B.count - 1));
  const reach = studentQuantile((1 + confidence) / 2, degrees) * error;
  const pooled = (A.squares + B.squares) / (A.count + B.count - 2);
  return {
    t: difference / error,
    degrees,
    p: studentTwoSided(difference / error, degrees),
    low: difference - reach,
    high: difference + reach,
    cohensD: difference / Math.sqrt(pooled),
  };
}
