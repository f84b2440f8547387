import { gammaQuantile } from './gamma-quantile.ts';
import { gammaKernel, gammaP, gammaQ } from './incomplete-gamma.ts';
import { normalQuantile } from './normal.ts';

/** Probability of exactly k events (a whole number ≥ 0; 0 for anything else) when `mean` ≥ 0 are expected: mᵏ·e⁻ᵐ/k!. */
export function poissonPmf(k: number, mean: number): number {
  if (!(mean >= 0)) return Number.NaN;
  if (!Number.isInteger(k) || k < 0) return 0;
  if (mean === 0) return k === 0 ? 1 : 0;
  return gammaKernel(k, mean);
}

/**
 * Probability of at most k events when `mean` ≥ 0 are expected: Q(⌊k⌋ + 1, mean) (DLMF 8.4.10; Numerical Recipes
 * 6.14.13). 0 below 0. Agrees with SciPy's `poisson.cdf`.
 *
 * @example poissonCdf(0, 3) // 0.049787068367863944, which is e⁻³
 */
export function poissonCdf(k: number, mean: number): number {
  if (!(mean >= 0) || Number.isNaN(k)) return Number.NaN;
  return k < 0 ? 0 : gammaQ(Math.floor(k) + 1, mean);
}

/** Probability of more than k events, P(⌊k⌋ + 1, mean): keeps its digits where {@link poissonCdf} is next to 1. */
export function poissonTail(k: number, mean: number): number {
  if (!(mean >= 0) || Number.isNaN(k)) return Number.NaN;
  return k < 0 ? 1 : gammaP(Math.floor(k) + 1, mean);
}

/**
 * The smallest k with P(N ≤ k) ≥ p, 0 ≤ p < 1, as SciPy's `poisson.ppf`; Infinity at p = 1, NaN outside.
 *
 * @example poissonQuantile(0.975, 3.2) // 7
 */
export function poissonQuantile(p: number, mean: number): number {
  if (!(p >= 0 && p <= 1) || !(mean >= 0)) return Number.NaN;
  if (p === 1) return mean === 0 ? 0 : Number.POSITIVE_INFINITY;
  // The normal law's quantile is within a few events of it (Cornish and Fisher's first correction); walk from there.
  const z = p === 0 ? -40 : normalQuantile(p);
  let k = Math.max(0, Math.floor(mean + z * Math.sqrt(mean) + (z * z - 1) / 6));
  while (k > 0 && poissonCdf(k - 1, mean) >= p) k--;
  while (poissonCdf(k, mean) < p) k++;
  return k;
}

/** Two ends of an interval. */
export interface MeanInterval {
  readonly low: number;
  readonly high: number;
}

/**
 * Exact interval for a Poisson mean after `count` events (Garwood, Biometrika 28, 1936): it holds the mean with AT
 * LEAST `confidence`, for small counts with much more.
 *
 * @example garwoodInterval(3, 0.95) // { low: 0.6186721, high: 8.767273 }
 */
export function garwoodInterval(count: number, confidence: number): MeanInterval {
  const side = (1 - confidence) / 2;
  return { low: count === 0 ? 0 : gammaQuantile(count, side), high: gammaQuantile(count + 1, 1 - side) };
}

/**
 * Jeffreys' interval for a Poisson mean after `count` events (≥ 0, need not be whole): quantiles of Gamma(count + ½).
 * It holds the mean with `confidence` on average, neither more nor less (Brown, Cai, DasGupta, Statistica Sinica 13,
 * 2003, section 4), which Garwood's does not.
 *
 * @example jeffreysInterval(100, 0.95) // { low: 81.81501, high: 121.0779 }
 */
export function jeffreysInterval(count: number, confidence: number): MeanInterval {
  const side = (1 - confidence) / 2;
  return {
    low: count === 0 ? 0 : gammaQuantile(count + 0.5, side),
    high: gammaQuantile(count + 0.5, 1 - side),
  };
}
