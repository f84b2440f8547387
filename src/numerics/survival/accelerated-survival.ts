import { normalQuantile } from '../normal.ts';
import type { AcceleratedLife } from './accelerated-life.ts';
import { quadraticForm } from './inverse.ts';
import { LIFETIME_LAWS } from './lifetime-law.ts';
import type { SurvivalInterval } from './survival-interval.ts';

/** A quantity with its limits. */
export interface Estimated extends SurvivalInterval {
  readonly value: number;
}

/**
 * The life that a share of machines with these covariates does not reach (0.5: the median), with limits that are normal for its
 * logarithm (delta method; R's predict of a survreg with type uquantile).
 */
export function lifeQuantile(
  model: AcceleratedLife,
  covariates: ArrayLike<number>,
  share: number,
  level: number,
): Estimated {
  const z = LIFETIME_LAWS[model.law].quantile(share);
  const centre = predictor(model, covariates);
  const error = Math.sqrt(quadraticForm(model.covariance, slopes(model, covariates, 1, z * model.sigma)));
  return along(centre + z * model.sigma, normalQuantile(0.5 + level / 2) * error, Math.exp);
}

/** Survival of a machine with these covariates up to a moment, with limits that are normal for z = (log t − xβ) / σ. */
export function lifeSurvival(
  model: AcceleratedLife,
  covariates: ArrayLike<number>,
  moment: number,
  level: number,
): Estimated {
  if (!(moment > 0)) return { value: 1, lower: 1, upper: 1 };
  const z = (Math.log(moment) - predictor(model, covariates)) / model.sigma;
  const error = Math.sqrt(quadraticForm(model.covariance, slopes(model, covariates, -1 / model.sigma, -z)));
  const reach = normalQuantile(0.5 + level / 2) * error;
  const { value, lower, upper } = along(z, reach, (at) => Math.exp(LIFETIME_LAWS[model.law].tail(at).value));
  return { value, lower: Math.min(lower, upper), upper: Math.max(lower, upper) };
}

function predictor({ coefficients }: AcceleratedLife, covariates: ArrayLike<number>): number {
  if (covariates.length !== coefficients.length - 1)
    throw new RangeError(`${covariates.length} covariates for a model of ${coefficients.length - 1}`);
  return coefficients.reduce((sum, each, i) => sum + each * (i === 0 ? 1 : (covariates[i - 1] as number)), 0);
}

/** Slopes by each parameter, log σ as the last where it is one. */
function slopes(
  { coefficients, covariance }: AcceleratedLife,
  covariates: ArrayLike<number>,
  byPredictor: number,
  byLogSigma: number,
): Float64Array {
  const own = coefficients.map((_, i) => byPredictor * (i === 0 ? 1 : (covariates[i - 1] as number)));
  const hasSigma = covariance.length > own.length ** 2;
  return Float64Array.from([...own, ...(hasSigma ? [byLogSigma] : [])]);
}

function along(centre: number, reach: number, to: (at: number) => number): Estimated {
  return { value: to(centre), lower: to(centre - reach), upper: to(centre + reach) };
}
