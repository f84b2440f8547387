import { describe, expect, it } from 'vitest';
import { Random } from '../random.ts';
import { cholesky } from './cholesky.ts';
import { solveRows } from './triangular-rows.ts';

/** A positive definite matrix: B Bᵀ + I. */
function drawnMatrix(size: number, random: Random): Float64Array {
  const b = Float64Array.from({ length: size * size }, () => random.normal());
  return Float64Array.from({ length: size * size }, (_, index) => {
    const [i, j] = [Math.floor(index / size), index % size];
    let sum = i === j ? 1 : 0;
    for (let k = 0; k < size; k++) sum += (b[i * size + k] as number) * (b[j * size + k] as number);
    return sum;
  });
}

const SIZES = [1, 2, 3, 4, 5, 6, 7, 8, 9, 13, 22];

describe("Cholesky's factor", () => {
  it('multiplied by its transpose is the matrix, whatever its size leaves over of four', () => {
    const random = new Random(2);
    for (const size of SIZES) {
      const matrix = drawnMatrix(size, random);
      const lower = cholesky(matrix, size);
      for (let i = 0; i < size; i++)
        for (let j = 0; j < size; j++) {
          if (j > i) expect(lower[i * size + j]).toBe(0);
          let sum = 0;
          for (let k = 0; k <= Math.min(i, j); k++)
            sum += (lower[i * size + k] as number) * (lower[j * size + k] as number);
          expect(sum).toBeCloseTo(matrix[i * size + j] as number, 9);
        }
    }
  });

  it('is refused of a matrix that is not positive definite, with the row', () => {
    expect(() => cholesky(Float64Array.of(1, 0, 2, 1), 2)).toThrow(/row 1/);
    expect(() => cholesky(Float64Array.of(Number.NaN), 1)).toThrow(/row 0/);
  });
});

describe('rows solved by a triangle', () => {
  it('give back their right sides, for any number of rows and unknowns', () => {
    const random = new Random(7);
    for (const size of SIZES)
      for (const count of [1, 3, 4, 5, 11]) {
        const lower = cholesky(drawnMatrix(size, random), size);
        const right = Float64Array.from({ length: count * size }, () => random.normal());
        const solved = right.slice();
        solveRows(lower, size, solved, { fromRow: 0, toRow: count, start: 0, end: size });
        for (let row = 0; row < count; row++)
          for (let i = 0; i < size; i++) {
            let sum = 0;
            for (let k = 0; k <= i; k++)
              sum += (lower[i * size + k] as number) * (solved[row * size + k] as number);
            expect(sum).toBeCloseTo(right[row * size + i] as number, 9);
          }
      }
  });
});
