import type { Columns } from '../trees/regression-tree.ts';
import { type CovariateScale, covariateScale, scaledCovariates } from './covariate-scale.ts';
import type { LifetimeLaw } from './lifetime-law.ts';
import type { Surroundings } from './newton-ascent.ts';
import { checkRows } from './survival-rows.ts';

/** Lifetimes, maybe censored at their end, with what may stretch them. */
export interface LifetimeRows {
  /** Above 0, any unit. */
  readonly stop: ArrayLike<number>;
  /** 1 where the event came at `stop`, 0 where the row is censored there. */
  readonly event: ArrayLike<number>;
  readonly weight?: ArrayLike<number> | undefined;
  /** Columns of finite numbers, one a covariate. */
  readonly covariates: Columns;
}

/** Lifetimes in units in which a step of 1 is a large one. */
export interface WorkingRows {
  /** y = (log t − middle) / unit. */
  readonly y: Float64Array;
  readonly middle: number;
  readonly unit: number;
  readonly event: Float64Array;
  readonly weight: Float64Array;
  /** Row by row: 1, then the scaled covariates. */
  readonly design: Float64Array;
  readonly width: number;
  readonly scale: CovariateScale;
  /** What y's log-likelihood is above that of t. */
  readonly excess: number;
}

/**
 * @param hasUnit is the spread of log t to be the unit? Not where σ is fixed
 * @throws RangeError for rows that cannot be used, or without any event
 */
export function workingRows(rows: LifetimeRows, hasUnit: boolean): WorkingRows {
  checkRows({ stop: rows.stop, event: rows.event, weight: rows.weight });
  const event = Float64Array.from(rows.event);
  const logTimes = Float64Array.from(rows.stop, Math.log);
  const bad = logTimes.findIndex((each) => !Number.isFinite(each));
  if (bad >= 0) throw new RangeError(`the lifetime of row ${bad} is ${rows.stop[bad]}, not above 0`);
  if (!event.includes(1)) throw new RangeError('no event came: there is nothing to learn from');
  const weight = rows.weight ? Float64Array.from(rows.weight) : new Float64Array(event.length).fill(1);
  const scale = covariateScale(rows.covariates, event.length);
  const scaled = scaledCovariates(
    rows.covariates,
    scale,
    event.map((_, row) => row),
  );
  const width = rows.covariates.length + 1;
  const design = new Float64Array(event.length * width);
  for (let row = 0; row < event.length; row++) {
    design[row * width] = 1;
    for (let i = 1; i < width; i++) design[row * width + i] = scaled[row * (width - 1) + i - 1] as number;
  }
  const ofTime = covariateScale([logTimes], event.length);
  const [middle, unit] = hasUnit ? [ofTime.mean[0] as number, ofTime.deviation[0] as number] : [0, 1];
  const excess = logTimes.reduce(
    (sum, each, row) => sum + (event[row] as number) * (weight[row] as number) * (each + Math.log(unit)),
    0,
  );
  const y = logTimes.map((each) => (each - middle) / unit);
  return { y, middle, unit, event, weight, design, width, scale, excess };
}

/**
 * Log-likelihood of y with z = a · y − x·b, in the parameters (b, a), or b alone where σ is fixed and a is 1. Of fewer parameters than
 * covariates the first ones count.
 */
export function acceleratedLikelihood(
  { y, event, weight, design, width }: WorkingRows,
  law: LifetimeLaw,
  point: Float64Array,
): Surroundings {
  const size = point.length;
  const own = law.isScaleFixed ? size : size - 1;
  const a = law.isScaleFixed ? 1 : (point[own] as number);
  let value = a > 0 ? 0 : Number.NaN;
  const gradient = new Float64Array(size);
  const information = new Float64Array(size * size);
  const slope = new Float64Array(size);
  for (let row = 0; row < y.length; row++) {
    let z = a * (y[row] as number);
    for (let i = 0; i < own; i++) {
      slope[i] = -(design[row * width + i] as number);
      z += (slope[i] as number) * (point[i] as number);
    }
    if (own < size) slope[own] = y[row] as number;
    const isEvent = event[row] === 1;
    const share = weight[row] as number;
    const log = isEvent ? law.density(z) : law.tail(z);
    value += share * log.value;
    for (let i = 0; i < size; i++) {
      gradient[i] = (gradient[i] as number) + share * log.slope * (slope[i] as number);
      for (let j = 0; j <= i; j++)
        information[i * size + j] =
          (information[i * size + j] as number) -
          share * log.curvature * (slope[i] as number) * (slope[j] as number);
    }
    if (own === size || !isEvent) continue;
    value += share * Math.log(a);
    gradient[own] = (gradient[own] as number) + share / a;
    information[own * size + own] = (information[own * size + own] as number) + share / (a * a);
  }
  for (let i = 0; i < size; i++)
    for (let j = 0; j < i; j++) information[j * size + i] = information[i * size + j] as number;
  return { value, gradient, information };
}

/** Where all laws are finite: no covariate counts, σ is the spread of log t, and the hazard is events per time. */
export function acceleratedStart(
  { y, event, weight }: WorkingRows,
  law: LifetimeLaw,
  covariates: number,
): Float64Array {
  const start = new Float64Array(covariates + (law.isScaleFixed ? 1 : 2));
  if (!law.isScaleFixed) start[covariates + 1] = 1;
  const events = event.reduce((sum, each, row) => sum + each * (weight[row] as number), 0);
  const most = y.reduce((greatest, each) => Math.max(greatest, each), Number.NEGATIVE_INFINITY);
  const time = y.reduce((sum, each, row) => sum + (weight[row] as number) * Math.exp(each - most), 0);
  start[0] = most + Math.log(time / events);
  return start;
}
