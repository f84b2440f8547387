import { logGamma } from './log-gamma.ts';

/**
 * Probability that the largest distance Dₙ between the empirical distribution of n values and the continuous one they
 * come from reaches d, 0 ≤ d ≤ 1. NaN for n that is no whole number above 0.
 *
 * Exact: by Marsaglia, Tsang & Wang ("Evaluating Kolmogorov's distribution", Journal of Statistical Software 8(18),
 * 2003), and from n·d² = 4 by twice Smirnov's one-sided law, which is off by less than a part in 1e10 there (Simard &
 * L'Ecuyer, Journal of Statistical Software 39(11), 2011, section 2). Above n = 2000, where the matrices of the first
 * would be large, Smirnov's from n·d² = 2.2 and Kolmogorov's limit with Vrbik's correction below (Vrbik, "Small-sample
 * corrections to Kolmogorov–Smirnov test statistic", Pioneer Journal of Theoretical and Applied Statistics 15, 2018):
 * within 1e-4 of itself. Agrees with SciPy's `kstwo.sf`.
 *
 * @example kolmogorovTail(10, 0.274) // 0.3716804
 */
export function kolmogorovTail(n: number, d: number): number {
  if (!Number.isInteger(n) || n < 1 || Number.isNaN(d)) return Number.NaN;
  if (d <= 0.5 / n) return 1;
  if (d >= 1) return 0;
  const scaled = n * d * d;
  if (scaled >= (n > LARGE ? 2.2 : 4)) return Math.min(1, 2 * smirnovTail(n, d));
  if (n > LARGE) return kolmogorovLimitTail(Math.sqrt(scaled) + correction(n, Math.sqrt(scaled)));
  return 1 - marsagliaCdf(n, d);
}

const LARGE = 2000;

/** Vrbik's shift of √n·d towards the limit. */
function correction(n: number, z: number): number {
  return 1 / (6 * Math.sqrt(n)) + (z - 1) / (4 * n);
}

/**
 * Probability that the empirical distribution of n values rises above the true one by d or more, 0 < d < 1: Smirnov's
 * sum (Birnbaum & Tingey, Annals of Mathematical Statistics 22, 1951), whose terms are all positive. Agrees with
 * SciPy's `ksone.sf`.
 */
export function smirnovTail(n: number, d: number): number {
  let sum = 0;
  const last = Math.floor(n * (1 - d));
  for (let j = 0; j <= last; j++) {
    const below = 1 - d - j / n;
    if (below <= 0) continue;
    const choose = logGamma(n + 1) - logGamma(j + 1) - logGamma(n - j + 1);
    sum += Math.exp(choose + (n - j) * Math.log(below) + (j - 1) * Math.log(d + j / n));
  }
  return d * sum;
}

/**
 * Probability that √n·Dₙ reaches z as n grows without end (Kolmogorov 1933): 2·Σ (−1)^(k−1)·exp(−2k²z²), or below 1 the
 * other form of the theta function, which converges there. Agrees with SciPy's `kolmogorov`.
 *
 * @example kolmogorovLimitTail(1.36) // 0.04948589
 */
export function kolmogorovLimitTail(z: number): number {
  if (!(z > 0)) return Number.isNaN(z) ? z : 1;
  let sum = 0;
  if (z < 1) {
    for (let k = 1; k < 20; k += 2) sum += Math.exp(-((k * Math.PI) ** 2) / (8 * z * z));
    return 1 - (Math.sqrt(2 * Math.PI) / z) * sum;
  }
  for (let k = 1; k < 10; k++) sum += (k % 2 === 1 ? 2 : -2) * Math.exp(-2 * k * k * z * z);
  return sum;
}

/** P(Dₙ < d) = n!/nⁿ · (Hⁿ)ₖₖ, with n·d = k − h and 0 ≤ h < 1. */
function marsagliaCdf(n: number, d: number): number {
  const k = Math.floor(n * d) + 1;
  const size = 2 * k - 1;
  let { matrix, exponent } = powerOf({ matrix: marsagliaMatrix(k, k - n * d), exponent: 0 }, size, n);
  let value = matrix[(k - 1) * size + k - 1] ?? 0;
  for (let i = 1; i <= n; i++) {
    value *= i / n;
    if (value < SMALL) {
      value /= SMALL;
      exponent -= 1;
    }
  }
  return value * SMALL ** -exponent;
}

/** A matrix times 1e140^exponent: its powers leave the range of the numbers otherwise. */
interface Scaled {
  readonly matrix: Float64Array;
  readonly exponent: number;
}

const SMALL = 1e-140;

function marsagliaMatrix(k: number, h: number): Float64Array {
  const size = 2 * k - 1;
  const H = new Float64Array(size * size);
  for (let i = 0; i < size; i++) for (let j = 0; j <= Math.min(i + 1, size - 1); j++) H[i * size + j] = 1;
  for (let i = 0; i < size; i++) {
    H[i * size] = (H[i * size] ?? 0) - h ** (i + 1);
    const last = (size - 1) * size + i;
    H[last] = (H[last] ?? 0) - h ** (size - i);
  }
  const corner = (size - 1) * size;
  H[corner] = (H[corner] ?? 0) + Math.max(0, 2 * h - 1) ** size;
  for (let i = 0; i < size; i++)
    for (let j = 0; j <= Math.min(i, size - 1); j++)
      for (let g = 1; g <= i - j + 1; g++) H[i * size + j] = (H[i * size + j] ?? 0) / g;
  return H;
}

function powerOf(base: Scaled, size: number, n: number): Scaled {
  if (n === 1) return base;
  const half = powerOf(base, size, Math.floor(n / 2));
  const square = product(half, half, size);
  return n % 2 === 0 ? square : product(square, base, size);
}

function product(a: Scaled, b: Scaled, size: number): Scaled {
  const matrix = new Float64Array(size * size);
  for (let i = 0; i < size; i++)
    for (let k = 0; k < size; k++) {
      const factor = a.matrix[i * size + k] ?? 0;
      if (factor === 0) continue;
      for (let j = 0; j < size; j++)
        matrix[i * size + j] = (matrix[i * size + j] ?? 0) + factor * (b.matrix[k * size + j] ?? 0);
    }
  const exponent = a.exponent + b.exponent;
  const middle = matrix[((size * size - 1) / 2) | 0] ?? 0;
  if (middle < 1 / SMALL) return { matrix, exponent };
  for (let at = 0; at < matrix.length; at++) matrix[at] = (matrix[at] ?? 0) * SMALL;
  return { matrix, exponent: exponent + 1 };
}
