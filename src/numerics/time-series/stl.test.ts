import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { disagreementsOf } from '../../../tests/reference/disagreements-of.ts';
import { decomposition } from '../../../tests/reference/statistics/decomposition.ts';
import { classicalDecomposition } from './classical-decomposition.ts';
import { stl } from './stl.ts';

const cyclic = fc
  .integer({ min: 2, max: 9 })
  .chain((period) =>
    fc.tuple(
      fc.constant(period),
      fc.array(fc.double({ min: -100, max: 100, noNaN: true }), { minLength: 2 * period, maxLength: 80 }),
    ),
  );

it('decompositions are those of statsmodels', () => {
  expect(disagreementsOf('statistics', 'decomposition', decomposition)).toEqual([]);
});

describe('STL', () => {
  it('gives parts that add up to the series', () => {
    fc.assert(
      fc.property(cyclic, fc.boolean(), ([period, y], robust) => {
        const { trend, seasonal, residual, weights } = stl(y, { period, robust });
        for (const [i, value] of y.entries()) {
          const sum = (trend[i] ?? Number.NaN) + (seasonal[i] ?? Number.NaN) + (residual[i] ?? Number.NaN);
          expect(Math.abs(sum - value)).toBeLessThan(1e-10);
          expect(weights[i]).toBeGreaterThanOrEqual(0);
          expect(weights[i]).toBeLessThanOrEqual(1);
        }
      }),
      { numRuns: 50 },
    );
  });

  it('finds a line and a cycle again that were put together', () => {
    const cycle = [3, -1, -4, 2];
    const y = Array.from({ length: 60 }, (_, i) => 10 + 0.5 * i + (cycle[i % 4] ?? 0));
    const { trend, seasonal } = stl(y, { period: 4 });
    for (const i of y.keys()) {
      expect(trend[i]).toBeCloseTo(10 + 0.5 * i, 6);
      expect(seasonal[i]).toBeCloseTo(cycle[i % 4] ?? Number.NaN, 6);
    }
  });

  it('scales and shifts with the series', () => {
    fc.assert(
      fc.property(cyclic, ([period, y]) => {
        const plain = stl(y, { period });
        const moved = stl(
          y.map((value) => 3 * value + 7),
          { period },
        );
        for (const i of y.keys())
          expect(Math.abs((moved.trend[i] ?? Number.NaN) - 3 * (plain.trend[i] ?? 0) - 7)).toBeLessThan(1e-8);
      }),
      { numRuns: 50 },
    );
  });

  it('takes an outlier out of the trend where it is robust', () => {
    const y = Array.from({ length: 96 }, (_, i) => Math.sin((2 * Math.PI * i) / 12) + (i === 50 ? 40 : 0));
    const { trend, weights } = stl(y, { period: 12, robust: true });
    expect(weights[50]).toBe(0);
    expect(Math.abs(trend[50] ?? Number.NaN)).toBeLessThan(0.01);
    expect(Math.abs(stl(y, { period: 12 }).trend[50] ?? Number.NaN)).toBeGreaterThan(0.5);
  });

  it('stays near the series when it skips places', () => {
    const y = Array.from({ length: 240 }, (_, i) => i / 40 + Math.sin((2 * Math.PI * i) / 24));
    const every = stl(y, { period: 24 });
    const skipping = stl(y, { period: 24, trendJump: 5, lowPassJump: 3, seasonalJump: 2 });
    for (const i of y.keys())
      expect(Math.abs((every.trend[i] ?? Number.NaN) - (skipping.trend[i] ?? Number.NaN))).toBeLessThan(0.05);
  });

  it('refuses gaps, half cycles and even windows', () => {
    const y = [1, 2, 3, 4, 5, 6, 7, 8];
    expect(() => stl([...y, Number.NaN], { period: 2 })).toThrow(RangeError);
    expect(() => stl(y, { period: 5 })).toThrow(RangeError);
    expect(() => stl(y, { period: 1 })).toThrow(RangeError);
    expect(() => stl(y, { period: 2, seasonal: 8 })).toThrow(RangeError);
    expect(() => stl(y, { period: 4, trend: 3 })).toThrow(RangeError);
    expect(() => stl(y, { period: 2, trendJump: 0 })).toThrow(RangeError);
  });
});

describe('the classical decomposition', () => {
  it('gives parts that add up wherever there is a trend, and a season that sums to nothing', () => {
    fc.assert(
      fc.property(cyclic, ([period, y]) => {
        const { trend, seasonal, residual } = classicalDecomposition(y, period);
        for (const [i, value] of y.entries()) {
          const known = i >= Math.floor(period / 2) && i < y.length - Math.floor(period / 2);
          const sum = (trend[i] ?? 0) + (seasonal[i] ?? 0) + (residual[i] ?? 0);
          if (known) expect(Math.abs(sum - value)).toBeLessThan(1e-9);
          else expect(trend[i]).toBeNaN();
        }
        const whole = seasonal.slice(0, period).reduce((sum, each) => sum + each, 0);
        expect(Math.abs(whole)).toBeLessThan(1e-9);
      }),
    );
  });

  it('loses the trend around a gap only', () => {
    const y = Array.from({ length: 40 }, (_, i) => (i === 20 ? Number.NaN : i % 4));
    const { trend, seasonal } = classicalDecomposition(y, 4);
    expect([17, 18, 22, 23].map((i) => Number.isNaN(trend[i]))).toEqual([false, true, true, false]);
    expect(seasonal[20]).toBeCloseTo(-1.5, 12);
  });

  it('refuses less than two cycles', () => {
    expect(() => classicalDecomposition([1, 2, 3], 2)).toThrow(RangeError);
    expect(() => classicalDecomposition([1, 2, 3], 1)).toThrow(RangeError);
  });
});
