import type { Random } from '../numerics/random.ts';

/** How a price moves hour by hour. */
export interface PriceModel {
  /** Standard deviation of a year's log return, as volatility is quoted. */
  readonly annualVolatility: number;
  /** Standard deviation of the log variance of an hour around its mean. */
  readonly variationOfVariance: number;
  /** Hours after which half of a rise of the variance is gone. */
  readonly halfLifeHours: number;
}

/** About bitcoin in 2024 and 2025: half of its price a year, calm weeks and wild days. */
export const BITCOIN_PRICE: PriceModel = {
  annualVolatility: 0.5,
  variationOfVariance: 1.1,
  halfLifeHours: 72,
};

const HOURS_OF_YEAR = 365.25 * 24;

/**
 * A price by the hour that ends at `last`: a random walk of its logarithm without drift, whose volatility wanders (Taylor's
 * stochastic volatility, "Modelling Financial Time Series", 1986):
 *
 *     r(t) = exp(h(t)/2)·ε(t),   h(t) = μ + φ·(h(t − 1) − μ) + s·√(1 − φ²)·η(t)
 *
 * with μ such that the mean of exp(h) is the variance of an hour. Nothing in it foresees where it ends: all of the path is
 * multiplied by one number.
 *
 * @returns `hours` + 1 prices, the oldest first
 */
export function pricePath(
  hours: number,
  last: number,
  random: Random,
  { annualVolatility, variationOfVariance: s, halfLifeHours }: PriceModel = BITCOIN_PRICE,
): Float64Array {
  const phi = 0.5 ** (1 / halfLifeHours);
  const mu = Math.log(annualVolatility ** 2 / HOURS_OF_YEAR) - s ** 2 / 2;
  const logs = new Float64Array(hours + 1);
  let h = mu + s * random.normal();
  for (let t = 1; t <= hours; t++) {
    h = mu + phi * (h - mu) + s * Math.sqrt(1 - phi ** 2) * random.normal();
    logs[t] = (logs[t - 1] ?? 0) + Math.exp(h / 2) * random.normal();
  }
  const end = logs[hours] ?? 0;
  return logs.map((log, t) => (t === hours ? last : last * Math.exp(log - end)));
}
