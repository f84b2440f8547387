import type { FigureEffect } from '../../domain/change-effect.ts';
import { quantileOfSorted } from '../../numerics/quantile.ts';
import {
  type CoefficientPrior,
  meanVariance,
  mixtureCdf,
  mixtureMean,
  mixtureQuantile,
  regressInSlowNoise,
  type SlowNoise,
} from '../../numerics/time-series/slow-noise-regression.ts';

/** One figure in the quarters before and after a change, and what else moves it. */
export interface StepQuestion {
  /** Places of the quarters in time, rising whole numbers. */
  readonly rows: readonly number[];
  readonly values: readonly number[];
  readonly isAfter: readonly boolean[];
  /** What else moves it, about 0, with what is thought of each before the data. */
  readonly covariates: readonly { readonly values: readonly number[]; readonly prior: CoefficientPrior }[];
  /** A difference that would matter, in the unit of the values. */
  readonly matters: number;
  /** Standard deviation by which the law of the covariates itself may be wrong about the step. */
  readonly misfit: number;
}

export type StepEffect = Omit<FigureEffect, 'before'>;

const LOW = 0.025;
const HIGH = 0.975;
/** Values farther out than so many robust deviations count as this far: glitches, and the first minutes of a restart. */
const CLIPPED_AT = 5;
/** Median absolute deviation to standard deviation, of a normal law. */
const MAD_TO_DEVIATION = 1.4826;
const QUARTER_HOURS = 0.25;
/** Beyond so many hours nobody waits. */
const MOST_HOURS = 60 * 24;

/**
 * How far a figure stepped at a change, with what the weather and the hour did taken out, and with the certainty that
 * noise with a memory leaves: see {@link regressInSlowNoise}.
 */
export function stepEffect({ rows, values, isAfter, covariates, matters, misfit }: StepQuestion): StepEffect {
  const { clipped, deviation } = withoutOutliers(values, isAfter);
  const step = Float64Array.from(isAfter, Number);
  const constant = new Float64Array(values.length).fill(1);
  const columns = [step, constant, ...covariates.map((each) => Float64Array.from(each.values))];
  const priors = [undefined, undefined, ...covariates.map(({ prior }) => prior)];
  const fit = regressInSlowNoise(rows, clipped, columns, priors, deviation ** 2);
  const coefficient = {
    parts: fit.coefficient.parts.map((part) => ({ ...part, scale: Math.hypot(part.scale, misfit) })),
  };
  const change = mixtureMean(coefficient);
  const [low, high] = [mixtureQuantile(coefficient, LOW), mixtureQuantile(coefficient, HIGH)];
  const seen = low > 0 || high < 0 || high - low <= 2 * matters;
  const after = isAfter.filter(Boolean).length;
  return {
    change,
    low,
    high,
    chanceHigher: 1 - mixtureCdf(coefficient, 0),
    verdict: verdictOf(low, high, matters),
    hoursMore: seen ? undefined : hoursUntil(matters, fit.noise, values.length - after, after),
  };
}

/** What may be said of a difference that lies within [low, high] with 95 %. */
export function verdictOf(low: number, high: number, matters: number): FigureEffect['verdict'] {
  if (low > 0) return 'higher';
  if (high < 0) return 'lower';
  return high <= matters && low >= -matters ? 'same' : 'unclear';
}

/** Hours after a change, beyond those seen, until a difference of `matters` shows; undefined where it never would. */
function hoursUntil(matters: number, noise: SlowNoise, before: number, after: number): number | undefined {
  const half = (count: number) =>
    1.96 * Math.sqrt(noise.variance * (meanVariance(noise, before) + meanVariance(noise, count)));
  for (let count = after + 1; (count - after) * QUARTER_HOURS <= MOST_HOURS; count = Math.ceil(1.1 * count))
    if (half(count) <= matters) return (count - after) * QUARTER_HOURS;
  return undefined;
}

/** Values held to some robust deviations about the middle of their own side. */
function withoutOutliers(values: readonly number[], isAfter: readonly boolean[]) {
  const middles = [false, true].map((side) => median(values.filter((_, place) => isAfter[place] === side)));
  const middleAt = (place: number) => middles[Number(isAfter[place])] ?? Number.NaN;
  const rests = values.map((value, place) => value - middleAt(place));
  const deviation = MAD_TO_DEVIATION * median(rests.map(Math.abs));
  // A figure that mostly stands still has no such deviation: nothing of it is an outlier then.
  const reach = deviation > 0 ? CLIPPED_AT * deviation : Number.POSITIVE_INFINITY;
  const clipped = Float64Array.from(
    rests,
    (rest, place) => middleAt(place) + Math.max(-reach, Math.min(reach, rest)),
  );
  const spread = Math.sqrt(rests.reduce((sum, rest) => sum + rest * rest, 0) / rests.length);
  return { clipped, deviation: deviation || spread || Number.MIN_VALUE ** 0.25 };
}

function median(values: readonly number[]): number {
  return quantileOfSorted(
    values.toSorted((a, b) => a - b),
    0.5,
  );
}
