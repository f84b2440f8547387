import { covarianceFactor, inverseOf, solveLower, solveUpper } from './factor.ts';
import { maternCorrelation, maternSlope, scaledDistance } from './matern.ts';

/** What was measured where. */
export interface Observations {
  /** One point each, all with as many coordinates as there are length scales. */
  readonly inputs: readonly Float64Array[];
  readonly targets: ArrayLike<number>;
  /** What is known of each target's own variance (of a mean over replications), beside the common noise; 0 when absent. */
  readonly noiseVariances?: ArrayLike<number> | undefined;
}

/** Of the covariance s²·Matérn-5/2(r) + n²·[same observation], with a length scale for each coordinate. */
export interface KernelParameters {
  readonly signalVariance: number;
  readonly lengthScales: ArrayLike<number>;
  readonly noiseVariance: number;
  /** What is thought of a trend beneath the Matérn part; none when absent. */
  readonly trend?: Trend | undefined;
}

/** Σ β_j·b_j(x), with independent normal β_j of mean 0 (Rasmussen & Williams 2006, section 2.7). */
export interface Trend {
  readonly basis: (point: ArrayLike<number>) => ArrayLike<number>;
  /** Of each β_j. */
  readonly variances: ArrayLike<number>;
}

/** A Gaussian process of prior mean 0 that knows its observations. */
export interface GaussianProcess {
  readonly observations: Observations;
  readonly parameters: KernelParameters;
  /** Cholesky factor of the observations' covariance. */
  readonly lower: Float64Array;
  /** K⁻¹ y. */
  readonly weights: Float64Array;
}

/** What is believed of the quantity itself at one point, without the noise of measuring it. */
export interface Belief {
  readonly mean: number;
  readonly variance: number;
}

/**
 * Conditions the process on its observations (Rasmussen & Williams 2006, algorithm 2.1).
 *
 * @throws RangeError where parameters are not positive, or a target or a coordinate is no number
 */
export function conditioned(observations: Observations, parameters: KernelParameters): GaussianProcess {
  check(observations, parameters);
  const { inputs, targets } = observations;
  const size = inputs.length;
  const covariance = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    for (let k = 0; k <= i; k++)
      covariance[i * size + k] = covarianceOf(
        inputs[i] as Float64Array,
        inputs[k] as Float64Array,
        parameters,
      );
    covariance[i * size + i] =
      (covariance[i * size + i] as number) +
      parameters.noiseVariance +
      (observations.noiseVariances?.[i] ?? 0);
  }
  const { lower } = covarianceFactor(covariance, size);
  return { observations, parameters, lower, weights: solveUpper(lower, solveLower(lower, targets)) };
}

function check({ inputs, targets }: Observations, parameters: KernelParameters): void {
  const { signalVariance, lengthScales, noiseVariance } = parameters;
  const positive = [signalVariance, ...Array.from(lengthScales)];
  if (!positive.every((each) => each > 0) || !(noiseVariance >= 0))
    throw new RangeError('a Gaussian process wants a positive signal variance and positive length scales');
  if (inputs.length !== targets.length) throw new RangeError('each input wants a target');
  inputs.forEach((input, row) => {
    if (
      input.length !== lengthScales.length ||
      !input.every(Number.isFinite) ||
      !Number.isFinite(targets[row])
    )
      throw new RangeError(`observation ${row} has a coordinate or a target that is no number`);
  });
}

/** k(a, b) without noise. */
export function covarianceOf(
  a: ArrayLike<number>,
  b: ArrayLike<number>,
  { signalVariance, lengthScales, trend }: KernelParameters,
): number {
  const covariance = signalVariance * maternCorrelation(scaledDistance(a, b, lengthScales));
  return trend ? covariance + trendCovariance(a, b, trend) : covariance;
}

function trendCovariance(a: ArrayLike<number>, b: ArrayLike<number>, { basis, variances }: Trend): number {
  const [ofA, ofB] = [basis(a), basis(b)];
  let sum = 0;
  for (let j = 0; j < variances.length; j++)
    sum += (variances[j] as number) * (ofA[j] as number) * (ofB[j] as number);
  return sum;
}

/** The posterior at one point. Variance is that of the quantity; a new measurement has the noise on top. */
export function beliefAt(process: GaussianProcess, point: ArrayLike<number>): Belief {
  const { observations, parameters, lower, weights } = process;
  const size = weights.length;
  const across = new Float64Array(size);
  let mean = 0;
  for (let i = 0; i < size; i++) {
    const covariance = covarianceOf(point, observations.inputs[i] as Float64Array, parameters);
    across[i] = covariance;
    mean += covariance * (weights[i] as number);
  }
  const explained = solveLower(lower, across);
  let variance = covarianceOf(point, point, parameters);
  for (let i = 0; i < size; i++) variance -= (explained[i] as number) ** 2;
  return { mean, variance: Math.max(0, variance) };
}

/** The posterior covariance of the quantity between points, row by row. */
export function jointCovariance(
  process: GaussianProcess,
  points: readonly ArrayLike<number>[],
): Float64Array {
  const { observations, parameters, lower } = process;
  const explained = points.map((point) =>
    solveLower(
      lower,
      Float64Array.from(observations.inputs, (input) => covarianceOf(point, input, parameters)),
    ),
  );
  return Float64Array.from({ length: points.length ** 2 }, (_, index) => {
    const [i, k] = [Math.floor(index / points.length), index % points.length];
    const [a, b] = [explained[i] as Float64Array, explained[k] as Float64Array];
    let sum = covarianceOf(points[i] as ArrayLike<number>, points[k] as ArrayLike<number>, parameters);
    for (let row = 0; row < a.length; row++) sum -= (a[row] as number) * (b[row] as number);
    return sum;
  });
}

/** ln p(y): how likely the targets are under the parameters (Rasmussen & Williams 2006, equation 5.8). */
export function logLikelihood({ observations, lower, weights }: GaussianProcess): number {
  const size = weights.length;
  let sum = -0.5 * size * Math.log(2 * Math.PI);
  for (let i = 0; i < size; i++) {
    sum -= 0.5 * (observations.targets[i] as number) * (weights[i] as number);
    sum -= Math.log(lower[i * size + i] as number);
  }
  return sum;
}

/**
 * Slope of {@link logLikelihood} by the logarithms [ln s², ln l₁ … ln l_d, ln n²]: ½·tr((ααᵀ − K⁻¹)·∂K/∂θ) (Rasmussen &
 * Williams 2006, equation 5.9).
 */
export function likelihoodGradient({
  observations,
  parameters,
  lower,
  weights,
}: GaussianProcess): Float64Array {
  const { inputs } = observations;
  const { signalVariance, lengthScales, noiseVariance } = parameters;
  const [size, dimensions] = [weights.length, lengthScales.length];
  const inverse = inverseOf(lower, size);
  const gradient = new Float64Array(dimensions + 2);
  for (let i = 0; i < size; i++) {
    const a = inputs[i] as Float64Array;
    const diagonal = (weights[i] as number) ** 2 - (inverse[i * size + i] as number);
    gradient[0] = (gradient[0] as number) + 0.5 * diagonal * signalVariance;
    gradient[dimensions + 1] = (gradient[dimensions + 1] as number) + 0.5 * diagonal * noiseVariance;
    for (let k = 0; k < i; k++) {
      const b = inputs[k] as Float64Array;
      // Each pair stands twice in the trace.
      const part = (weights[i] as number) * (weights[k] as number) - (inverse[i * size + k] as number);
      const r = scaledDistance(a, b, lengthScales);
      gradient[0] = (gradient[0] as number) + part * signalVariance * maternCorrelation(r);
      const slope = part * signalVariance * maternSlope(r);
      for (let j = 0; j < dimensions; j++) {
        const step = ((a[j] as number) - (b[j] as number)) / (lengthScales[j] as number);
        gradient[j + 1] = (gradient[j + 1] as number) + slope * step * step;
      }
    }
  }
  return gradient;
}
