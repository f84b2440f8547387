import { type ClusterOf, clusteredCovariance } from './clustered-covariance.ts';
import type { CovariateScale } from './covariate-scale.ts';
import { type CoxBaseline, coxBaselines } from './cox-baseline.ts';
import { coxResiduals } from './cox-residuals.ts';
import { type CoxRows, orderedCoxRows } from './cox-rows.ts';
import { positiveInverse, quadraticForm } from './inverse.ts';
import { movingParameters, newtonAscent, type Surroundings } from './newton-ascent.ts';
import { type OrderedRows, partialLikelihood } from './partial-likelihood.ts';
import type { Ties } from './tied-events.ts';

export interface CoxOptions {
  readonly ties: Ties;
  /**
   * θ ≥ 0 of the penalty θ/2 · Σ β²; 0 for none. lifelines' `penalizer` p is θ = rows · p. As a prior: coefficients are normal
   * around 0 with variance 1/θ.
   */
  readonly ridge: number;
  /** Is the penalty on β times the covariate's standard deviation, as R's `ridge()` has it by itself? Else on β. */
  readonly ridgeScaled: boolean;
  /** Rows of one machine, by a number each, that are no witnesses of their own (for the robust errors); each row its own by itself. */
  readonly cluster?: ClusterOf | undefined;
}

/** Of R's coxph, with its ridge() of 0.1, which keeps a coefficient finite where the data alone would not. */
export const COX_DEFAULTS: CoxOptions = { ties: 'efron', ridge: 0.1, ridgeScaled: true };

/** Is any coefficient other than 0? χ² with `degrees` of freedom. */
export interface CoefficientTest {
  readonly statistic: number;
  readonly degrees: number;
}

export interface CoxModel {
  readonly ties: Ties;
  /** Log hazard ratio for one more of each covariate. */
  readonly coefficients: Float64Array;
  /** Inverse of the (penalised) information, row by row. Infinity for a coefficient that is unbounded. */
  readonly covariance: Float64Array;
  /** Sandwich of it (Lin & Wei, JASA 84, 1989), which holds where hazards are not proportional or rows hang together. */
  readonly robustCovariance: Float64Array;
  /** Covariates whose coefficient grew without end: they tell who dies first without one mistake, so none of the figures that follow is near. */
  readonly unbounded: readonly number[];
  readonly logLikelihoodAtZero: number;
  /** At the coefficients, without the penalty. */
  readonly logLikelihood: number;
  readonly penalisedLogLikelihood: number;
  readonly likelihoodRatio: CoefficientTest;
  readonly wald: CoefficientTest;
  readonly score: CoefficientTest;
  /** What covariates were brought to before the baselines were told. */
  readonly scale: CovariateScale;
  /** One a stratum, in rising order of their names. */
  readonly baselines: readonly CoxBaseline[];
}

/**
 * Cox's proportional hazards: h(t | x) = h₀(t) · exp(xβ) (Cox, JRSS B 34, 1972). Agrees with R survival 3.5-3: coefficients
 * to 1e-5, errors to 1e-4 relative, the log-likelihood to 1e-5. Sorted once, a step of Newton's costs rows · covariates².
 *
 * A coefficient may have no finite best value: all who have a trait died before all who have not (monotone likelihood: Heinze &
 * Schemper, Biometrics 57, 2001). Without a ridge it is then told as unbounded, with a variance of Infinity.
 *
 * @throws RangeError for rows that cannot be used, or without any event
 * @throws UnidentifiedParameter without a ridge, for a covariate that others tell or that never changes among those at risk
 * @example coxRegression({ stop: weeks, event: arrested, covariates: [age, prior] }).coefficients
 */
export function coxRegression(rows: CoxRows, options: CoxOptions = COX_DEFAULTS): CoxModel {
  const { ties, ridge } = options;
  if (!(ridge >= 0 && ridge < Number.POSITIVE_INFINITY)) throw new RangeError(`a ridge of ${ridge}`);
  const ordered = orderedCoxRows(rows);
  const { scale, width } = ordered;
  const penalty = scale.deviation.map((deviation) => (options.ridgeScaled ? ridge : ridge / deviation ** 2));
  const bare = (point: Float64Array) => partialLikelihood(ordered, point, ties);
  const zero = new Float64Array(width);
  const atZero = penalised(bare(zero), zero, penalty);
  const { point, around, step } = newtonAscent((at) => penalised(bare(at), at, penalty), zero);
  const unbounded = movingParameters(step);
  const penalties = 0.5 * quadratic(penalty, point);
  const covariance = boundedInverse(around.information, width, unbounded);
  // Each parameter counts as much as it is free of its penalty (Gray, JASA 87, 1992).
  const degrees = penalty.reduce(
    (sum, each, i) => sum - each * finite(covariance[i * width + i] as number),
    width,
  );
  const logLikelihood = around.value + penalties;
  return {
    ties,
    coefficients: point.map((each, i) => each / (scale.deviation[i] as number)),
    covariance: unscaled(covariance, scale),
    robustCovariance: unscaled(robust(ordered, point, ties, covariance, options.cluster), scale),
    unbounded,
    logLikelihoodAtZero: atZero.value,
    logLikelihood,
    penalisedLogLikelihood: around.value,
    likelihoodRatio: { statistic: 2 * (logLikelihood - atZero.value), degrees },
    wald: { statistic: quadraticForm(around.information, point), degrees },
    score: { statistic: quadraticForm(positiveInverse(atZero.information, width), atZero.gradient), degrees },
    scale,
    baselines: coxBaselines(ordered, point, ties, strataOf(ordered, rows)),
  };
}

/** xβ of each row, with covariates as they were given; an offset is left out. */
export function linearPredictors(
  { coefficients }: CoxModel,
  covariates: CoxRows['covariates'],
): Float64Array {
  return Float64Array.from({ length: covariates[0]?.length ?? 0 }, (_, row) =>
    coefficients.reduce((sum, each, feature) => sum + each * (covariates[feature]?.[row] as number), 0),
  );
}

function penalised({ value, gradient, information }: Surroundings, at: Float64Array, penalty: Float64Array) {
  const size = at.length;
  const curved = information.slice();
  for (let i = 0; i < size; i++)
    curved[i * size + i] = (curved[i * size + i] as number) + (penalty[i] as number);
  return {
    value: value - 0.5 * quadratic(penalty, at),
    gradient: gradient.map((each, i) => each - (penalty[i] as number) * (at[i] as number)),
    information: curved,
  };
}

function quadratic(penalty: Float64Array, point: Float64Array): number {
  return penalty.reduce((sum, each, i) => sum + each * (point[i] as number) ** 2, 0);
}

/** Of the coefficients that have a summit, as if those that have none had reached theirs; Infinity for these. */
function boundedInverse(information: Float64Array, size: number, unbounded: readonly number[]): Float64Array {
  const kept = [...Array(size).keys()].filter((i) => !unbounded.includes(i));
  const part = Float64Array.from(kept.flatMap((i) => kept.map((j) => information[i * size + j] as number)));
  const inverse = positiveInverse(part, kept.length);
  const whole = new Float64Array(size * size);
  for (const i of unbounded) whole[i * size + i] = Number.POSITIVE_INFINITY;
  for (const [a, i] of kept.entries())
    for (const [b, j] of kept.entries()) whole[i * size + j] = inverse[a * kept.length + b] as number;
  return whole;
}

function robust(
  ordered: OrderedRows,
  point: Float64Array,
  ties: Ties,
  covariance: Float64Array,
  cluster: ClusterOf | undefined,
): Float64Array {
  const { score } = coxResiduals(ordered, point, ties);
  return clusteredCovariance(score, ordered.order, covariance, cluster);
}

/** From scaled covariates back to those that were given. */
function unscaled(covariance: Float64Array, { deviation }: CovariateScale): Float64Array {
  const size = deviation.length;
  return covariance.map(
    (each, at) => each / ((deviation[Math.floor(at / size)] as number) * (deviation[at % size] as number)),
  );
}

function strataOf({ order }: OrderedRows, { stratum }: CoxRows): readonly number[] {
  return order.strataEnds.map((end) => stratum?.[order.row[end - 1] as number] ?? 0);
}

function finite(variance: number): number {
  return Number.isFinite(variance) ? variance : 0;
}
