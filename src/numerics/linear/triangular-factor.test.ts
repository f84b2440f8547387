import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { singularValues } from './singular-values.ts';
import { triangularFactor } from './triangular-factor.ts';

const matrices = fc
  .tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 12 }))
  .chain(([columns, rows]) =>
    fc.array(fc.array(fc.double({ min: -10, max: 10, noNaN: true }), { minLength: rows, maxLength: rows }), {
      minLength: columns,
      maxLength: columns,
    }),
  );

const dot = (a: ArrayLike<number>, b: ArrayLike<number>) =>
  Array.from(a).reduce((sum, value, i) => sum + value * (b[i] ?? Number.NaN), 0);

function expectSameProducts(r: readonly ArrayLike<number>[], a: readonly ArrayLike<number>[]) {
  const scale = Math.max(1, ...a.map((column) => dot(column, column)));
  for (const [i, left] of a.entries())
    for (const [j, right] of a.entries())
      expect(Math.abs(dot(r[i] ?? [], r[j] ?? []) - dot(left, right))).toBeLessThan(1e-12 * scale);
}

describe('a triangular factor', () => {
  it('is a triangle whose columns have the products of those it was made of', () => {
    fc.assert(
      fc.property(matrices, (columns) => {
        const r = triangularFactor(columns);
        for (const [j, column] of r.entries())
          for (const value of column.subarray(j + 1)) expect(value).toBe(0);
        expectSameProducts(r, columns);
      }),
    );
  });

  it('is so beside a column so small that its squares are hardly numbers', () => {
    const columns = [
      [1.5e-162, 0, 1.5e-162, 2e-162],
      [3, -4, 1, 2],
    ];
    expectSameProducts(triangularFactor(columns), columns);
  });

  it('is so over many rows, too', () => {
    const columns = [1.1, 2.3, 0.7].map((pace) =>
      Float64Array.from({ length: 1000 }, (_, i) => Math.sin(pace * i * i)),
    );
    expectSameProducts(triangularFactor(columns), columns);
  });
});

describe('singular values', () => {
  it('fall, belong to orthogonal directions, and stretch them so', () => {
    fc.assert(
      fc.property(matrices, (columns) => {
        const r = triangularFactor(columns);
        const scale = Math.max(1, ...columns.map((column) => Math.sqrt(dot(column, column))));
        const { values, vectors } = singularValues(r.map((column) => column.slice()));
        for (const [k, value] of values.entries()) {
          expect(value).toBeLessThanOrEqual(values[k - 1] ?? Number.POSITIVE_INFINITY);
          const vector = vectors[k] ?? new Float64Array();
          for (const [l, other] of vectors.entries())
            expect(Math.abs(dot(vector, other) - (k === l ? 1 : 0))).toBeLessThan(1e-12);
          const image = columns.map((_, row) =>
            dot(
              r.map((column) => column[row] ?? 0),
              vector,
            ),
          );
          expect(Math.abs(Math.sqrt(dot(image, image)) - value)).toBeLessThan(1e-12 * scale);
        }
      }),
    );
  });

  it('keep the digits of a small one beside a large one', () => {
    const { values } = singularValues([Float64Array.of(1e8, 0), Float64Array.of(1e8, 1e-8)]);
    // Their product is the determinant, 1.
    expect((values[0] ?? 0) * (values[1] ?? 0)).toBeCloseTo(1, 12);
    expect(values[1]).toBeCloseTo(1 / Math.SQRT2 / 1e8, 20);
  });
});
