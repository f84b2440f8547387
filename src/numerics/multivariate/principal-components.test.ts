import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { disagreementsOf } from '../../../tests/reference/disagreements-of.ts';
import { pca } from '../../../tests/reference/explain/principal-components.ts';
import { componentScores, principalComponents } from './principal-components.ts';

const columnsOf = (count: number) =>
  fc
    .integer({ min: 4, max: 20 })
    .chain((rows) =>
      fc.array(
        fc.array(fc.double({ min: -50, max: 50, noNaN: true }), { minLength: rows, maxLength: rows }),
        { minLength: count, maxLength: count },
      ),
    );

const variance = (values: ArrayLike<number>) => {
  const all = Array.from(values);
  const mean = all.reduce((sum, value) => sum + value, 0) / all.length;
  return all.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (all.length - 1);
};

it('principal components are those of scikit-learn', () => {
  expect(disagreementsOf('explain', 'pca', pca)).toEqual([]);
});

describe('principal components', () => {
  it('share out the variance of the columns, and the scores have theirs', () => {
    fc.assert(
      fc.property(columnsOf(3), (columns) => {
        const fitted = principalComponents(columns);
        const whole = columns.reduce((sum, column) => sum + variance(column), 0);
        const shared = fitted.explainedVariance.reduce((sum, each) => sum + each, 0);
        expect(Math.abs(shared - whole)).toBeLessThan(1e-9 * (1 + whole));
        for (const [k, scores] of componentScores(fitted, columns).entries())
          expect(Math.abs(variance(scores) - (fitted.explainedVariance[k] ?? Number.NaN))).toBeLessThan(1e-8);
      }),
    );
  });

  it('have a positive largest loading, whichever way the columns point', () => {
    fc.assert(
      fc.property(columnsOf(4), (columns) => {
        for (const loadings of principalComponents(columns).components) {
          const size = Math.max(...loadings.map(Math.abs));
          expect(loadings.find((loading) => Math.abs(loading) === size)).toBe(size);
        }
      }),
    );
  });

  it('follow the line that two columns share', () => {
    const { components, explainedVarianceRatio } = principalComponents([
      [1, 2, 3, 4],
      [2, 4, 6, 8],
    ]);
    expect(components[0]?.[0]).toBeCloseTo(1 / Math.sqrt(5), 14);
    expect(components[0]?.[1]).toBeCloseTo(2 / Math.sqrt(5), 14);
    expect(explainedVarianceRatio[0]).toBeCloseTo(1, 14);
  });

  it('are no more than there are rows', () => {
    expect(
      principalComponents([
        [1, 2],
        [3, 5],
        [4, 4],
      ]).components.length,
    ).toBe(2);
  });

  it('of columns of which one never changes divide nothing by 0', () => {
    const { scale, explainedVarianceRatio, components } = principalComponents(
      [
        [1, 2, 3],
        [0.1, 0.1, 0.1],
      ],
      { standardise: true },
    );
    expect(scale[1]).toBe(1);
    expect(explainedVarianceRatio).toEqual([1, 0]);
    expect(components.flat().every(Number.isFinite)).toBe(true);
    expect(principalComponents([[7, 7, 7]]).explainedVarianceRatio[0]).toBeNaN();
  });

  it('are refused for gaps, single rows and columns of several lengths', () => {
    expect(() => principalComponents([[1, Number.NaN, 3]])).toThrow(RangeError);
    expect(() => principalComponents([[1]])).toThrow(RangeError);
    expect(() => principalComponents([])).toThrow(RangeError);
    expect(() =>
      principalComponents([
        [1, 2],
        [1, 2, 3],
      ]),
    ).toThrow(RangeError);
    const fitted = principalComponents([[1, 2, 4]]);
    expect(componentScores(fitted, [[Number.NaN, 2]])[0]?.[0]).toBeNaN();
  });
});
