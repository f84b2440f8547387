import { studentTwoSided } from './student-t.ts';

export interface DieboldMariano {
  /** Below 0 where the first forecast loses less. */
  readonly statistic: number;
  /** Two-sided. */
  readonly p: number;
}

/**
 * Is one forecast better than another (Diebold & Mariano, Journal of Business & Economic Statistics 13, 1995)? From the
 * losses of both at the same times, for forecasts of h steps ahead: the mean of their differences by its standard
 * deviation from the autocovariances up to lag h − 1, with the correction of Harvey, Leybourne & Newbold (International
 * Journal of Forecasting 13, 1997) and Student's t with n − 1 degrees of freedom.
 *
 * NaN where n ≤ h, where a loss is missing (lags need a series without gaps), or where the estimate of the variance is
 * not above 0, as it is for equal forecasts.
 *
 * @param lossesA such as the squared errors of the first forecast
 * @throws RangeError where the lengths differ or h is no whole number above 0
 */
export function dieboldMariano(
  lossesA: ArrayLike<number>,
  lossesB: ArrayLike<number>,
  h: number,
): DieboldMariano {
  if (lossesA.length !== lossesB.length)
    throw new RangeError(`${lossesA.length} losses beside ${lossesB.length}`);
  if (!Number.isInteger(h) || h < 1) throw new RangeError(`no forecast is ${h} steps ahead`);
  const n = lossesA.length;
  const d = Float64Array.from(lossesA, (loss, at) => loss - (lossesB[at] ?? Number.NaN));
  const mean = d.reduce((sum, each) => sum + each, 0) / n;
  let variance = autocovariance(d, mean, 0);
  for (let lag = 1; lag < h; lag++) variance += 2 * autocovariance(d, mean, lag);
  if (!(n > h && variance > 0)) return { statistic: Number.NaN, p: Number.NaN };
  const correction = Math.sqrt((n + 1 - 2 * h + (h * (h - 1)) / n) / n);
  const statistic = (correction * mean) / Math.sqrt(variance / n);
  return { statistic, p: studentTwoSided(statistic, n - 1) };
}

function autocovariance(d: Float64Array, mean: number, lag: number): number {
  let sum = 0;
  for (let at = lag; at < d.length; at++) sum += ((d[at] ?? 0) - mean) * ((d[at - lag] ?? 0) - mean);
  return sum / d.length;
}
