import { integralOfDifference } from './empirical-difference.ts';

/**
 * Wasserstein-1 (earth mover's) distance of two samples, in the unit of the values: ∫ |F − G| dx (Vallender, Theory of
 * Probability and its Applications 18, 1974). Missing values (NaN) are left out; NaN where a sample is empty. Agrees
 * with SciPy's `wasserstein_distance`.
 *
 * @example wasserstein([0, 1], [3, 4]) // 3
 */
export function wasserstein(a: ArrayLike<number>, b: ArrayLike<number>): number {
  return integralOfDifference(a, b, Math.abs);
}
