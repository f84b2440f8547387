import { solvePositive } from '../linear/cholesky.ts';
import { addWindows, noMoments } from './window-moments.ts';

/** Each value by those before it: xₜ = c + Σ φₖ xₜ₋ₖ. */
export interface Autoregression {
  readonly constant: number;
  /** φ₁ first. */
  readonly coefficients: Float64Array;
}

/**
 * The order of autoregression, up to a greatest one, with the least AIC corrected for few values (Hurvich & Tsai, Biometrika 76,
 * 1989), fitted by least squares over all stretches without a gap.
 * @throws RangeError where there are too few values
 */
export function fitAutoregression(past: ArrayLike<number>, greatestOrder: number): Autoregression {
  const length = greatestOrder + 1;
  const moments = addWindows(noMoments(length), past, 0, past.length);
  if (moments.windows < 2 * length)
    throw new RangeError(`too few values for ${greatestOrder} of them as inputs`);
  let best: { readonly criterion: number; readonly fit: Autoregression } | undefined;
  for (let order = 0; order <= greatestOrder; order++) {
    const { fit, meanSquare } = fitted(moments, order);
    const n = moments.windows;
    const k = order + 2;
    const criterion = n * Math.log(meanSquare) + 2 * k + (2 * k * (k + 1)) / (n - k - 1);
    if (!best || criterion < best.criterion) best = { criterion, fit };
  }
  if (!best) throw new RangeError('an order below 0');
  return best.fit;
}

/** Step by step, each forecast being an input of the next. Missing values at the end are taken as the mean. */
export function autoregressiveForecast(
  { constant, coefficients }: Autoregression,
  past: ArrayLike<number>,
  horizon: number,
): Float64Array {
  const sum = coefficients.reduce((total, each) => total + each, 0);
  const mean = Math.abs(1 - sum) > 1e-9 ? constant / (1 - sum) : constant;
  const known = Array.from({ length: coefficients.length }, (_, k) => {
    const value = past[past.length - 1 - k] ?? Number.NaN;
    return Number.isNaN(value) ? mean : value;
  });
  return Float64Array.from({ length: horizon }, () => {
    const next = coefficients.reduce((total, each, k) => total + each * (known[k] ?? 0), constant);
    known.unshift(next);
    known.pop();
    return next;
  });
}

function fitted({ length, windows, sums, products }: ReturnType<typeof noMoments>, order: number) {
  const size = order + 1;
  const target = length - 1;
  const matrix = new Float64Array(size * size);
  const right = new Float64Array(size);
  const place = (k: number) => target - 1 - k;
  let trace = 0;
  for (let i = 0; i < order; i++) trace += products[place(i) * length + place(i)] as number;
  for (let i = 0; i < order; i++) {
    for (let j = 0; j < order; j++) matrix[i * size + j] = products[place(i) * length + place(j)] as number;
    // A hair of a ridge: a series that is the same throughout has no one answer.
    matrix[i * size + i] = (matrix[i * size + i] as number) + (1e-10 * trace) / order + Number.MIN_VALUE;
    matrix[order * size + i] = sums[place(i)] as number;
    right[i] = products[place(i) * length + target] as number;
  }
  matrix[size * size - 1] = windows * (1 + 1e-9);
  right[order] = sums[target] as number;
  const solved = solvePositive(matrix, right, size, 1);
  const explained = solved.reduce((sum, weight, i) => sum + weight * (right[i] as number), 0);
  const square = (products[target * length + target] as number) - explained;
  return {
    fit: { constant: solved[order] as number, coefficients: solved.slice(0, order) },
    meanSquare: Math.max(square / windows, Number.MIN_VALUE),
  };
}
