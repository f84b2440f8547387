/** A smoothed series: where it stands at its end, and how. */
export interface Smoothed {
  readonly level: number;
  /** Per step; 0 without a trend. */
  readonly trend: number;
  /** Additive, by place in the season, that of the next step first; empty without seasons. */
  readonly seasonal: Float64Array;
  readonly damping: number;
  /** Mean squared error of the forecasts one step ahead. */
  readonly meanSquare: number;
  readonly parameters: SmoothingParameters;
}

/** How quickly each part follows, 0..1. */
export interface SmoothingParameters {
  readonly alpha: number;
  readonly beta: number;
  readonly gamma: number;
  readonly damping: number;
}

export interface SmoothingOptions {
  /** Steps in a season; 1 for none. */
  readonly season: number;
  readonly trend: boolean;
}

const RATES = [0.02, 0.1, 0.25, 0.5, 0.8, 0.98];
const TREND_RATES = [0.01, 0.05, 0.2];
const SEASON_RATES = [0.01, 0.1, 0.3];
/** Trends of forecasts level off: undamped ones run away (Gardner & McKenzie, Management Science 31, 1985). */
const DAMPING = 0.97;

/**
 * Additive exponential smoothing of Holt and Winters in the error-correction form of Hyndman and others (Forecasting with
 * Exponential Smoothing, 2008: ETS(A, N or Ad, N or A)): of a grid of rates those whose forecasts one step ahead missed least.
 * A missing value (NaN) moves nothing but time.
 *
 * @throws RangeError where the past holds less than two seasons, or two values
 */
export function smooth(past: ArrayLike<number>, { season, trend }: SmoothingOptions): Smoothed {
  if (past.length < 2 * Math.max(season, 1))
    throw new RangeError(`${past.length} values for seasons of ${season}`);
  let best: Smoothed | undefined;
  for (const alpha of RATES)
    for (const beta of trend ? TREND_RATES : [0])
      for (const gamma of season > 1 ? SEASON_RATES : [0]) {
        const found = run(past, season, { alpha, beta, gamma, damping: trend ? DAMPING : 0 });
        if (!best || found.meanSquare < best.meanSquare) best = found;
      }
  if (!best) throw new RangeError('no rates to smooth by');
  return best;
}

/** What a smoothed series says of the steps ahead. */
export function smoothedForecast(
  { level, trend, seasonal, damping }: Smoothed,
  horizon: number,
): Float64Array {
  let carried = 0;
  let factor = 1;
  return Float64Array.from({ length: horizon }, (_, step) => {
    factor *= damping;
    carried += factor * trend;
    return level + carried + (seasonal.length > 0 ? (seasonal[step % seasonal.length] ?? 0) : 0);
  });
}

function run(past: ArrayLike<number>, season: number, parameters: SmoothingParameters): Smoothed {
  const { alpha, beta, gamma, damping } = parameters;
  const seasonal = firstSeason(past, season);
  let level = meanOf(past, 0, Math.max(season, 1));
  let trend = 0;
  let errors = 0;
  let count = 0;
  for (let at = 0; at < past.length; at++) {
    const place = at % Math.max(season, 1);
    const seasonPart = season > 1 ? (seasonal[place] as number) : 0;
    const expected = level + damping * trend;
    const error = (past[at] ?? Number.NaN) - expected - seasonPart;
    const isKnown = !Number.isNaN(error);
    level = expected + (isKnown ? alpha * error : 0);
    trend = damping * trend + (isKnown ? beta * error : 0);
    if (isKnown && season > 1) seasonal[place] = seasonPart + gamma * error;
    if (!isKnown || at < season) continue;
    errors += error * error;
    count += 1;
  }
  const next = past.length % Math.max(season, 1);
  const turned = Float64Array.from(seasonal, (_, step) => seasonal[(next + step) % seasonal.length] ?? 0);
  return { level, trend, seasonal: turned, damping, meanSquare: errors / count, parameters };
}

/** By place, how the first two seasons differ from their means. */
function firstSeason(past: ArrayLike<number>, season: number): Float64Array {
  if (season <= 1) return new Float64Array();
  const means = [meanOf(past, 0, season), meanOf(past, season, 2 * season)];
  return Float64Array.from({ length: season }, (_, place) => {
    const off = means
      .map((mean, which) => (past[which * season + place] ?? Number.NaN) - mean)
      .filter((value) => !Number.isNaN(value));
    return off.length > 0 ? off.reduce((sum, value) => sum + value, 0) / off.length : 0;
  });
}

function meanOf(values: ArrayLike<number>, from: number, to: number): number {
  let sum = 0;
  let count = 0;
  for (let at = from; at < to; at++) {
    const value = values[at] ?? Number.NaN;
    if (Number.isNaN(value)) continue;
    sum += value;
    count += 1;
  }
  return count > 0 ? sum / count : 0;
}
