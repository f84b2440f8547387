/** How near forecasts came. NaN where there was nothing to compare. */
export interface Accuracy {
  readonly count: number;
  readonly mae: number;
  readonly mse: number;
  readonly rmse: number;
  /** Percent of what came; of moments at which 0 came nothing can be said. */
  readonly mape: number;
  /** Percent of the mean of both sizes, 0..200. */
  readonly smape: number;
  /** Mean of forecast less what came. */
  readonly bias: number;
  /** Share of the variance of what came that is explained; below 0 where its mean says more, NaN where nothing varies. */
  readonly r2: number;
}

/** Compares forecasts with what came, moment by moment; moments at which either is missing (NaN) do not count. */
export function accuracyOf(forecasts: ArrayLike<number>, came: ArrayLike<number>): Accuracy {
  if (forecasts.length !== came.length)
    throw new RangeError(`${forecasts.length} forecasts beside ${came.length}`);
  const sums = {
    count: 0,
    absolute: 0,
    square: 0,
    error: 0,
    percent: 0,
    percents: 0,
    symmetric: 0,
    off: 0,
    offSquare: 0,
  };
  let first = Number.NaN;
  for (let at = 0; at < came.length; at++) {
    const said = forecasts[at] ?? Number.NaN;
    const truth = came[at] ?? Number.NaN;
    const error = said - truth;
    if (Number.isNaN(error)) continue;
    // From the first one: a little variation of large values would be lost in their squares.
    if (sums.count === 0) first = truth;
    sums.count += 1;
    sums.absolute += Math.abs(error);
    sums.square += error * error;
    sums.error += error;
    sums.off += truth - first;
    sums.offSquare += (truth - first) ** 2;
    if (truth !== 0) {
      sums.percent += Math.abs(error / truth);
      sums.percents += 1;
    }
    const both = Math.abs(said) + Math.abs(truth);
    sums.symmetric += both === 0 ? 0 : (2 * Math.abs(error)) / both;
  }
  const { count } = sums;
  const variation = sums.offSquare - (sums.off * sums.off) / count;
  return {
    count,
    mae: sums.absolute / count,
    mse: sums.square / count,
    rmse: Math.sqrt(sums.square / count),
    mape: (100 * sums.percent) / sums.percents,
    smape: (100 * sums.symmetric) / count,
    bias: sums.error / count,
    r2: variation > 0 ? 1 - sums.square / variation : Number.NaN,
  };
}

/**
 * Mean absolute error in units of what the seasonal naive rule misses by within the past (Hyndman & Koehler, International
 * Journal of Forecasting 22, 2006): below 1 where a forecast is better than that.
 * @param past what was known when it was made @param season in steps; 1 for the plain naive rule
 */
export function meanAbsoluteScaledError(
  forecasts: ArrayLike<number>,
  came: ArrayLike<number>,
  past: ArrayLike<number>,
  season: number,
): number {
  let sum = 0;
  let count = 0;
  for (let at = season; at < past.length; at++) {
    const step = Math.abs((past[at] ?? Number.NaN) - (past[at - season] ?? Number.NaN));
    if (Number.isNaN(step)) continue;
    sum += step;
    count += 1;
  }
  return accuracyOf(forecasts, came).mae / (sum / count);
}

/** How often a forecast had the direction right, beside how often one would by always saying the more frequent one. */
export interface DirectionalAccuracy {
  readonly count: number;
  readonly share: number;
  readonly baseRate: number;
}

/**
 * Whether each forecast had the direction right (1, 0), from what was there when it was made; NaN where nothing changed or
 * something is missing. A forecast of no change has no direction and is wrong where there was one.
 */
export function directionHits(
  forecasts: ArrayLike<number>,
  came: ArrayLike<number>,
  before: ArrayLike<number>,
): Float64Array {
  return Float64Array.from(came, (truth, at) => {
    const was = before[at] ?? Number.NaN;
    const direction = Math.sign(truth - was);
    const said = Math.sign((forecasts[at] ?? Number.NaN) - was);
    return Number.isNaN(direction) || Number.isNaN(said) || direction === 0
      ? Number.NaN
      : Number(said === direction);
  });
}

/** Of {@link directionHits}: their share, and that of the more frequent direction. */
export function directionalAccuracy(
  forecasts: ArrayLike<number>,
  came: ArrayLike<number>,
  before: ArrayLike<number>,
): DirectionalAccuracy {
  const hits = directionHits(forecasts, came, before);
  let [count, right, up] = [0, 0, 0];
  for (const [at, hit] of hits.entries()) {
    if (Number.isNaN(hit)) continue;
    count += 1;
    right += hit;
    up += Number((came[at] ?? Number.NaN) > (before[at] ?? Number.NaN));
  }
  return { count, share: right / count, baseRate: Math.max(up, count - up) / count };
}

/** Whether what came lay inside each interval (1, 0); NaN where something is missing. */
export function intervalHits(
  low: ArrayLike<number>,
  high: ArrayLike<number>,
  came: ArrayLike<number>,
): Float64Array {
  return Float64Array.from(came, (truth, at) => {
    const [from, to] = [low[at] ?? Number.NaN, high[at] ?? Number.NaN];
    return Number.isNaN(truth) || Number.isNaN(from) || Number.isNaN(to)
      ? Number.NaN
      : Number(truth >= from && truth <= to);
  });
}

/** How often what came lay inside of intervals, and how wide they were. */
export function intervalCoverage(
  low: ArrayLike<number>,
  high: ArrayLike<number>,
  came: ArrayLike<number>,
): { readonly count: number; readonly share: number; readonly meanWidth: number } {
  const hits = intervalHits(low, high, came);
  let [count, inside, width] = [0, 0, 0];
  for (const [at, hit] of hits.entries()) {
    if (Number.isNaN(hit)) continue;
    count += 1;
    inside += hit;
    width += (high[at] ?? Number.NaN) - (low[at] ?? Number.NaN);
  }
  return { count, share: inside / count, meanWidth: width / count };
}
