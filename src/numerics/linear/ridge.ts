import { mean } from '../mean.ts';
import { solvePositive } from './cholesky.ts';

/** A linear rule on columns, each taken off its mean; missing values (NaN) count as the mean. */
export interface Ridge {
  readonly constant: number;
  readonly means: readonly number[];
  readonly weights: readonly number[];
}

/**
 * Ridge regression (Hoerl & Kennard, Technometrics 12, 1970): least Σ (y − c − w·(x − x̄))² + Σⱼ ρ n sⱼ² wⱼ², so that the
 * penalty is the same in every unit; sⱼ is a column's standard deviation.
 *
 * @param strength ρ
 */
export function fitRidge(columns: readonly Float64Array[], labels: Float64Array, strength: number): Ridge {
  const means = columns.map(meanOfPresent);
  const centred = columns.map((column, place) => centredOn(column, means[place] ?? 0));
  const constant = mean(labels);
  const size = columns.length;
  const matrix = new Float64Array(size * size);
  const right = new Float64Array(size);
  for (const [i, column] of centred.entries()) {
    for (let j = 0; j <= i; j++) {
      const product = dot(column, centred[j] ?? column);
      matrix[i * size + j] = product;
      matrix[j * size + i] = product;
    }
    // A hair for columns that never change.
    matrix[i * size + i] = (matrix[i * size + i] as number) * (1 + strength) + 1e-12;
    right[i] = column.reduce((sum, x, row) => sum + x * ((labels[row] as number) - constant), 0);
  }
  return { constant, means, weights: [...solvePositive(matrix, right, size, 1)] };
}

export function ridgePredictions(
  { constant, means, weights }: Ridge,
  columns: readonly Float64Array[],
): Float64Array {
  const said = new Float64Array(columns[0]?.length ?? 0).fill(constant);
  for (const [place, column] of columns.entries()) {
    const weight = weights[place] ?? 0;
    for (const [row, x] of centredOn(column, means[place] ?? 0).entries())
      said[row] = (said[row] as number) + weight * x;
  }
  return said;
}

function meanOfPresent(column: Float64Array): number {
  const present = column.filter((value) => !Number.isNaN(value));
  return present.length === 0 ? 0 : mean(present);
}

function centredOn(column: Float64Array, centre: number): Float64Array {
  return column.map((value) => (Number.isNaN(value) ? 0 : value - centre));
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let row = 0; row < a.length; row++) sum += (a[row] as number) * (b[row] as number);
  return sum;
}
