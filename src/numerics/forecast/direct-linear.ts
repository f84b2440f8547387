import { solvePositive } from '../linear/cholesky.ts';
import { addWindows, noMoments, type WindowMoments } from './window-moments.ts';

/** What a window's values are told relative to. */
export type WindowLevel = 'mean' | 'last';

export interface DirectLinearOptions {
  /** Values that are looked back at. */
  readonly lookBack: number;
  readonly horizon: number;
  readonly level: WindowLevel;
  /** Strengths of the ridge that are tried, in parts of the mean square of a value; a single one is taken untried. */
  readonly ridges: readonly number[];
  /** Share of the windows, the last ones, on which they are compared. */
  readonly heldOut: number;
}

export const DIRECT_LINEAR_DEFAULTS = {
  level: 'mean',
  ridges: [0.001, 0.01, 0.1, 1],
  heldOut: 0.2,
} as const;

/** Weights that turn a window into the values after it. */
export interface DirectLinear {
  readonly lookBack: number;
  readonly horizon: number;
  readonly level: WindowLevel;
  /** The ridge that did best on the windows held out. */
  readonly ridge: number;
  /** Row by row, (lookBack + 1) × horizon; the last row is the constant. */
  readonly weights: Float64Array;
  /** What all values were divided by. */
  readonly scale: number;
}

/**
 * One linear map from the last values to all those ahead, each relative to the window's level: the direct multi-step linear
 * regression that Zeng and others found as good as transformers ("Are transformers effective for time series forecasting?",
 * AAAI 2023), here in closed form with a ridge. All windows of all series are learnt from; the ridge is chosen on the last of
 * them, then everything is learnt from.
 *
 * @throws RangeError where there are too few windows without a gap
 */
export function fitDirectLinear(
  series: readonly ArrayLike<number>[],
  options: DirectLinearOptions,
): DirectLinear {
  const { lookBack, horizon, level, ridges } = options;
  const length = lookBack + horizon;
  const scale = rootMeanSquare(series);
  const scaled = series.map((values) => Float64Array.from(values, (value) => value / scale));
  const all = scaled.reduce((into, values) => addWindows(into, values, 0, values.length), noMoments(length));
  if (all.windows < 2)
    throw new RangeError(`too few values without a gap for windows of ${lookBack} and ${horizon}`);
  const ridge = ridges.length === 1 ? (ridges[0] as number) : ridgeOnLast(scaled, options);
  return { lookBack, horizon, level, ridge, scale, weights: solve(relative(all, options), options, ridge) };
}

/** Of the strengths the one that does best on the last windows after having learnt from those before. */
function ridgeOnLast(series: readonly Float64Array[], options: DirectLinearOptions): number {
  const { lookBack, horizon, ridges, heldOut } = options;
  const length = lookBack + horizon;
  let learnt = noMoments(length);
  let held = noMoments(length);
  for (const values of series) {
    const windows = values.length - length + 1;
    // Windows that reach into those held out would tell of them.
    const begin = Math.ceil(windows * (1 - heldOut));
    learnt = addWindows(learnt, values, 0, begin - horizon);
    held = addWindows(held, values, begin, windows);
  }
  if (learnt.windows < 1 || held.windows < 1)
    throw new RangeError(`too few values without a gap for windows of ${lookBack} and ${horizon}`);
  const [first, second] = [relative(learnt, options), relative(held, options)];
  const errors = ridges.map((ridge) => squaredError(second, options, solve(first, options, ridge)));
  return ridges[errors.indexOf(Math.min(...errors))] ?? 1;
}

/** The values that follow a window of `lookBack` values. @throws RangeError for a window that is shorter or has a gap */
export function directForecast(model: DirectLinear, window: ArrayLike<number>): Float64Array {
  const { lookBack, horizon, weights } = model;
  if (window.length !== lookBack)
    throw new RangeError(`a window of ${window.length} instead of ${lookBack} values`);
  const level = levelOf(window, model.level);
  if (Number.isNaN(level)) throw new RangeError('a window with a missing value');
  const constant = weights.subarray(lookBack * horizon, (lookBack + 1) * horizon);
  const ahead = constant.map((weight) => weight * model.scale + level);
  for (let place = 0; place < lookBack; place++) {
    const value = (window[place] as number) - level;
    for (let step = 0; step < horizon; step++)
      ahead[step] = (ahead[step] as number) + value * (weights[place * horizon + step] as number);
  }
  return ahead;
}

function levelOf(window: ArrayLike<number>, level: WindowLevel): number {
  let sum = 0;
  for (let place = 0; place < window.length; place++) sum += window[place] as number;
  return level === 'last' ? (window[window.length - 1] as number) : sum / window.length;
}

/** Moments of windows each less its level: with ℓ = uᵀx, those of x − 1 ℓ are M − 1 (Mu)ᵀ − (Mu) 1ᵀ + uᵀMu. */
function relative(moments: WindowMoments, { lookBack, level }: DirectLinearOptions): WindowMoments {
  const { length, sums, products } = moments;
  const share = (place: number) =>
    level === 'last' ? Number(place === lookBack - 1) : place < lookBack ? 1 / lookBack : 0;
  const withLevel = new Float64Array(length);
  let sumOfLevels = 0;
  let square = 0;
  for (let i = 0; i < length; i++)
    for (let j = 0; j < lookBack; j++)
      withLevel[i] = (withLevel[i] as number) + (products[i * length + j] as number) * share(j);
  for (let i = 0; i < lookBack; i++) {
    sumOfLevels += (sums[i] as number) * share(i);
    square += (withLevel[i] as number) * share(i);
  }
  const centred = products.map((product, at) => {
    const [i, j] = [Math.floor(at / length), at % length];
    return product - (withLevel[i] as number) - (withLevel[j] as number) + square;
  });
  return { ...moments, sums: sums.map((sum) => sum - sumOfLevels), products: centred };
}

/** (AᵀA + ridge · tr(AᵀA)/n I) W = AᵀB, the constant without a ridge. */
function solve(
  moments: WindowMoments,
  { lookBack, horizon }: DirectLinearOptions,
  ridge: number,
): Float64Array {
  const size = lookBack + 1;
  const matrix = new Float64Array(size * size);
  const right = new Float64Array(size * horizon);
  const { length, products, sums, windows } = moments;
  let trace = 0;
  for (let i = 0; i < lookBack; i++) {
    trace += products[i * length + i] as number;
    for (let j = 0; j < lookBack; j++) matrix[i * size + j] = products[i * length + j] as number;
    matrix[i * size + lookBack] = sums[i] as number;
    matrix[lookBack * size + i] = sums[i] as number;
    for (let step = 0; step < horizon; step++)
      right[i * horizon + step] = products[i * length + lookBack + step] as number;
  }
  // Where all values are the same, what is left of them is rounding.
  const strength = (ridge * Math.max(trace, 0)) / lookBack + 1e-10 * windows;
  for (let i = 0; i < lookBack; i++) matrix[i * size + i] = (matrix[i * size + i] as number) + strength;
  matrix[size * size - 1] = windows * (1 + 1e-9);
  for (let step = 0; step < horizon; step++)
    right[lookBack * horizon + step] = sums[lookBack + step] as number;
  return solvePositive(matrix, right, size, horizon);
}

/** Σ |b − Wᵀa|² over windows, by their moments alone: tr(BᵀB) + tr(Wᵀ(AᵀA W − 2 AᵀB)). */
function squaredError(
  moments: WindowMoments,
  { lookBack, horizon }: DirectLinearOptions,
  weights: Float64Array,
): number {
  const { length, products, sums, windows } = moments;
  const size = lookBack + 1;
  // The constant is an input that is 1 in every window.
  const product = (i: number, j: number) => (i < lookBack ? (products[i * length + j] as number) : sums[j]);
  const inputs = (i: number, j: number) => (j < lookBack ? product(i, j) : i < lookBack ? sums[i] : windows);
  let error = 0;
  for (let target = lookBack; target < length; target++)
    error += products[target * length + target] as number;
  const left = new Float64Array(horizon);
  for (let i = 0; i < size; i++) {
    for (let step = 0; step < horizon; step++) left[step] = -2 * (product(i, lookBack + step) as number);
    for (let j = 0; j < size; j++) {
      const shared = inputs(i, j) as number;
      for (let step = 0; step < horizon; step++)
        left[step] = (left[step] as number) + shared * (weights[j * horizon + step] as number);
    }
    for (let step = 0; step < horizon; step++)
      error += (weights[i * horizon + step] as number) * (left[step] as number);
  }
  return error;
}

function rootMeanSquare(series: readonly ArrayLike<number>[]): number {
  let sum = 0;
  let count = 0;
  for (const values of series)
    for (let at = 0; at < values.length; at++) {
      const value = values[at] ?? Number.NaN;
      if (Number.isNaN(value)) continue;
      sum += value * value;
      count += 1;
    }
  return sum > 0 ? Math.sqrt(sum / count) : 1;
}
