import { cholesky } from '../linear/cholesky.ts';
import { dotOfSpans } from '../linear/dot.ts';
import { tileProducts } from '../linear/tile-products.ts';
import { solveRows } from '../linear/triangular-rows.ts';

/** A covariance's Cholesky factor and what was added to its diagonal so that there is one. */
export interface CovarianceFactor {
  /** L, row by row, size × size; its upper triangle is 0. */
  readonly lower: Float64Array;
  readonly jitter: number;
}

/** Parts of the mean variance that are tried on the diagonal, in turn: two equal points without noise need one. */
const JITTERS: readonly number[] = [0, 1e-12, 1e-10, 1e-8, 1e-6, 1e-4];

/**
 * L with L Lᵀ = A + jitter·I, the jitter as small as will do.
 *
 * @throws RangeError where not even a ten-thousandth of its mean variance makes A positive definite
 */
export function covarianceFactor(covariance: Float64Array, size: number): CovarianceFactor {
  let trace = 0;
  for (let i = 0; i < size; i++) trace += covariance[i * size + i] as number;
  let failure: unknown;
  for (const part of JITTERS) {
    const jitter = (part * trace) / Math.max(1, size);
    try {
      return { lower: cholesky(raised(covariance, size, jitter), size), jitter };
    } catch (error) {
      failure = error;
    }
  }
  throw failure;
}

function raised(covariance: Float64Array, size: number, jitter: number): Float64Array {
  if (jitter === 0) return covariance;
  const higher = covariance.slice();
  for (let i = 0; i < size; i++) higher[i * size + i] = (higher[i * size + i] as number) + jitter;
  return higher;
}

/** x with L x = b, by forward substitution. */
export function solveLower(lower: Float64Array, right: ArrayLike<number>): Float64Array {
  const size = right.length;
  const solved = new Float64Array(size);
  for (let i = 0; i < size; i++) {
    const sum = (right[i] as number) - dotOfSpans(lower, i * size, solved, 0, i);
    solved[i] = sum / (lower[i * size + i] as number);
  }
  return solved;
}

/** x with Lᵀ x = b, by backward substitution. */
export function solveUpper(lower: Float64Array, right: ArrayLike<number>): Float64Array {
  const size = right.length;
  const solved = Float64Array.from(right);
  for (let i = size - 1; i >= 0; i--) {
    const row = i * size;
    const value = (solved[i] as number) / (lower[row + i] as number);
    solved[i] = value;
    for (let k = 0; k < i; k++) solved[k] = (solved[k] as number) - (lower[row + k] as number) * value;
  }
  return solved;
}

/** (L Lᵀ)⁻¹, of which only the lower triangle is written, row by row. */
export function inverseOf(lower: Float64Array, size: number): Float64Array {
  // The transpose of L⁻¹, upper triangular: row j solves L x = e_j, which is 0 before j.
  const columns = new Float64Array(size * size);
  for (let j = 0; j < size; j++) columns[j * size + j] = 1;
  for (let block = 0; block < size; block += 4) {
    const toRow = Math.min(size, block + 4);
    solveRows(lower, size, columns, { fromRow: block, toRow, start: block, end: size });
  }
  const inverse = new Float64Array(size * size);
  const products = new Float64Array(8);
  let i = 0;
  for (; i + 3 < size; i += 4) {
    // What lies above the diagonal of these four rows is right as well, and nobody reads it.
    for (let j = 0; j < i + 4; j += 2) {
      tileProducts(columns, i * size + i, columns, j * size + i, size, size - i, products);
      for (let each = 0; each < 8; each++)
        inverse[(i + (each >> 1)) * size + j + (each & 1)] = products[each] as number;
    }
  }
  for (; i < size; i++)
    for (let j = 0; j <= i; j++)
      inverse[i * size + j] = dotOfSpans(columns, i * size + i, columns, j * size + i, size - i);
  return inverse;
}
