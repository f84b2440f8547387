import { betaI } from './incomplete-beta.ts';
import { normalCdf, normalQuantile } from './normal.ts';

/**
 * Probability that Student's t with `degrees` of freedom (> 0, need not be whole) is above t: half of
 * I(ν/(ν + t²); ν/2, ½) for t ≥ 0 (DLMF 8.17; Abramowitz & Stegun 26.7.1), so the far tail keeps its digits. The normal
 * law at infinite degrees. Agrees with SciPy's `t.sf`.
 *
 * @example studentTail(2.086, 20) // 0.02499817
 */
export function studentTail(t: number, degrees: number): number {
  if (Number.isNaN(t) || !(degrees > 0)) return Number.NaN;
  if (degrees === Number.POSITIVE_INFINITY) return normalCdf(-t);
  if (t === Number.POSITIVE_INFINITY || t === Number.NEGATIVE_INFINITY) return t > 0 ? 0 : 1;
  const square = t * t;
  const half = 0.5 * betaI(degrees / (degrees + square), degrees / 2, 0.5, square / (degrees + square));
  return t >= 0 ? half : 1 - half;
}

/** Probability that Student's t is at most t. See {@link studentTail}. */
export function studentCdf(t: number, degrees: number): number {
  return studentTail(-t, degrees);
}

/** p-value of a two-sided test: probability of a t at least as far from 0. */
export function studentTwoSided(t: number, degrees: number): number {
  return 2 * studentTail(Math.abs(t), degrees);
}

/**
 * The t that Student's t stays below with probability p: −Infinity at 0, Infinity at 1, NaN outside. The bracket from
 * doubling is halved until it is two neighbouring numbers, at most some 60 steps: slow, and right for every ν. Agrees
 * with SciPy's `t.ppf`.
 *
 * @example studentQuantile(0.975, 20) // 2.085963447265837
 */
export function studentQuantile(p: number, degrees: number): number {
  if (!(p >= 0 && p <= 1) || !(degrees > 0)) return Number.NaN;
  if (p > 0.5) return -studentQuantile(1 - p, degrees);
  if (p === 0 || degrees === Number.POSITIVE_INFINITY) return normalQuantile(p);
  if (p === 0.5) return 0;
  let low = 0;
  let high = 1;
  while (studentTail(high, degrees) > p) {
    low = high;
    high *= 2;
  }
  for (;;) {
    const middle = (low + high) / 2;
    if (middle <= low || middle >= high) return -middle;
    if (studentTail(middle, degrees) > p) low = middle;
    else high = middle;
  }
}
