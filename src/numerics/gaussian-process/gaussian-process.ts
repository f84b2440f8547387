import { dotOfSpans } from '../linear/dot.ts';
import { solveRows } from '../linear/triangular-rows.ts';
import { covarianceFactor, solveLower, solveUpper } from './factor.ts';
import { maternCorrelation, ROOT_5, scaledDistance } from './matern.ts';

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
  const { inputs, targets, noiseVariances } = observations;
  checkObservations(observations);
  checkParameters(parameters, inputs[0]?.length ?? parameters.lengthScales.length);
  const { signalVariance, lengthScales, noiseVariance, trend } = parameters;
  const size = inputs.length;
  const covariance = new Float64Array(size * size);
  for (const [i, a] of inputs.entries()) {
    for (let k = 0; k < i; k++) {
      const r = scaledDistance(a, inputs[k] as Float64Array, lengthScales);
      covariance[i * size + k] = signalVariance * maternCorrelation(r);
    }
    covariance[i * size + i] = signalVariance + noiseVariance + (noiseVariances?.[i] ?? 0);
  }
  if (trend) addTrend(covariance, inputs, trend);
  const { lower } = covarianceFactor(covariance, size);
  return { observations, parameters, lower, weights: solveUpper(lower, solveLower(lower, targets)) };
}

/** @throws RangeError where there are not as many targets as inputs, or one is no number */
export function checkObservations({ inputs, targets }: Observations): void {
  if (inputs.length !== targets.length) throw new RangeError('each input wants a target');
  inputs.forEach((input, row) => {
    if (input.length !== inputs[0]?.length || !input.every(Number.isFinite) || !Number.isFinite(targets[row]))
      throw new RangeError(`observation ${row} has a coordinate or a target that is no number`);
  });
}

/** @throws RangeError where a variance or a length scale is not positive, or there is not one scale for each coordinate */
export function checkParameters(
  { signalVariance, lengthScales, noiseVariance }: KernelParameters,
  dimensions: number,
): void {
  const positive = [signalVariance, ...Array.from(lengthScales)];
  if (!positive.every((each) => each > 0) || !(noiseVariance >= 0))
    throw new RangeError('a Gaussian process wants a positive signal variance and positive length scales');
  if (lengthScales.length !== dimensions)
    throw new RangeError(`${dimensions} coordinates, but ${lengthScales.length} length scales`);
}

/** k(a, b) without noise. */
export function covarianceOf(
  a: ArrayLike<number>,
  b: ArrayLike<number>,
  { signalVariance, lengthScales, trend }: KernelParameters,
): number {
  const covariance = signalVariance * maternCorrelation(scaledDistance(a, b, lengthScales));
  return trend ? covariance + trendProduct(trend.basis(a), trend.basis(b), trend) : covariance;
}

/** Adds a trend's covariance to a lower triangle, row by row. */
export function addTrend(covariance: Float64Array, inputs: readonly Float64Array[], trend: Trend): void {
  const bases = inputs.map((input) => trend.basis(input));
  for (const [i, a] of bases.entries())
    for (let k = 0; k <= i; k++) {
      const at = i * bases.length + k;
      covariance[at] = (covariance[at] as number) + trendProduct(a, bases[k] as ArrayLike<number>, trend);
    }
}

/** Σ v_j·a_j·b_j of two points' bases. */
function trendProduct(a: ArrayLike<number>, b: ArrayLike<number>, { variances }: Trend): number {
  let sum = 0;
  for (let j = 0; j < variances.length; j++)
    sum += (variances[j] as number) * (a[j] as number) * (b[j] as number);
  return sum;
}

/** The posterior at one point. Variance is that of the quantity; a new measurement has the noise on top. */
export function beliefAt(process: GaussianProcess, point: ArrayLike<number>): Belief {
  return beliefsAt(process, [point])[0] as Belief;
}

/** So many points are asked for together: what they need stays near the processor. */
const AT_ONCE = 64;

/** The posterior at each of many points, several times as quick as one by one. */
export function beliefsAt(process: GaussianProcess, points: readonly ArrayLike<number>[]): readonly Belief[] {
  const { parameters, lower, weights } = process;
  const size = weights.length;
  const across = new Float64Array(Math.min(AT_ONCE, points.length) * size);
  const fill = rowFiller(process);
  const beliefs: Belief[] = [];
  for (let from = 0; from < points.length; from += AT_ONCE) {
    const asked = points.slice(from, from + AT_ONCE);
    for (const [row, point] of asked.entries()) fill(point, across, row * size);
    const means = asked.map((_, row) => dotOfSpans(across, row * size, weights, 0, size));
    solveRows(lower, size, across, { fromRow: 0, toRow: asked.length, start: 0, end: size });
    asked.forEach((point, row) => {
      const explained = dotOfSpans(across, row * size, across, row * size, size);
      const variance = Math.max(0, covarianceOf(point, point, parameters) - explained);
      beliefs.push({ mean: means[row] as number, variance });
    });
  }
  return beliefs;
}

/** Writes a point's covariance with every observation as a row. */
function rowFiller({
  observations: { inputs },
  parameters: { signalVariance, lengthScales, trend },
}: GaussianProcess): (point: ArrayLike<number>, rows: Float64Array, from: number) => void {
  const dimensions = lengthScales.length;
  const inverses = Float64Array.from(lengthScales, (length) => 1 / length);
  const scaled = new Float64Array(inputs.length * dimensions);
  for (const [i, input] of inputs.entries())
    for (let j = 0; j < dimensions; j++)
      scaled[i * dimensions + j] = (input[j] as number) * (inverses[j] as number);
  const own = new Float64Array(dimensions);
  const bases = trend && inputs.map((input) => trend.basis(input));
  return (point, rows, from) => {
    for (let j = 0; j < dimensions; j++) own[j] = (point[j] as number) * (inverses[j] as number);
    let at = 0;
    for (let i = 0; i < inputs.length; i++) {
      let square = 0;
      for (let j = 0; j < dimensions; j++) {
        const step = (own[j] as number) - (scaled[at++] as number);
        square += step * step;
      }
      // As maternCorrelation, written out: called for every pair of point and observation.
      const x = ROOT_5 * Math.sqrt(square);
      rows[from + i] = signalVariance * (1 + x + (x * x) / 3) * Math.exp(-x);
    }
    if (!trend || !bases) return;
    const basis = trend.basis(point);
    for (const [i, other] of bases.entries())
      rows[from + i] = (rows[from + i] as number) + trendProduct(basis, other, trend);
  };
}

/** The posterior covariance of the quantity between points, row by row. */
export function jointCovariance(
  process: GaussianProcess,
  points: readonly ArrayLike<number>[],
): Float64Array {
  const { parameters, lower, weights } = process;
  const [size, count] = [weights.length, points.length];
  const explained = new Float64Array(count * size);
  const fill = rowFiller(process);
  for (const [row, point] of points.entries()) fill(point, explained, row * size);
  solveRows(lower, size, explained, { fromRow: 0, toRow: count, start: 0, end: size });
  const covariance = new Float64Array(count * count);
  for (const [i, a] of points.entries())
    for (let k = 0; k <= i; k++) {
      const known = dotOfSpans(explained, i * size, explained, k * size, size);
      const left = covarianceOf(a, points[k] as ArrayLike<number>, parameters) - known;
      covariance[i * count + k] = left;
      covariance[k * count + i] = left;
    }
  return covariance;
}

/**
 * The process with one more observation, in O(n²): its factor grows by a row (Rasmussen & Williams 2006, section A.4).
 *
 * @param noiseVariance of this target beside the common noise
 */
export function extended(
  process: GaussianProcess,
  input: Float64Array,
  target: number,
  noiseVariance = 0,
): GaussianProcess {
  const { observations, parameters, lower } = process;
  const size = observations.inputs.length;
  const known: Observations = {
    inputs: [...observations.inputs, input],
    targets: [...Array.from(observations.targets), target],
    noiseVariances: Float64Array.from({ length: size + 1 }, (_, i) =>
      i === size ? noiseVariance : (observations.noiseVariances?.[i] ?? 0),
    ),
  };
  const across = new Float64Array(size);
  rowFiller(process)(input, across, 0);
  const row = solveLower(lower, across);
  const own = covarianceOf(input, input, parameters) + parameters.noiseVariance + noiseVariance;
  const left = own - dotOfSpans(row, 0, row, 0, size);
  // What is known already but for rounding wants all of it factored anew, with something on the diagonal.
  if (!(left > 1e-10 * own)) return conditioned(known, parameters);
  const grown = new Float64Array((size + 1) ** 2);
  for (let i = 0; i < size; i++) grown.set(lower.subarray(i * size, i * size + i + 1), i * (size + 1));
  grown.set(row, size * (size + 1));
  grown[grown.length - 1] = Math.sqrt(left);
  const weights = solveUpper(grown, solveLower(grown, known.targets));
  return { observations: known, parameters, lower: grown, weights };
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
