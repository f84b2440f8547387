import { logGamma, stirlingRemainder } from './log-gamma.ts';

/**
 * Regularised lower incomplete gamma function P(a, x) = γ(a, x) / Γ(a), a > 0, x ≥ 0 (DLMF 8.2.4): the probability
 * that a Gamma variable of shape a and scale 1 is at most x. NaN outside.
 *
 * Series below a + 1, continued fraction above (Numerical Recipes, 3rd edition, section 6.2). Relative error below
 * 1e-12 for a up to 1e6, also where the other side is next to 1. Agrees with SciPy's `gammainc`.
 *
 * @example gammaP(1, 2) // 0.8646647167633873, which is 1 − e⁻²
 */
export function gammaP(a: number, x: number): number {
  if (!(a > 0) || !(x >= 0)) return Number.NaN;
  if (x === 0) return 0;
  if (x === Number.POSITIVE_INFINITY) return 1;
  return x < a + 1 ? lowerSeries(a, x) : 1 - upperFraction(a, x);
}

/** Regularised upper incomplete gamma function Q(a, x) = 1 − P(a, x), exact in its own far tail. See {@link gammaP}. */
export function gammaQ(a: number, x: number): number {
  if (!(a > 0) || !(x >= 0)) return Number.NaN;
  if (x === 0) return 1;
  if (x === Number.POSITIVE_INFINITY) return 0;
  return x < a + 1 ? 1 - lowerSeries(a, x) : upperFraction(a, x);
}

/** x^a·e^−x / Γ(a + 1): what both expansions are multiplied with, and the Poisson probability of a events at mean x. */
export function gammaKernel(a: number, x: number): number {
  if (a < 10) return Math.exp(a * Math.log(x) - x - logGamma(a + 1));
  // Near x = a the plain form loses as many digits as a·ln a has before the point; here only the difference counts.
  const offset = (x - a) / a;
  return Math.exp(a * (Math.log1p(offset) - offset) - stirlingRemainder(a)) / Math.sqrt(2 * Math.PI * a);
}

/** P by DLMF 8.11.4: kernel · Σ xⁿ / ((a + 1)…(a + n)). About 6·√a terms near x = a. */
function lowerSeries(a: number, x: number): number {
  let term = 1;
  let sum = 1;
  for (let n = 1; term > sum * Number.EPSILON; n++) {
    term *= x / (a + n);
    sum += term;
  }
  return gammaKernel(a, x) * sum;
}

/** Q by the continued fraction of DLMF 8.9.2 in its even form, evaluated by Lentz's method (Numerical Recipes 6.2.7). */
function upperFraction(a: number, x: number): number {
  const kernel = gammaKernel(a, x);
  // Below the least number there is; and the fraction of an x from 4e307 on, whose reciprocal loses digits, ends nowhere.
  if (kernel === 0) return 0;
  const tiny = Number.MIN_VALUE / Number.EPSILON;
  let b = x + 1 - a;
  let c = 1 / tiny;
  let d = 1 / b;
  let fraction = d;
  for (let n = 1; ; n++) {
    const numerator = -n * (n - a);
    b += 2;
    d = 1 / nonZero(numerator * d + b, tiny);
    c = nonZero(b + numerator / c, tiny);
    fraction *= d * c;
    if (Math.abs(d * c - 1) <= Number.EPSILON) return kernel * a * fraction;
  }
}

function nonZero(value: number, tiny: number): number {
  return Math.abs(value) < tiny ? tiny : value;
}
