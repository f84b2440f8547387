/**
 * Weights of forecasters, none below 0, whose mixture misses least what came: stacking (Wolpert, Neural Networks 5, 1992) with
 * Breiman's non-negative least squares (Machine Learning 24, 1996), here with weights that add up to 1, so that a mixture of
 * forecasts of the right size has it too. Found by projected gradient descent along the simplex (Duchi and others, ICML 2008),
 * which the problem's convexity lets end at the best.
 *
 * @param forecasts of moments that no forecaster has learnt from, by forecaster @param came what came then
 * @returns equal weights where no moment has all forecasts
 */
export function stackingWeights(
  forecasts: readonly ArrayLike<number>[],
  came: ArrayLike<number>,
): Float64Array {
  const members = forecasts.length;
  const weights = new Float64Array(members).fill(1 / members);
  const products = errorProducts(forecasts, came);
  const greatest = products.reduce((most, row, i) => Math.max(most, row[i] ?? 0), 0) * members;
  if (!(greatest > 0)) return weights;
  for (let step = 0; step < MOST_STEPS; step++) {
    const slopes = products.map((row) =>
      row.reduce((sum, product, j) => sum + product * (weights[j] ?? 0), 0),
    );
    const next = onSimplex(weights.map((weight, i) => weight - (slopes[i] ?? 0) / greatest));
    const moved = next.reduce((sum, weight, i) => sum + Math.abs(weight - (weights[i] ?? 0)), 0);
    weights.set(next);
    if (moved < 1e-10) break;
  }
  return weights;
}

const MOST_STEPS = 20_000;

/** Σ eᵢ eⱼ over moments at which nothing is missing: with weights that add up to 1 the mixture's error is that of the errors. */
function errorProducts(
  forecasts: readonly ArrayLike<number>[],
  came: ArrayLike<number>,
): readonly Float64Array[] {
  const products = forecasts.map(() => new Float64Array(forecasts.length));
  for (let at = 0; at < came.length; at++) {
    const errors = forecasts.map((said) => (said[at] ?? Number.NaN) - (came[at] ?? Number.NaN));
    if (errors.some(Number.isNaN)) continue;
    for (const [i, row] of products.entries())
      for (let j = 0; j < row.length; j++) row[j] = (row[j] ?? 0) + (errors[i] ?? 0) * (errors[j] ?? 0);
  }
  return products;
}

/** The nearest point whose parts are not below 0 and add up to 1. */
function onSimplex(point: Float64Array): Float64Array {
  const descending = point.slice().sort().reverse();
  let sum = 0;
  let shift = 0;
  for (const [place, value] of descending.entries()) {
    sum += value;
    const candidate = (sum - 1) / (place + 1);
    if (value > candidate) shift = candidate;
  }
  return point.map((value) => Math.max(value - shift, 0));
}
