import { gammaQuantile } from '../gamma-quantile.ts';

/** What is believed of a rate: a gamma law, worth so many events (`shape`) in so much exposure (`exposure`). */
export interface GammaRate {
  readonly shape: number;
  readonly exposure: number;
}

const SHAPES = { least: 1e-2, most: 1e6 };

/**
 * The gamma law of a rate with that median, whose 5 % and 95 % quantiles are as many times apart as `low` and `high`: the
 * ratio sets the shape alone, since it does not depend on the unit. Where the interval lies askew around the median, its
 * ends are met only together.
 *
 * @throws RangeError unless 0 < low ≤ median ≤ high and low < high
 * @example gammaFromInterval({ median: 0.05, low: 0.02, high: 0.12 }).shape // 3.6
 */
export function gammaFromInterval(interval: {
  readonly median: number;
  readonly low: number;
  readonly high: number;
}): GammaRate {
  const { median, low, high } = interval;
  if (!(low > 0 && low <= median && median <= high && low < high && high < Number.POSITIVE_INFINITY))
    throw new RangeError(`no rate has the median ${median} between ${low} and ${high}`);
  // The wider, the smaller the shape; in logarithms, since both ends are far away.
  let [least, most] = [Math.log(SHAPES.least), Math.log(SHAPES.most)];
  for (let step = 0; step < 60; step++) {
    const middle = (least + most) / 2;
    if (logRatio(Math.exp(middle)) > Math.log(high / low)) least = middle;
    else most = middle;
  }
  const shape = Math.exp((least + most) / 2);
  return { shape, exposure: gammaQuantile(shape, 0.5) / median };
}

function logRatio(shape: number): number {
  return Math.log(gammaQuantile(shape, 0.95)) - Math.log(gammaQuantile(shape, 0.05));
}

/**
 * The law of the sum of independent rates: the gamma law with its mean and variance (Satterthwaite, Biometrics Bulletin 2,
 * 1946). Exact where all are worth the same exposure.
 */
export function sumOfRates(rates: readonly GammaRate[]): GammaRate {
  let [mean, variance] = [0, 0];
  for (const { shape, exposure } of rates) {
    mean += shape / exposure;
    variance += shape / exposure / exposure;
  }
  return { shape: (mean * mean) / variance, exposure: mean / variance };
}

/**
 * What is believed once `events` came in `exposure`: conjugate to the Poisson law (Gelman et al., Bayesian Data Analysis,
 * 3rd edition, section 2.6). Exact for censored lives, too, whose likelihood is λ^events · e^(−λ·exposure).
 */
export function afterEvents(rate: GammaRate, events: number, exposure: number): GammaRate {
  return { shape: rate.shape + events, exposure: rate.exposure + exposure };
}
