import type { CoxModel } from './cox-regression.ts';
import { quadraticForm } from './inverse.ts';
import { stepsUntil } from './step-times.ts';
import { type IntervalScale, type SurvivalInterval, survivalInterval } from './survival-interval.ts';

/** What a Cox model foretells of one machine at one moment. */
export interface PredictedSurvival extends SurvivalInterval {
  readonly survival: number;
  readonly cumulativeHazard: number;
  /** Of the cumulative hazard. */
  readonly standardError: number;
}

export interface PredictionOptions {
  readonly level: number;
  readonly scale: IntervalScale;
  /** Of a model without strata 0. */
  readonly stratum: number;
}

export const PREDICTION_DEFAULTS: PredictionOptions = { level: 0.95, scale: 'log-log', stratum: 0 };

/**
 * Survival of a machine with these covariates up to each moment, with limits that count both what is not known of the coefficients and of the
 * baseline (Tsiatis 1981; Therneau & Grambsch 2000, chapter 10). Agrees with R's survfit of a coxph. After the last event that was
 * seen it stays as it is: nothing is known of then.
 *
 * @param covariates as they were given to the model
 * @throws RangeError for a stratum that the model does not know, or too few covariates
 */
export function coxSurvival(
  model: CoxModel,
  covariates: ArrayLike<number>,
  moments: ArrayLike<number>,
  options: PredictionOptions = PREDICTION_DEFAULTS,
): readonly PredictedSurvival[] {
  const { coefficients, scale, covariance } = model;
  const width = coefficients.length;
  if (covariates.length !== width)
    throw new RangeError(`${covariates.length} covariates for a model of ${width}`);
  const baseline = model.baselines.find(({ stratum }) => stratum === options.stratum);
  if (!baseline) throw new RangeError(`the model has no stratum ${options.stratum}`);
  const centred = Float64Array.from(covariates, (each, i) => each - (scale.mean[i] as number));
  const factor = Math.exp(centred.reduce((sum, each, i) => sum + each * (coefficients[i] as number), 0));
  const isKnown = covariance.every(Number.isFinite);
  return Array.from(moments, (moment) => {
    const at = stepsUntil(baseline.times, moment) - 1;
    if (at < 0) return { survival: 1, cumulativeHazard: 0, standardError: 0, lower: 1, upper: 1 };
    const base = baseline.cumulativeHazard[at] as number;
    const distance = centred.map(
      (each, i) => each * base - (baseline.drift[at * width + i] as number) * (scale.deviation[i] as number),
    );
    const variance =
      (baseline.variance[at] as number) +
      (isKnown ? quadraticForm(covariance, distance) : Number.POSITIVE_INFINITY);
    const standardError = factor * Math.sqrt(variance);
    const cumulativeHazard = factor * base;
    const survival = Math.exp(-cumulativeHazard);
    const limits = survivalInterval(survival, standardError, options.level, options.scale);
    return { survival, cumulativeHazard, standardError, ...limits };
  });
}
