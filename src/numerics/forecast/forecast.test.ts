import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Random } from '../random.ts';
import { accuracyOf, directionalAccuracy, intervalCoverage, meanAbsoluteScaledError } from './accuracy.ts';
import { autoregressiveForecast, fitAutoregression } from './autoregression.ts';
import { drift, persistence, seasonalNaive } from './baselines.ts';
import { conformalRadius } from './conformal.ts';
import { DIRECT_LINEAR_DEFAULTS, directForecast, fitDirectLinear } from './direct-linear.ts';
import { smooth, smoothedForecast } from './exponential-smoothing.ts';
import { stackingWeights } from './stacking.ts';
import { thetaForecast } from './theta.ts';
import { walkForward } from './walk-forward.ts';
import { addWindows, noMoments } from './window-moments.ts';

const near = (found: ArrayLike<number>, expected: ArrayLike<number>, digits = 9) => {
  expect(found.length).toBe(expected.length);
  for (let at = 0; at < expected.length; at++) expect(found[at]).toBeCloseTo(expected[at] ?? 0, digits);
};
/** A day's wave on a slope. */
const wave = (count: number, slope = 0) =>
  Float64Array.from({ length: count }, (_, at) => 10 + slope * at + 3 * Math.sin((2 * Math.PI * at) / 24));

describe('simple rules', () => {
  it('repeat the last value, the last season, or the line from first to last', () => {
    near(persistence([1, 2, Number.NaN], 2), [2, 2]);
    near(seasonalNaive([1, 2, 3, 4, Number.NaN, 6], 4, 3), [4, 2, 6, 4]);
    near(drift([1, Number.NaN, 5, Number.NaN], 2), [9, 11]);
    expect(persistence([], 1)).toEqual(Float64Array.of(Number.NaN));
  });

  it('smoothing and theta follow a level, a slope and a season', () => {
    near(smoothedForecast(smooth([5, 5, 5, 5], { season: 1, trend: false }), 2), [5, 5]);
    near(smoothedForecast(smooth(wave(480), { season: 24, trend: false }), 24), wave(504).subarray(480), 6);
    const said = thetaForecast(wave(480, 0.05), 24, 24);
    const came = wave(504, 0.05).subarray(480);
    expect(accuracyOf(said, came).mae).toBeLessThan(
      0.5 * accuracyOf(persistence(wave(480, 0.05), 24), came).mae,
    );
    expect(() => smooth(wave(30), { season: 24, trend: false })).toThrow('30 values for seasons of 24');
  });

  it('autoregression finds the coefficients that a series was made by', () => {
    const random = new Random(4);
    const made = [0, 0];
    for (let at = 2; at < 6000; at++)
      made.push(1 + 0.6 * (made[at - 1] ?? 0) - 0.3 * (made[at - 2] ?? 0) + random.normal());
    const fit = fitAutoregression(made, 8);
    expect(fit.coefficients.length).toBeGreaterThanOrEqual(2);
    near(fit.coefficients.subarray(0, 2), [0.6, -0.3], 1);
    const far = autoregressiveForecast(fit, made, 200);
    expect(far.at(-1)).toBeCloseTo(1 / (1 - 0.6 + 0.3), 0);
  });

  it('autoregression of a series that never changes says that it does not', () => {
    near(
      autoregressiveForecast(fitAutoregression(new Float64Array(100).fill(7), 4), [7, 7, 7, 7], 3),
      [7, 7, 7],
      5,
    );
  });
});

describe('direct linear forecasts', () => {
  it('of windows, moments are the sums over all of them, whatever is missing', () => {
    const value = fc.oneof(
      { weight: 9, arbitrary: fc.integer({ min: -50, max: 50 }) },
      { weight: 1, arbitrary: fc.constant(Number.NaN) },
    );
    fc.assert(
      fc.property(
        fc.array(value, { minLength: 1, maxLength: 60 }),
        fc.integer({ min: 1, max: 7 }),
        (series, length) => {
          const sums = new Float64Array(length);
          const products = new Float64Array(length * length);
          let windows = 0;
          for (let begin = 0; begin + length <= series.length; begin++) {
            const window = series.slice(begin, begin + length);
            if (window.some(Number.isNaN)) continue;
            windows += 1;
            for (const [i, x] of window.entries()) {
              sums[i] = (sums[i] ?? 0) + x;
              for (const [j, y] of window.entries())
                products[i * length + j] = (products[i * length + j] ?? 0) + x * y;
            }
          }
          const found = addWindows(noMoments(length), series, 0, series.length);
          expect(found.windows).toBe(windows);
          near(found.sums, sums);
          near(found.products, products, 6);
        },
      ),
    );
  });

  it('continue waves and slopes, and are the same in any unit', () => {
    const options = { ...DIRECT_LINEAR_DEFAULTS, lookBack: 48, horizon: 24, ridges: [1e-8] };
    const past = wave(600, 0.02);
    const model = fitDirectLinear([past], options);
    near(directForecast(model, past.subarray(-48)), wave(624, 0.02).subarray(600), 3);
    const inMillions = past.map((value) => value * 1e6);
    const said = directForecast(fitDirectLinear([inMillions], options), inMillions.subarray(-48));
    near(
      said.map((value) => value / 1e6),
      directForecast(model, past.subarray(-48)),
      6,
    );
  });

  it('say what they lack', () => {
    const options = { ...DIRECT_LINEAR_DEFAULTS, lookBack: 48, horizon: 24 };
    expect(() => fitDirectLinear([wave(60)], options)).toThrow('too few values');
    const model = fitDirectLinear([wave(300)], options);
    expect(() => directForecast(model, wave(47))).toThrow('a window of 47 instead of 48');
    expect(() => directForecast(model, wave(48).fill(Number.NaN, 3, 4))).toThrow('missing');
  });

  it('of a series that never changes say that it does not', () => {
    const flat = new Float64Array(300).fill(4);
    const model = fitDirectLinear([flat], { ...DIRECT_LINEAR_DEFAULTS, lookBack: 24, horizon: 3 });
    near(directForecast(model, flat.subarray(0, 24)), [4, 4, 4], 6);
  });
});

describe('intervals', () => {
  it('take the rank that makes the promise hold with one value more', () => {
    expect(conformalRadius([1, -2, 3, -4, 5, 6, 7, 8, 9], 0.8)).toBe(8);
    expect(conformalRadius([1, 2, 3], 0.9)).toBe(Number.POSITIVE_INFINITY);
    expect(conformalRadius([Number.NaN, 2, 1], 0.5)).toBe(2);
  });

  it('cover their share when nothing changes', () => {
    const random = new Random(9);
    const errors = Float64Array.from({ length: 4000 }, () => random.normal());
    const radius = conformalRadius(errors.subarray(0, 2000), 0.8);
    const inside = errors.subarray(2000).filter((error) => Math.abs(error) <= radius).length / 2000;
    expect(Math.abs(inside - 0.8)).toBeLessThan(0.03);
  });
});

describe('accuracy', () => {
  it('is told in every usual measure, and moments without truth do not count', () => {
    const said = [1, 2, 3, 9];
    const came = [2, 2, 5, Number.NaN];
    const told = accuracyOf(said, came);
    expect(told).toMatchObject({ count: 3, mae: 1, bias: -1 });
    expect(told.mse).toBeCloseTo(5 / 3, 12);
    expect(told.mape).toBeCloseTo((100 * (1 / 2 + 0 + 2 / 5)) / 3, 12);
    expect(told.smape).toBeCloseTo((100 * (2 / 3 + 0 + 4 / 8)) / 3, 12);
    expect(told.r2).toBeCloseTo(1 - 5 / 6, 12);
    expect(meanAbsoluteScaledError([4], [6], [1, 2, 3, 2], 1)).toBe(2);
    expect(directionalAccuracy([2, 1, 3], [3, 3, 1], [2, 2, 2])).toEqual({
      count: 3,
      share: 0,
      baseRate: 2 / 3,
    });
    expect(intervalCoverage([0, 0], [2, 4], [1, 5])).toEqual({ count: 2, share: 0.5, meanWidth: 3 });
    expect(accuracyOf([], []).mae).toBeNaN();
    expect(() => accuracyOf([1], [])).toThrow('1 forecasts beside 0');
  });

  it('explains the same part of what varies at whatever level, and nothing of what never does', () => {
    const level = 2 ** 40;
    const [said, came] = [
      [1, 2, 3],
      [2, 2, 5],
    ];
    const high = (values: readonly number[]) => values.map((value) => level + value);
    expect(accuracyOf(high(said ?? []), high(came ?? [])).r2).toBeCloseTo(1 - 5 / 6, 12);
    expect(accuracyOf(new Float64Array(10).fill(0.2), new Float64Array(10).fill(0.1)).r2).toBeNaN();
  });
});

describe('mixtures', () => {
  it('weigh none below 0, all to 1, and do not miss more than their best member', () => {
    const value = fc.double({ min: -10, max: 10, noNaN: true });
    const moments = fc.array(fc.tuple(value, value, value, value), { minLength: 4, maxLength: 40 });
    fc.assert(
      fc.property(moments, (rows) => {
        const came = rows.map(([truth]) => truth);
        const members = [1, 2, 3].map((member) => rows.map((row) => row[member] ?? 0));
        const weights = stackingWeights(members, came);
        expect(weights.every((weight) => weight >= 0)).toBe(true);
        expect(weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 9);
        const mixed = came.map((_, at) =>
          members.reduce((sum, member, i) => sum + (member[at] ?? 0) * (weights[i] ?? 0), 0),
        );
        const best = Math.min(...members.map((member) => accuracyOf(member, came).mse));
        expect(accuracyOf(mixed, came).mse).toBeLessThanOrEqual(best * (1 + 1e-9) + 1e-12);
      }),
      { numRuns: 60 },
    );
  });

  it('find the mixture that is exact', () => {
    const random = new Random(6);
    const members = Array.from({ length: 3 }, () => Array.from({ length: 50 }, () => random.normal()));
    const came = members[0]?.map((value, at) => 0.7 * value + 0.3 * (members[2]?.[at] ?? 0)) ?? [];
    near(stackingWeights(members, came), [0.7, 0, 0.3], 4);
    near(stackingWeights([[Number.NaN], [1]], [1]), [0.5, 0.5]);
  });
});

it('folds walk forward, with a gap before each test, and only where there is enough to learn from', () => {
  const options = { folds: 3, testRows: 10, gap: 2, leastTraining: 50 };
  expect(walkForward(100, options)).toEqual([
    { trainEnd: 68, testFrom: 70, testTo: 80 },
    { trainEnd: 78, testFrom: 80, testTo: 90 },
    { trainEnd: 88, testFrom: 90, testTo: 100 },
  ]);
  expect(walkForward(75, options)).toEqual([
    { trainEnd: 53, testFrom: 55, testTo: 65 },
    { trainEnd: 63, testFrom: 65, testTo: 75 },
  ]);
  expect(walkForward(60, options)).toEqual([]);
});
