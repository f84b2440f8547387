import { kolmogorovTail } from '../kolmogorov.ts';
import { countPresent, sorted } from '../ranks.ts';
import { alongDifference } from './empirical-difference.ts';

/** The largest distance of two distributions, and how probable one as large is where they are the same. */
export interface KolmogorovSmirnov {
  readonly d: number;
  readonly p: number;
}

/**
 * Are two samples from one distribution? Two-sided p-value: exact while the two sizes multiply to at most 10⁶, by
 * {@link twoSampleTail}; above by the law of one sample of the size n·m/(n + m), as SciPy does. Missing values (NaN) are
 * left out; d and p are NaN where a sample is empty. Agrees with SciPy's `ks_2samp`; with ties the exact value errs on
 * the side of too large a p, as there.
 */
export function kolmogorovSmirnov(a: ArrayLike<number>, b: ArrayLike<number>): KolmogorovSmirnov {
  const d = largestDistance(a, b);
  const [n, m] = [countPresent(a), countPresent(b)];
  return { d, p: n * m <= 1e6 ? twoSampleTail(d, n, m) : twoSampleLimitTail(d, n, m) };
}

/** The largest |F − G| of the empirical distributions of two samples. */
export function largestDistance(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let d = Number.NaN;
  alongDifference(a, b, (difference) => {
    const distance = Math.abs(difference);
    if (!(distance <= d)) d = distance;
  });
  return d;
}

/**
 * Probability that samples of sizes n and m from one continuous distribution differ by d or more, exactly: all orders
 * of the n + m values are equally probable, and each is a path over a grid, to the right at a value of the first, up at
 * one of the second (Hodges, Arkiv för Matematik 3, 1958). Summed is the probability with which a path first comes to a
 * point where |i/n − j/m| ≥ d: terms above 0 only, so that small p-values keep their digits. Work n·m.
 */
export function twoSampleTail(d: number, n: number, m: number): number {
  if (Number.isNaN(d) || n < 1 || m < 1) return Number.NaN;
  if (d <= 0) return 1;
  // Distances are multiples of 1/(n·m): whole numbers compare without rounding.
  const limit = Math.round(d * n * m);
  const arriving = new Float64Array(m + 1);
  let reached = 0;
  for (let i = 0; i <= n; i++) {
    for (let j = 0; j <= m; j++) {
      // arriving[j] holds what came from the left; from below comes what is still in arriving[j − 1].
      const left = n + m - i - j;
      const probability = i === 0 && j === 0 ? 1 : (arriving[j] ?? 0);
      if (Math.abs(i * m - j * n) >= limit) {
        reached += probability;
        arriving[j] = 0;
        continue;
      }
      if (left === 0) break;
      if (j < m) arriving[j + 1] = (arriving[j + 1] ?? 0) + (probability * (m - j)) / left;
      arriving[j] = (probability * (n - i)) / left;
    }
  }
  return Math.min(1, reached);
}

/** As {@link twoSampleTail} for large samples: the law of one sample of n·m/(n + m) values, rounded half to even. */
export function twoSampleLimitTail(d: number, n: number, m: number): number {
  const size = (n * m) / (n + m);
  const floor = Math.floor(size);
  const rounded = size - floor === 0.5 ? floor + (floor % 2) : Math.round(size);
  return kolmogorovTail(Math.max(1, rounded), d);
}

/**
 * Does a sample come from a continuous distribution whose distribution function is `cdf`? Missing values (NaN) are left
 * out; NaN of an empty sample. Agrees with SciPy's `ks_1samp`.
 */
export function kolmogorovSmirnovAgainst(
  sample: ArrayLike<number>,
  cdf: (x: number) => number,
): KolmogorovSmirnov {
  const values = sorted(sample);
  const n = values.length;
  if (n === 0) return { d: Number.NaN, p: Number.NaN };
  let d = 0;
  for (let i = 0; i < n; i++) {
    const expected = cdf(values[i] ?? Number.NaN);
    d = Math.max(d, (i + 1) / n - expected, expected - i / n);
  }
  return { d, p: kolmogorovTail(n, d) };
}
