import {
  acceleratedLikelihood,
  acceleratedStart,
  type LifetimeRows,
  type WorkingRows,
  workingRows,
} from './accelerated-likelihood.ts';
import { positiveInverse } from './inverse.ts';
import { LIFETIME_LAWS, type LifetimeLaw, type LifetimeLawName } from './lifetime-law.ts';
import { movingParameters, newtonAscent } from './newton-ascent.ts';

/** log T = β₀ + xβ + σ W. */
export interface AcceleratedLife {
  readonly law: LifetimeLawName;
  /** β₀ first, then one a covariate: one more of it makes life exp(β) times as long. */
  readonly coefficients: Float64Array;
  /** σ. Of the Weibull law it is 1 / shape. */
  readonly sigma: number;
  /** Of the coefficients and, unless σ is fixed, of log σ as the last; row by row. */
  readonly covariance: Float64Array;
  readonly logLikelihood: number;
  /** Of the best model without covariates. */
  readonly logLikelihoodWithout: number;
}

/** The data have no best value for a parameter: a group never had an event, or all lifetimes are alike. */
export class UnboundedParameter extends RangeError {
  override readonly name = 'UnboundedParameter';
  /** Its place among the coefficients; past them it is σ. */
  readonly parameter: number;

  constructor(parameter: number) {
    super(`parameter ${parameter} has no best value in these data: it grows or shrinks without end`);
    this.parameter = parameter;
  }
}

/**
 * Accelerated failure times by maximum likelihood (Kalbfleisch & Prentice, The Statistical Analysis of Failure Time Data, 2nd edition,
 * chapter 3). Agrees with R's survreg: coefficients and σ to 1e-4 relative, errors to 1e-3. It is looked for as (β/σ, 1/σ), in
 * which the likelihood is concave (Burridge, JRSS B 43, 1981), so that there is one summit, and Newton's steps reach it.
 *
 * @throws RangeError for rows that cannot be used, or without any event
 * @throws UnidentifiedParameter for a covariate that others tell or that never changes
 * @throws UnboundedParameter where the best value lies at infinity
 * @example acceleratedLife({ stop: [3, 5, 9], event: [1, 1, 0], covariates: [] }, 'weibull').sigma
 */
export function acceleratedLife(rows: LifetimeRows, lawName: LifetimeLawName): AcceleratedLife {
  const law = LIFETIME_LAWS[lawName];
  const working = workingRows(rows, !law.isScaleFixed);
  const summitOf = (covariates: number) =>
    newtonAscent(
      (point) => acceleratedLikelihood(working, law, point),
      acceleratedStart(working, law, covariates),
    );
  const { point, around, step } = summitOf(rows.covariates.length);
  const given = givenParameters(working, law, point);
  const jacobian = jacobianOf(working, law, point, given);
  requireBounded(working, given, transformed(jacobian, step));
  return {
    law: lawName,
    coefficients: given.coefficients,
    sigma: given.sigma,
    covariance: sandwich(jacobian, positiveInverse(around.information, point.length), point.length),
    logLikelihood: around.value - working.excess,
    logLikelihoodWithout: summitOf(0).around.value - working.excess,
  };
}

type GivenParameters = Pick<AcceleratedLife, 'coefficients' | 'sigma'>;

/** From (b, a) of the working rows to β and σ of those that were given. */
function givenParameters(
  { unit, middle, scale, width }: WorkingRows,
  law: LifetimeLaw,
  point: Float64Array,
): GivenParameters {
  const sigma = unit / (law.isScaleFixed ? 1 : (point[width] as number));
  const coefficients = point.slice(0, width).map((each, i) => (each * sigma) / (scale.deviation[i - 1] ?? 1));
  let shift = middle;
  for (let i = 1; i < width; i++) shift -= (coefficients[i] as number) * (scale.mean[i - 1] as number);
  coefficients[0] = (coefficients[0] as number) + shift;
  return { coefficients, sigma };
}

/** By how much each given parameter (log σ as the last) moves with each working one; row by row. */
function jacobianOf(
  { middle, scale, width }: WorkingRows,
  law: LifetimeLaw,
  point: Float64Array,
  { coefficients, sigma }: GivenParameters,
): Float64Array {
  const size = point.length;
  const a = point[width] ?? 1;
  const jacobian = new Float64Array(size * size);
  jacobian[0] = sigma;
  for (let i = 1; i < width; i++) {
    const deviation = scale.deviation[i - 1] as number;
    jacobian[i * size + i] = sigma / deviation;
    jacobian[i] = (-(scale.mean[i - 1] as number) * sigma) / deviation;
  }
  if (law.isScaleFixed) return jacobian;
  for (let i = 0; i < width; i++)
    jacobian[i * size + width] = -((coefficients[i] as number) - (i === 0 ? middle : 0)) / a;
  jacobian[width * size + width] = -1 / a;
  return jacobian;
}

/** The intercept is left out: it moves with the covariates that do. */
function requireBounded(
  { scale }: WorkingRows,
  { coefficients, sigma }: GivenParameters,
  change: Float64Array,
): void {
  const inUnits = change.map((each, i) => {
    if (i === 0) return 0;
    return i < coefficients.length ? (each * (scale.deviation[i - 1] as number)) / sigma : each;
  });
  const [first] = movingParameters(inUnits);
  if (first !== undefined) throw new UnboundedParameter(first);
}

function transformed(matrix: Float64Array, vector: Float64Array): Float64Array {
  return vector.map((_, i) =>
    vector.reduce((sum, each, j) => sum + (matrix[i * vector.length + j] as number) * each, 0),
  );
}

/** J V Jᵀ. */
function sandwich(outer: Float64Array, inner: Float64Array, size: number): Float64Array {
  const rows = [...Array(size).keys()].map((i) => transformed(inner, outer.slice(i * size, (i + 1) * size)));
  return Float64Array.from(rows.flatMap((row) => [...transformed(outer, row)]));
}
