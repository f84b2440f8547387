/**
 * ln Γ(x) for x > 0; NaN for anything else.
 *
 * Stirling's series to the x⁻¹³ term (DLMF 5.11.1) above 10; below, the recurrence Γ(x + 1) = x·Γ(x) (DLMF 5.5.1) lifts
 * x there first. Absolute error below 1e-14 up to 10, relative error below 1e-15 above. Agrees with SciPy's `gammaln`.
 *
 * @example logGamma(0.5) // 0.5723649429247, which is ln √π
 */
export function logGamma(x: number): number {
  if (!(x > 0)) return Number.NaN;
  if (x === Number.POSITIVE_INFINITY) return x;
  let product = 1;
  let lifted = x;
  for (; lifted < 10; lifted++) product *= lifted;
  return (
    (lifted - 0.5) * Math.log(lifted) -
    lifted +
    HALF_LOG_TWO_PI +
    stirlingRemainder(lifted) -
    Math.log(product)
  );
}

/**
 * What Stirling's leading terms leave over: ln Γ(x) − [(x − ½)·ln x − x + ½·ln 2π], for x ≥ 10 (DLMF 5.11.1:
 * Σ B₂ₖ / (2k·(2k − 1)·x²ᵏ⁻¹)). The terms left out are below 3e-17 there.
 */
export function stirlingRemainder(x: number): number {
  const square = 1 / (x * x);
  let sum = 0;
  for (const coefficient of COEFFICIENTS) sum = sum * square + coefficient;
  return sum / x;
}

/** B₂ₖ / (2k·(2k − 1)) for k = 7 … 1. */
const COEFFICIENTS = [1 / 156, -691 / 360360, 1 / 1188, -1 / 1680, 1 / 1260, -1 / 360, 1 / 12];

const HALF_LOG_TWO_PI = 0.5 * Math.log(2 * Math.PI);
