import { LevelFilter, type LevelModel, type LevelState } from './level-filter.ts';

/** Persistences that are tried: half-lives of nothing, 1, 3, 7, 14, 34 and 69 steps, and without end. */
const PERSISTENCES = [0, 0.5, 0.8, 0.9, 0.95, 0.98, 0.99, 1];
/** Movements that are tried, as multiples of the noise: half a power of ten apart, from none to hardly any noise. */
const MOVEMENTS = [0, ...Array.from({ length: 14 }, (_, place) => 10 ** (-5 + place / 2))];
/** Of a sensor that fits perfectly nothing is left; so much of its own variance it has at least. */
const LEAST_NOISE = 1e-12;

/** A model, and where its filter stands after the rows that it was fitted to. */
export interface FittedLevel {
  readonly model: LevelModel;
  readonly state: LevelState;
}

/**
 * The model of greatest likelihood among a grid of them, the noise's variance concentrated out: σ² is the mean of e²/f over the
 * innovations, and 2 log L = −n log σ² − Σ log f up to a constant (Harvey 1989, section 3.4.4). A grid, because the likelihood of such
 * models has several peaks, and because within a step of it forecasts hardly differ.
 *
 * @param values of one sensor in normal operation at standard size (variance about 1), NaN where missing
 */
export function fitLevel(values: Float64Array): FittedLevel {
  let best: (FittedLevel & { readonly likelihood: number }) | undefined;
  for (const persistence of PERSISTENCES)
    for (const movement of MOVEMENTS) {
      // Without persistence movement is noise.
      if (persistence === 0 && movement > 0) continue;
      const tried = likelihoodOf(values, { persistence, noise: 1, movement });
      if (!best || tried.likelihood > best.likelihood) best = tried;
    }
  if (!best) throw new RangeError('no model was tried');
  return best;
}

function likelihoodOf(values: Float64Array, unit: LevelModel): FittedLevel & { readonly likelihood: number } {
  const filter = new LevelFilter(unit);
  let [count, squares, logs] = [0, 0, 0];
  for (const value of values) {
    const innovation = filter.take(value);
    if (!innovation) continue;
    count++;
    squares += (innovation.error * innovation.error) / innovation.variance;
    logs += Math.log(innovation.variance);
  }
  const noise = Math.max(squares / count, LEAST_NOISE);
  const { mean, deviation, ...variances } = filter.state;
  return {
    likelihood: -0.5 * (count * Math.log(noise) + logs),
    model: { persistence: unit.persistence, noise, movement: unit.movement * noise },
    state: {
      mean,
      deviation,
      meanVariance: variances.meanVariance * noise,
      covariance: variances.covariance * noise,
      deviationVariance: variances.deviationVariance * noise,
    },
  };
}
