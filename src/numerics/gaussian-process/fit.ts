import type { Random } from '../random.ts';
import { minimiseWithin } from '../search/bounded-quasi-newton.ts';
import {
  type Belief,
  beliefsAt,
  conditioned,
  type GaussianProcess,
  type KernelParameters,
  logLikelihood,
  type Observations,
  type Trend,
} from './gaussian-process.ts';
import { type Likelihood, likelihoodOf } from './likelihood.ts';

/** What is thought of a parameter beforehand, as of the same kind of chip: its logarithm is normal. */
export interface ParameterPrior {
  readonly logMean: number;
  readonly logDeviation: number;
}

/** One of each of a process's parameters, in the order [s², l₁ … l_d, n²]. */
export interface ParameterBounds {
  readonly lower: ArrayLike<number>;
  readonly upper: ArrayLike<number>;
}

export interface FitOptions {
  readonly bounds: ParameterBounds;
  /** The first of them; further ones are drawn between the bounds. Its trend, if it has one, stays as it is. */
  readonly start: KernelParameters;
  /** How many places the search starts from; 1 when absent. */
  readonly starts?: number | undefined;
  /** Draws the further places; wanted where `starts` is above 1. */
  readonly random?: Random | undefined;
  /** In the order of the parameters; undefined for one of which nothing is thought beforehand. */
  readonly priors?: readonly (ParameterPrior | undefined)[] | undefined;
}

export interface FittedProcess {
  readonly process: GaussianProcess;
  readonly logLikelihood: number;
  /** With the priors' logarithms on top: what was made largest. */
  readonly logPosterior: number;
}

/**
 * The process whose parameters make its observations likeliest (type-II maximum likelihood; with priors the maximum a
 * posteriori), best of several starts, by the logarithms of the parameters.
 *
 * @throws RangeError where no parameters between the bounds fit at all
 */
export function fitted(observations: Observations, options: FitOptions): FittedProcess {
  const { bounds, priors = [] } = options;
  const { trend } = options.start;
  const likelihood = likelihoodOf(observations);
  const [lower, upper] = [logarithms(bounds.lower), logarithms(bounds.upper)];
  let best: { at: Float64Array; value: number } | undefined;
  for (const start of startsOf(options, lower, upper)) {
    const found = minimiseWithin((at) => costOf(likelihood, parametersAt(at, trend), at, priors), start, {
      lower,
      upper,
      tolerance: 1e-4,
      leastGain: 1e-8,
      mostEvaluations: 120,
    });
    if (Number.isFinite(found.value) && !(found.value >= (best?.value ?? Number.POSITIVE_INFINITY)))
      best = found;
  }
  if (!best) throw new RangeError('no parameters between the bounds fit these observations');
  const process = conditioned(observations, parametersAt(best.at, trend));
  return { process, logLikelihood: logLikelihood(process), logPosterior: -best.value };
}

function startsOf(
  { start, starts = 1, random }: FitOptions,
  lower: Float64Array,
  upper: Float64Array,
): readonly Float64Array[] {
  const first = logarithms([start.signalVariance, ...Array.from(start.lengthScales), start.noiseVariance]);
  if (starts <= 1) return [first];
  if (!random) throw new RangeError('further starts want something to draw them');
  const further = Array.from({ length: starts - 1 }, () =>
    lower.map((low, j) => low + random.uniform() * ((upper[j] as number) - low)),
  );
  return [first, ...further];
}

function costOf(
  likelihood: (parameters: KernelParameters) => Likelihood,
  parameters: KernelParameters,
  at: Float64Array,
  priors: readonly (ParameterPrior | undefined)[],
): { value: number; gradient: Float64Array } {
  try {
    const found = likelihood(parameters);
    let value = -found.value;
    const gradient = found.gradient.map((each) => -each);
    priors.forEach((prior, j) => {
      if (!prior) return;
      const z = ((at[j] as number) - prior.logMean) / prior.logDeviation;
      value += 0.5 * z * z;
      gradient[j] = (gradient[j] as number) + z / prior.logDeviation;
    });
    return { value, gradient };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return { value: Number.POSITIVE_INFINITY, gradient: new Float64Array(at.length) };
  }
}

function parametersAt(at: Float64Array, trend: Trend | undefined): KernelParameters {
  const values = at.map(Math.exp);
  return {
    signalVariance: values[0] as number,
    lengthScales: values.subarray(1, values.length - 1),
    noiseVariance: values.at(-1) as number,
    trend,
  };
}

function logarithms(values: ArrayLike<number>): Float64Array {
  return Float64Array.from(values, Math.log);
}

/** A process over targets brought to mean 0 and variance 1, with beliefs in the targets' own unit. */
export interface ScaledProcess extends FittedProcess {
  readonly level: number;
  readonly spread: number;
}

/** Fits in units of the targets' own spread, so that bounds and priors hold for every quantity alike; of none, in 1. */
export function fittedToScale(observations: Observations, options: FitOptions): ScaledProcess {
  const targets = Float64Array.from(observations.targets);
  const count = Math.max(1, targets.length);
  const level = targets.reduce((sum, each) => sum + each, 0) / count;
  const variance = targets.reduce((sum, each) => sum + (each - level) ** 2, 0) / count;
  const spread = variance > 0 ? Math.sqrt(variance) : 1;
  const { noiseVariances } = observations;
  const scaled: Observations = {
    inputs: observations.inputs,
    targets: targets.map((each) => (each - level) / spread),
    ...(noiseVariances
      ? { noiseVariances: Float64Array.from(noiseVariances, (each) => each / (spread * spread)) }
      : {}),
  };
  return { ...fitted(scaled, options), level, spread };
}

/** What a {@link ScaledProcess} believes at a point, in the unit of its targets. */
export function scaledBeliefAt(process: ScaledProcess, point: ArrayLike<number>): Belief {
  return scaledBeliefsAt(process, [point])[0] as Belief;
}

/** The same at each of many points. */
export function scaledBeliefsAt(
  { process, level, spread }: ScaledProcess,
  points: readonly ArrayLike<number>[],
): readonly Belief[] {
  return beliefsAt(process, points).map(({ mean, variance }) => ({
    mean: level + spread * mean,
    variance: spread * spread * variance,
  }));
}

/** What is thought of the spread of a parameter's logarithm over machines of a kind before two of them were seen. */
const USUAL_DEVIATION = 1;

/**
 * What fits of the same kind of machine say of the parameters of the next one, a lognormal for each: mean of the logarithms,
 * and the spread of the next around it. That spread is the machines' own, with {@link USUAL_DEVIATION} counted as one more
 * machine, and wider while the mean itself is known from a few (1 + 1/m, as for a further draw of a normal).
 */
export function priorsFrom(fits: readonly GaussianProcess[]): ParameterPrior[] {
  const logs = fits.map(({ parameters: { signalVariance, lengthScales, noiseVariance } }) =>
    logarithms([signalVariance, ...Array.from(lengthScales), noiseVariance]),
  );
  return Array.from(logs[0] ?? [], (_, j) => {
    const logMean = logs.reduce((sum, each) => sum + (each[j] as number), 0) / logs.length;
    const squares = logs.reduce((sum, each) => sum + ((each[j] as number) - logMean) ** 2, 0);
    const variance = ((squares + USUAL_DEVIATION ** 2) / logs.length) * (1 + 1 / logs.length);
    return { logMean, logDeviation: Math.sqrt(variance) };
  });
}
