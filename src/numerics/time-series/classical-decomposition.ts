/** A series in parts: y = trend + seasonal + residual wherever there is a trend. */
export interface ClassicalParts {
  /** NaN over half a cycle at both ends, where the moving average has no window. */
  readonly trend: Float64Array;
  readonly seasonal: Float64Array;
  readonly residual: Float64Array;
}

/**
 * Additive decomposition by moving averages: the trend is the centred mean over one cycle (the two outermost halved
 * where the cycle is even), the season the mean of what is left at each place of the cycle, less the mean of these means
 * (Kendall & Stuart; Hyndman & Athanasopoulos, Forecasting, 3rd edition, section 3.4). Agrees with statsmodels'
 * `seasonal_decompose(y, period=…)`.
 *
 * A NaN makes the trend NaN where a window holds it and is left out of the season's means; a place of the cycle without
 * any value has no season.
 *
 * @param period values in a cycle, a whole number of at least 2.
 * @throws RangeError for such a period, or for less than two cycles.
 */
export function classicalDecomposition(y: ArrayLike<number>, period: number): ClassicalParts {
  if (!Number.isInteger(period) || period < 2) throw new RangeError(`a cycle of ${period} values is none`);
  if (y.length < 2 * period) throw new RangeError(`${y.length} values are less than two cycles of ${period}`);
  const trend = centredMeans(y, period);
  const places = cycleMeans(y, trend, period);
  const seasonal = trend.map((_, i) => places[i % period] ?? Number.NaN);
  const residual = trend.map((level, i) => (y[i] ?? Number.NaN) - level - (seasonal[i] ?? Number.NaN));
  return { trend, seasonal, residual };
}

function centredMeans(y: ArrayLike<number>, period: number): Float64Array {
  const trend = new Float64Array(y.length).fill(Number.NaN);
  const half = Math.floor(period / 2);
  const edge = period % 2 === 0 ? 0.5 : 1;
  // Summed anew at every place: a running sum would never get over a NaN.
  for (let i = half; i < y.length - half; i++) {
    let sum = edge * ((y[i - half] ?? Number.NaN) + (y[i + half] ?? Number.NaN));
    for (let j = i - half + 1; j < i + half; j++) sum += y[j] ?? Number.NaN;
    trend[i] = sum / period;
  }
  return trend;
}

function cycleMeans(y: ArrayLike<number>, trend: Float64Array, period: number): Float64Array {
  const sums = new Float64Array(period);
  const counts = new Float64Array(period);
  for (let i = 0; i < y.length; i++) {
    const left = (y[i] ?? Number.NaN) - (trend[i] ?? Number.NaN);
    if (Number.isNaN(left)) continue;
    const place = i % period;
    sums[place] = (sums[place] ?? 0) + left;
    counts[place] = (counts[place] ?? 0) + 1;
  }
  const means = sums.map((sum, place) => sum / (counts[place] ?? 0));
  const overall = means.reduce((sum, mean) => sum + mean, 0) / period;
  return means.map((mean) => mean - overall);
}
