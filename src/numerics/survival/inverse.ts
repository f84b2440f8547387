import { solvePositive } from '../linear/cholesky.ts';

/** A pivot, as a share of what it was before elimination, that is rounding only. */
const ROUNDING = 1e-10;

/** Inverse of a symmetric, positive definite matrix, row by row. @throws RangeError where it is not positive definite */
export function positiveInverse(matrix: Float64Array, size: number): Float64Array {
  const unit = new Float64Array(size * size);
  for (let i = 0; i < size; i++) unit[i * size + i] = 1;
  return solvePositive(matrix, unit, size, size);
}

/** vᵀ M v. */
export function quadraticForm(matrix: Float64Array, vector: ArrayLike<number>): number {
  const size = vector.length;
  let sum = 0;
  for (let i = 0; i < size; i++)
    for (let j = 0; j < size; j++)
      sum += (vector[i] as number) * (matrix[i * size + j] as number) * (vector[j] as number);
  return sum;
}

/**
 * vᵀ M⁻ v for a symmetric M without negative directions, and in how many directions M says anything: by elimination that leaves
 * out each row that those before it tell. v must lie in those directions.
 */
export function generalisedForm(matrix: Float64Array, vector: Float64Array): { form: number; rank: number } {
  const size = vector.length;
  const left = matrix.slice();
  const excess = vector.slice();
  let [form, rank] = [0, 0];
  for (let k = 0; k < size; k++) {
    const pivot = left[k * size + k] as number;
    if (!(pivot > ROUNDING * (matrix[k * size + k] as number))) continue;
    rank += 1;
    form += (excess[k] as number) ** 2 / pivot;
    for (let i = k + 1; i < size; i++) {
      const share = (left[i * size + k] as number) / pivot;
      excess[i] = (excess[i] as number) - share * (excess[k] as number);
      for (let j = k + 1; j < size; j++)
        left[i * size + j] = (left[i * size + j] as number) - share * (left[k * size + j] as number);
    }
  }
  return { form, rank };
}
