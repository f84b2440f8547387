import { smooth, smoothedForecast } from './exponential-smoothing.ts';

/**
 * The theta method (Assimakopoulos & Nikolopoulos, International Journal of Forecasting 16, 2000), winner of the M3 competition,
 * in the form that Hyndman & Billah (ibidem 19, 2003) showed it to be: simple exponential smoothing with half the slope of the
 * line through all values as its drift, of the series less its season, which is added again.
 *
 * @param season in steps; 1 for none
 * @throws RangeError where the past holds less than two seasons, or two values
 */
export function thetaForecast(past: ArrayLike<number>, horizon: number, season: number): Float64Array {
  const seasonal = season > 1 ? seasonalMeans(past, season) : new Float64Array(1);
  const plain = Float64Array.from(past, (value, at) => value - (seasonal[at % seasonal.length] ?? 0));
  const smoothed = smooth(plain, { season: 1, trend: false });
  const { alpha } = smoothed.parameters;
  const slope = slopeOf(plain) / 2;
  const level = smoothedForecast(smoothed, 1)[0] ?? Number.NaN;
  return Float64Array.from({ length: horizon }, (_, step) => {
    const drift = slope * (step + (1 - (1 - alpha) ** past.length) / alpha);
    return level + drift + (seasonal[(past.length + step) % seasonal.length] ?? 0);
  });
}

/** By place in the season, the mean of values less the mean of the season around them. */
function seasonalMeans(past: ArrayLike<number>, season: number): Float64Array {
  if (past.length < 2 * season) throw new RangeError(`${past.length} values for seasons of ${season}`);
  const sums = new Float64Array(season);
  const counts = new Float64Array(season);
  for (let from = 0; from + season <= past.length; from += season) {
    let sum = 0;
    for (let at = from; at < from + season; at++) sum += past[at] ?? Number.NaN;
    const mean = sum / season;
    if (Number.isNaN(mean)) continue;
    for (let place = 0; place < season; place++) {
      sums[place] = (sums[place] ?? 0) + (past[from + place] ?? 0) - mean;
      counts[place] = (counts[place] ?? 0) + 1;
    }
  }
  return sums.map((sum, place) => sum / (counts[place] || 1));
}

/** Of the line through all values that are there (least squares), per step. */
function slopeOf(values: ArrayLike<number>): number {
  let [count, at1, at2, y1, product] = [0, 0, 0, 0, 0];
  for (let at = 0; at < values.length; at++) {
    const value = values[at] ?? Number.NaN;
    if (Number.isNaN(value)) continue;
    count += 1;
    at1 += at;
    at2 += at * at;
    y1 += value;
    product += at * value;
  }
  const spread = count * at2 - at1 * at1;
  return spread > 0 ? (count * product - at1 * y1) / spread : 0;
}
