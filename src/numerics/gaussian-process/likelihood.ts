import { covarianceFactor, inverseOf, solveLower, solveUpper } from './factor.ts';
import {
  addTrend,
  checkObservations,
  checkParameters,
  type KernelParameters,
  logLikelihood,
  type Observations,
} from './gaussian-process.ts';
import { ROOT_5 } from './matern.ts';

/** ln p(y), and its slope by [ln s², ln l₁ … ln l_d, ln n²]. */
export interface Likelihood {
  readonly value: number;
  readonly gradient: Float64Array;
}

/** What each pair of observations below the diagonal is to the search: rows of size numbers, but the squares packed. */
interface Pairs {
  readonly size: number;
  readonly dimensions: number;
  /** (a_j − b_j)² of one pair after the other, coordinate by coordinate: it does not change with the parameters. */
  readonly squares: Float64Array;
  readonly correlations: Float64Array;
  /** ∂correlation/∂ln l_j by (a_j − b_j)² / l_j². */
  readonly slopes: Float64Array;
  readonly covariance: Float64Array;
}

/**
 * How likely observations are under parameters (Rasmussen & Williams 2006, equation 5.8), and its slope ½·tr((ααᵀ − K⁻¹)·
 * ∂K/∂θ) (equation 5.9). For a search, which asks some dozens of times: what does not change is worked out once.
 *
 * @throws RangeError where observations are no numbers; the function returned does so where parameters are not positive or
 *   the covariance cannot be factored
 */
export function likelihoodOf(observations: Observations): (parameters: KernelParameters) => Likelihood {
  checkObservations(observations);
  const { inputs, targets } = observations;
  const size = inputs.length;
  const pairs: Pairs = {
    size,
    dimensions: inputs[0]?.length ?? 0,
    squares: squaredSteps(inputs),
    correlations: new Float64Array(size * size),
    slopes: new Float64Array(size * size),
    covariance: new Float64Array(size * size),
  };
  return (parameters) => {
    checkParameters(parameters, inputs[0]?.length ?? parameters.lengthScales.length);
    fillCovariance(pairs, observations, parameters);
    const { lower } = covarianceFactor(pairs.covariance, size);
    const weights = solveUpper(lower, solveLower(lower, targets));
    return {
      value: logLikelihood({ observations, parameters, lower, weights }),
      gradient: gradientOf(pairs, parameters, weights, inverseOf(lower, size)),
    };
  };
}

function squaredSteps(inputs: readonly Float64Array[]): Float64Array {
  const dimensions = inputs[0]?.length ?? 0;
  const squares = new Float64Array((dimensions * inputs.length * (inputs.length - 1)) / 2);
  let at = 0;
  for (const [i, a] of inputs.entries())
    for (let k = 0; k < i; k++) {
      const b = inputs[k] as Float64Array;
      for (let j = 0; j < dimensions; j++) squares[at++] = ((a[j] as number) - (b[j] as number)) ** 2;
    }
  return squares;
}

/** The Matérn part as in `matern.ts`, with one exponential for correlation and slope. */
function fillCovariance(
  { size, dimensions, squares, correlations, slopes, covariance }: Pairs,
  { inputs, noiseVariances }: Observations,
  { signalVariance, lengthScales, noiseVariance, trend }: KernelParameters,
): void {
  const inverseSquares = Float64Array.from(lengthScales, (length) => 1 / (length * length));
  let pair = 0;
  for (let i = 0; i < size; i++) {
    for (let k = 0; k < i; k++) {
      let square = 0;
      for (let j = 0; j < dimensions; j++)
        square += (squares[pair++] as number) * (inverseSquares[j] as number);
      const x = ROOT_5 * Math.sqrt(square);
      const decay = Math.exp(-x);
      const at = i * size + k;
      correlations[at] = (1 + x + (x * x) / 3) * decay;
      slopes[at] = (5 / 3) * (1 + x) * decay;
      covariance[at] = signalVariance * (correlations[at] as number);
    }
    covariance[i * size + i] = signalVariance + noiseVariance + (noiseVariances?.[i] ?? 0);
  }
  if (trend) addTrend(covariance, inputs, trend);
}

function gradientOf(
  { size, dimensions, squares, correlations, slopes }: Pairs,
  { signalVariance, lengthScales, noiseVariance }: KernelParameters,
  weights: Float64Array,
  inverse: Float64Array,
): Float64Array {
  const byLength = new Float64Array(lengthScales.length);
  let [bySignal, byNoise, pair] = [0, 0, 0];
  for (let i = 0; i < size; i++) {
    const weight = weights[i] as number;
    for (let k = 0; k < i; k++) {
      const at = i * size + k;
      // Each pair stands twice in the trace.
      const part = weight * (weights[k] as number) - (inverse[at] as number);
      bySignal += part * (correlations[at] as number);
      const slope = part * (slopes[at] as number);
      for (let j = 0; j < dimensions; j++)
        byLength[j] = (byLength[j] as number) + slope * (squares[pair++] as number);
    }
    byNoise += 0.5 * (weight * weight - (inverse[i * size + i] as number));
  }
  return Float64Array.of(
    signalVariance * (bySignal + byNoise),
    ...byLength.map((each, j) => (signalVariance * each) / (lengthScales[j] as number) ** 2),
    noiseVariance * byNoise,
  );
}
