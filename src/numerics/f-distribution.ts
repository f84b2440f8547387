import { betaI } from './incomplete-beta.ts';

/**
 * Probability that Fisher's F with d1 and d2 degrees of freedom (> 0) is above f: I(d2/(d2 + d1·f); d2/2, d1/2)
 * (Abramowitz & Stegun 26.6.2). 1 below 0. Agrees with SciPy's `f.sf`.
 *
 * @example fTail(4.96, 1, 10) // 0.05009352
 */
export function fTail(f: number, d1: number, d2: number): number {
  if (Number.isNaN(f) || !(d1 > 0 && d2 > 0)) return Number.NaN;
  if (f <= 0) return 1;
  if (f === Number.POSITIVE_INFINITY) return 0;
  const sum = d2 + d1 * f;
  return betaI(d2 / sum, d2 / 2, d1 / 2, (d1 * f) / sum);
}
