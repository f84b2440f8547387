import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { disagreementsOf } from '../../../tests/reference/disagreements-of.ts';
import { autocorrelation as referenceAnswer } from '../../../tests/reference/statistics/autocorrelation.ts';
import { Random } from '../random.ts';
import { autocorrelation, ljungBox, partialAutocorrelation } from './autocorrelation.ts';
import { augmentedDickeyFuller, kpss } from './stationarity.ts';

const series = fc.array(fc.double({ min: -100, max: 100, noNaN: true }), { minLength: 12, maxLength: 60 });

/** xₜ = φ·xₜ₋₁ + noise. */
function autoregressive(phi: number, length: number, seed: number): number[] {
  const random = new Random(seed);
  let x = 0;
  return Array.from({ length }, () => {
    x = phi * x + random.normal();
    return x;
  });
}

const noise = Array.from({ length: 200 }, (_, t) => Math.sin(t * t));
const walk = noise.map((_, t) => noise.slice(0, t + 1).reduce((sum, step) => sum + step, 0));
const SERIES = {
  'a walk': walk,
  'a walk in noise': walk.map((x, t) => 0.3 * x + (noise[t] ?? 0)),
  'growth in noise': noise.map((x, t) => Math.exp(t / 40) + x),
  noise,
};

/** [series, lags, Dickey–Fuller t, its p, KPSS with two lags more] by statsmodels 0.15.0. */
const STATSMODELS: readonly (readonly [keyof typeof SERIES, number, number, number, number])[] = [
  ['a walk', 0, -1.975846302671714, 0.2972630229413748, 1.9180466722495835],
  ['a walk', 3, -2.1959249316015934, 0.20772779482941323, 1.0088575623196796],
  ['a walk in noise', 3, -3.2392117596678096, 0.017824223869832453, 0.8911497232976862],
  ['growth in noise', 3, 13.320778009427189, 1, 2.662373903232402],
  ['noise', 0, -14.5089955073259, 5.765888775762697e-27, 0.07451706952020265],
  ['noise', 3, -6.099600965918418, 9.908730457412735e-8, 0.0681617088071533],
];

it('autocorrelations and their tests are those of statsmodels', () => {
  expect(disagreementsOf('statistics', 'autocorrelation', referenceAnswer)).toEqual([]);
});

describe('autocorrelation', () => {
  it('is 1 at no lag and nowhere beyond 1, in full or in part', () => {
    fc.assert(
      fc.property(series, (x) => {
        fc.pre(new Set(x).size > 1);
        for (const found of [autocorrelation(x, 10), partialAutocorrelation(x, 10)]) {
          expect(found[0]).toBe(1);
          for (const r of found) expect(Math.abs(r)).toBeLessThanOrEqual(1 + 1e-9);
        }
      }),
    );
  });

  it('does not mind the unit of the series nor the way of time', () => {
    fc.assert(
      fc.property(series, (x) => {
        fc.pre(Math.max(...x) - Math.min(...x) > 1e-3);
        const plain = autocorrelation(x, 5);
        const other = autocorrelation(x.map((value) => 4 - 8 * value).reverse(), 5);
        for (const [k, r] of plain.entries())
          expect(Math.abs(r - (other[k] ?? Number.NaN))).toBeLessThan(1e-9);
      }),
    );
  });

  it('in part ends after the order of an autoregression', () => {
    const partial = partialAutocorrelation(autoregressive(0.8, 20_000, 3), 4);
    expect(partial[1]).toBeCloseTo(0.8, 1);
    for (const k of [2, 3, 4]) expect(Math.abs(partial[k] ?? Number.NaN)).toBeLessThan(0.03);
  });

  it('of a series that never changes, or has a gap, is not known', () => {
    for (const x of [
      [0.1, 0.1, 0.1],
      [1, Number.NaN, 2, 5],
    ]) {
      expect(autocorrelation(x, 2).every(Number.isNaN)).toBe(true);
      expect(partialAutocorrelation(x, 2).every(Number.isNaN)).toBe(true);
      expect(ljungBox(x, 2).p).toBeNaN();
    }
  });
});

describe('a test of a series', () => {
  it('finds memory where there is some, and seldom where there is none', () => {
    expect(ljungBox(autoregressive(0.5, 500, 1), 10).p).toBeLessThan(1e-6);
    const alarms = Array.from({ length: 200 }, (_, seed) => ljungBox(autoregressive(0, 200, seed), 10).p);
    expect(alarms.filter((p) => p < 0.05).length).toBeLessThan(25);
  });

  it('tells a random walk from a series that returns to its level', () => {
    const steady = autoregressive(0.6, 800, 5);
    const walk = autoregressive(1, 800, 5);
    expect(augmentedDickeyFuller(steady, 2).p).toBeLessThan(1e-4);
    expect(augmentedDickeyFuller(walk, 2).p).toBeGreaterThan(0.05);
    expect(kpss(steady, 20).p).toBeGreaterThan(0.05);
    expect(kpss(walk, 20).p).toBe(0.01);
  });

  it.each(STATSMODELS)(
    'has the statistic and p of statsmodels for %s and %d lags',
    (name, lags, adf, p, level) => {
      const series = SERIES[name];
      const dickeyFuller = augmentedDickeyFuller(series, lags);
      expect(dickeyFuller.statistic).toBeCloseTo(adf, 9);
      expect(Math.abs(dickeyFuller.p - p)).toBeLessThan(1e-12 + 1e-9 * p);
      expect(kpss(series, lags + 2).statistic).toBeCloseTo(level, 9);
    },
  );

  it('is refused for too few values and says nothing of a series that never changes', () => {
    expect(() => augmentedDickeyFuller([1, 2, 3, 4], 2)).toThrow(RangeError);
    expect(() => kpss([1, 2], 2)).toThrow(RangeError);
    expect(augmentedDickeyFuller(new Float64Array(20), 1).p).toBeNaN();
    expect(kpss([0.1, 0.1, 0.1], 1).p).toBeNaN();
    expect(kpss([1, Number.NaN, 3], 1).p).toBeNaN();
  });
});
