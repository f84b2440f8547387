import { dotOfSpans } from './dot.ts';
import { solveRows } from './triangular-rows.ts';

/**
 * Solves A X = B for a symmetric, positive definite A by its Cholesky factor (Golub & Van Loan, Matrix Computations, 4th
 * edition, algorithm 4.2.1).
 *
 * @param matrix A, row by row, size × size; only its lower triangle is read
 * @param right B, row by row, size × columns
 * @returns X, row by row
 * @throws RangeError where A is not positive definite
 */
export function solvePositive(
  matrix: Float64Array,
  right: Float64Array,
  size: number,
  columns: number,
): Float64Array {
  const factor = cholesky(matrix, size);
  const solved = right.slice();
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < i; j++) subtractRow(solved, i, j, factor[i * size + j] as number, columns);
    scaleRow(solved, i, 1 / (factor[i * size + i] as number), columns);
  }
  for (let i = size - 1; i >= 0; i--) {
    for (let j = i + 1; j < size; j++) subtractRow(solved, i, j, factor[j * size + i] as number, columns);
    scaleRow(solved, i, 1 / (factor[i * size + i] as number), columns);
  }
  return solved;
}

/**
 * L with A = L Lᵀ, in the lower triangle, row by row: four rows at a time against those above them (algorithm 4.2.2).
 *
 * @throws RangeError where A is not positive definite
 */
export function cholesky(matrix: Float64Array, size: number): Float64Array {
  const factor = new Float64Array(size * size);
  for (let i = 0; i < size; i++)
    for (let j = 0; j <= i; j++) factor[i * size + j] = matrix[i * size + j] as number;
  for (let block = 0; block < size; block += 4) {
    const toRow = Math.min(size, block + 4);
    solveRows(factor, size, factor, { fromRow: block, toRow, start: 0, end: block });
    for (let i = block; i < toRow; i++) factorRow(factor, size, i, block);
  }
  return factor;
}

/** The entries of a row from `block` on, of which those before are known. */
function factorRow(factor: Float64Array, size: number, i: number, block: number): void {
  for (let j = block; j <= i; j++) {
    const sum = (factor[i * size + j] as number) - dotOfSpans(factor, i * size, factor, j * size, j);
    if (i !== j) {
      factor[i * size + j] = sum / (factor[j * size + j] as number);
      continue;
    }
    if (!(sum > 0)) throw new RangeError(`a matrix that is not positive definite (row ${i})`);
    factor[i * size + i] = Math.sqrt(sum);
  }
}

function subtractRow(
  matrix: Float64Array,
  row: number,
  other: number,
  factor: number,
  columns: number,
): void {
  for (let j = 0; j < columns; j++)
    matrix[row * columns + j] =
      (matrix[row * columns + j] as number) - factor * (matrix[other * columns + j] as number);
}

function scaleRow(matrix: Float64Array, row: number, factor: number, columns: number): void {
  for (let j = 0; j < columns; j++)
    matrix[row * columns + j] = (matrix[row * columns + j] as number) * factor;
}
