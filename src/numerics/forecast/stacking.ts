import { solvePositive } from '../linear/cholesky.ts';

/** Of so few members every subset can be tried. */
export const MOST_MEMBERS = 12;

/**
 * Weights of forecasters, none below 0, whose mixture misses least what came: stacking (Wolpert, Neural Networks 5, 1992) with
 * Breiman's non-negative least squares (Machine Learning 24, 1996), here with weights that add up to 1, so that a mixture of
 * forecasts of the right size has it too. The best mixture of some members that all count solves P w = 1 up to its size, P being
 * the products of their errors; of all subsets whose solution has no weight below 0, the best is the answer.
 *
 * @param forecasts of moments that no forecaster has learnt from, by forecaster @param came what came then
 * @returns equal weights where no moment has all forecasts
 * @throws RangeError for more than {@link MOST_MEMBERS} forecasters
 */
export function stackingWeights(
  forecasts: readonly ArrayLike<number>[],
  came: ArrayLike<number>,
): Float64Array {
  const members = forecasts.length;
  if (members > MOST_MEMBERS)
    throw new RangeError(`${members} forecasters to be mixed: at most ${MOST_MEMBERS}`);
  let best: Float64Array = new Float64Array(members).fill(1 / members);
  const products = errorProducts(forecasts, came);
  const trace = products.reduce((sum, row, i) => sum + (row[i] ?? 0), 0);
  if (!(trace > 0)) return best;
  let least = squareOf(products, best);
  for (let subset = 1; subset < 2 ** members; subset++) {
    const chosen = Array.from({ length: members }, (_, i) => i).filter((i) => (subset >> i) & 1);
    const weights = mixtureOf(products, chosen, trace);
    const square = weights.some((weight) => weight < 0)
      ? Number.POSITIVE_INFINITY
      : squareOf(products, weights);
    if (square >= least) continue;
    least = square;
    best = weights;
  }
  return best;
}

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

function mixtureOf(
  products: readonly Float64Array[],
  chosen: readonly number[],
  trace: number,
): Float64Array {
  const size = chosen.length;
  const matrix = Float64Array.from({ length: size * size }, (_, at) => {
    const [i, j] = [Math.floor(at / size), at % size];
    const product = products[chosen[i] ?? 0]?.[chosen[j] ?? 0] ?? 0;
    // Members that say the same have no one answer: a hair keeps them apart.
    return i === j ? product + 1e-12 * trace : product;
  });
  const solved = solvePositive(matrix, new Float64Array(size).fill(1), size, 1);
  const sum = solved.reduce((total, weight) => total + weight, 0);
  const weights = new Float64Array(products.length);
  for (const [place, member] of chosen.entries()) weights[member] = (solved[place] ?? 0) / sum;
  return weights;
}

function squareOf(products: readonly Float64Array[], weights: Float64Array): number {
  return products.reduce(
    (sum, row, i) =>
      sum + (weights[i] ?? 0) * row.reduce((along, product, j) => along + product * (weights[j] ?? 0), 0),
    0,
  );
}
