import { kolmogorovExact } from './kolmogorov-exact.ts';
import { kolmogorovExpansion } from './kolmogorov-expansion.ts';
import { logGamma } from './log-gamma.ts';

/**
 * Probability that the largest distance Dₙ between the empirical distribution of n values and the continuous one they
 * come from reaches d. NaN for n that is no whole number above 0.
 *
 * Which way of computing it suits n and d is chosen as by Simard & L'Ecuyer ("Computing the two-sided Kolmogorov–Smirnov
 * distribution", Journal of Statistical Software 39(11), 2011): exact up to n = 140 and for small distances; far out
 * twice Smirnov's one-sided law, where both sides at once are no longer to be reckoned with; elsewhere the expansion of
 * Pelz & Good, right to five digits. Agrees with SciPy's `kstwo.sf`.
 *
 * @example kolmogorovTail(10, 0.274) // 0.3716804
 */
export function kolmogorovTail(n: number, d: number): number {
  if (!Number.isInteger(n) || n < 1 || Number.isNaN(d)) return Number.NaN;
  if (d <= 0.5 / n) return 1;
  if (d >= 1) return 0;
  if (d >= 0.5 || n * d * d >= (n <= 140 ? 4 : 2.2)) return Math.min(1, 2 * smirnovTail(n, d));
  const isExact = n <= 140 || (n <= 1e5 && n * d ** 1.5 <= 1.4);
  return Math.max(0, 1 - (isExact ? kolmogorovExact(n, d) : kolmogorovExpansion(n, d)));
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
