import { mean } from '../mean.ts';

/**
 * n times the variance of the mean of a series whose neighbours resemble each other: γ₀ + 2 Σ (1 − k/(L + 1)) γₖ over lags k = 1 …
 * L, Bartlett's weights (Newey & West, Econometrica 55, 1987), γ being the autocovariances by n. Agrees with statsmodels'
 * `cov_hac` without its correction for small samples.
 */
export function longRunVariance(series: ArrayLike<number>, lags: number): number {
  const n = series.length;
  const level = mean(series);
  let variance = 0;
  for (let k = 0; k <= Math.min(lags, n - 1); k++) {
    let product = 0;
    for (let t = k; t < n; t++)
      product += ((series[t] ?? Number.NaN) - level) * ((series[t - k] ?? Number.NaN) - level);
    variance += (k === 0 ? 1 : 2 * (1 - k / (lags + 1))) * (product / n);
  }
  return variance;
}

/**
 * How many lags to look at: ⌊4 (n/100)^(2/9)⌋ (Newey & West, Review of Economic Studies 61, 1994), and of forecasts that overlap at
 * least twice as many as they share steps, since Bartlett's weights halve what is in the middle.
 *
 * @param stepsAhead of each forecast; neighbouring ones share all but one of their steps
 */
export function usualLags(n: number, stepsAhead: number): number {
  return Math.max(2 * (stepsAhead - 1), Math.floor(4 * (n / 100) ** (2 / 9)));
}
