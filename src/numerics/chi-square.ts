import { gammaQuantile } from './gamma-quantile.ts';
import { gammaP } from './incomplete-gamma.ts';

/**
 * Probability that χ² with `degrees` of freedom (> 0) is at most x ≥ 0: P(degrees/2, x/2) (Abramowitz & Stegun 26.4.19).
 *
 * @example 1 - chiSquareCdf(4.15, 4) // 0.386086
 */
export function chiSquareCdf(x: number, degrees: number): number {
  return gammaP(degrees / 2, x / 2);
}

/**
 * The x that χ² with `degrees` of freedom stays below with probability p.
 *
 * @example chiSquareQuantile(0.95, 1) // 3.841458820694124
 */
export function chiSquareQuantile(p: number, degrees: number): number {
  return 2 * gammaQuantile(degrees / 2, p);
}
