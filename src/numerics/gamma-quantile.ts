import { gammaKernel, gammaP, gammaQ } from './incomplete-gamma.ts';
import { normalQuantile } from './normal.ts';

/**
 * The x with P(a, x) = p: quantile of a Gamma variable of shape a > 0 and scale 1. 0 at p = 0, Infinity at p = 1, NaN
 * outside.
 *
 * Wilson and Hilferty's cube (Abramowitz & Stegun 26.4.17), or the series' first term where that is not positive, then
 * Halley's steps (Numerical Recipes, 3rd edition, section 6.2.1) kept inside a bracket that every step narrows.
 * Relative error below 1e-11. Agrees with SciPy's `gamma.ppf`.
 *
 * @example gammaQuantile(1, 0.5) // 0.6931471805599453, which is ln 2
 */
export function gammaQuantile(a: number, p: number): number {
  if (!(a > 0) || !(p >= 0 && p <= 1)) return Number.NaN;
  if (p === 0) return 0;
  if (p === 1) return Number.POSITIVE_INFINITY;
  let low = 0;
  let high = Number.POSITIVE_INFINITY;
  let x = firstGuess(a, p);
  for (let step = 0; step < 100; step++) {
    // The smaller of the two sides carries the digits.
    const excess = p < 0.5 ? gammaP(a, x) - p : 1 - p - gammaQ(a, x);
    if (excess > 0) high = x;
    else low = x;
    const density = (gammaKernel(a, x) * a) / x;
    const newton = excess / density;
    const halley = newton / (1 - 0.5 * Math.min(1, newton * ((a - 1) / x - 1)));
    if (Math.abs(halley) <= 1e-14 * x) break;
    const next = x - halley;
    if (next > low && next < high) x = next;
    else x = high === Number.POSITIVE_INFINITY ? 2 * x : (low + high) / 2;
  }
  return x;
}

function firstGuess(a: number, p: number): number {
  const ninth = 1 / (9 * a);
  const cube = a * (1 - ninth + normalQuantile(p) * Math.sqrt(ninth)) ** 3;
  // P(a, x) ≈ kernel(a, x) for small x.
  const small = Math.exp((Math.log(p) - Math.log(gammaKernel(a, 1)) - 1) / a);
  return cube > 0.1 * a && a > 0.5 ? cube : Math.max(small, Number.MIN_VALUE);
}
