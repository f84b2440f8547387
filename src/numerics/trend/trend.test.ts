import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Random } from '../random.ts';
import { concordance, kendallTau } from './kendall-tau.ts';
import { mannKendall } from './mann-kendall.ts';
import { MOST_VALUES, theilSen } from './theil-sen.ts';

/** Few different values, so that ties are common. */
const pairs = fc.array(fc.tuple(fc.integer({ min: -6, max: 6 }), fc.integer({ min: -6, max: 6 })), {
  minLength: 2,
  maxLength: 40,
});
const series = fc.array(fc.integer({ min: -9, max: 9 }), { minLength: 1, maxLength: 40 });

describe("Kendall's order of pairs", () => {
  it('is what comparing every pair with every other gives', () => {
    fc.assert(
      fc.property(pairs, (given) => {
        let score = 0;
        given.forEach(([x, y], at) => {
          for (const [a, b] of given.slice(0, at)) score += Math.sign((x - a) * (y - b));
        });
        const [x, y] = [given.map(([a]) => a), given.map(([, b]) => b)];
        expect(concordance(x, y).score).toBe(score);
      }),
    );
  });

  it('runs from −1 to 1, is the same both ways, and turns with either side', () => {
    fc.assert(
      fc.property(pairs, (given) => {
        const [x, y] = [given.map(([a]) => a), given.map(([, b]) => b)];
        const tau = kendallTau(x, y);
        if (Number.isNaN(tau)) {
          expect(new Set(x).size === 1 || new Set(y).size === 1).toBe(true);
          return;
        }
        expect(Math.abs(tau)).toBeLessThanOrEqual(1 + 1e-12);
        expect(kendallTau(y, x)).toBeCloseTo(tau, 13);
        expect(
          kendallTau(
            x,
            y.map((value) => -value),
          ),
        ).toBeCloseTo(-tau, 13);
        expect(kendallTau(x, x)).toBeCloseTo(1, 13);
      }),
    );
  });

  it('leaves out a pair of which a side is missing, and refuses sides of different lengths', () => {
    expect(kendallTau([1, Number.NaN, 2, 3], [1, 5, 3, Number.NaN])).toBe(1);
    expect(() => kendallTau([1, 2], [1])).toThrow(RangeError);
    expect(kendallTau([], [])).toBeNaN();
  });
});

describe('the test of Mann and Kendall', () => {
  it('does not change when the values are bent by a rising map, and turns with them', () => {
    fc.assert(
      fc.property(series, (values) => {
        const plain = mannKendall(values);
        expect(mannKendall(values.map((value) => value ** 3 + 5))).toEqual(plain);
        expect(mannKendall(values.map((value) => -value)).z).toBeCloseTo(-plain.z, 12);
        expect(plain.p).toBeGreaterThanOrEqual(0);
        expect(plain.p).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('errs in about 5 of 100 series without trend, also where many values are the same', () => {
    const random = new Random(41);
    for (const steps of [1000, 3]) {
      let alarms = 0;
      for (let run = 0; run < 1500; run++) {
        const values = Array.from({ length: 25 }, () => Math.floor(steps * random.uniform()));
        if (mannKendall(values).p <= 0.05) alarms += 1;
      }
      expect(Math.abs(alarms / 1500 - 0.05)).toBeLessThan(4 * Math.sqrt((0.05 * 0.95) / 1500));
    }
  });

  it('has the variance of all orders that the values can stand in', () => {
    for (const values of [
      [1, 2, 3, 4, 5],
      [1, 1, 2, 3, 3],
      [2, 2, 2, 7, 7],
    ]) {
      for (const times of [undefined, [0, 0, 1, 2, 2]]) {
        const scores = ordersOf(values).map((order) => mannKendall(order, times).score);
        const variance = scores.reduce((sum, score) => sum + score * score, 0) / scores.length;
        expect(mannKendall(values, times).variance).toBeCloseTo(variance, 10);
      }
    }
  });

  it('sees no trend where nothing varies or nothing is', () => {
    expect(mannKendall([4, 4, 4, 4])).toEqual({ score: 0, variance: 0, z: 0, p: 1 });
    expect(mannKendall([])).toEqual({ score: 0, variance: 0, z: 0, p: 1 });
    expect(mannKendall([1, Number.NaN, 2, 3]).score).toBe(3);
  });
});

describe('the line of Theil and Sen', () => {
  it('moves with the values: stretched, shifted, and turned', () => {
    fc.assert(
      fc.property(series, fc.integer({ min: -5, max: 5 }), (values, tilt) => {
        const plain = theilSen(values);
        const tilted = theilSen(values.map((value, at) => 2 * value + tilt * at + 3));
        if (values.length < 2) {
          expect(plain.slope).toBeNaN();
          return;
        }
        expect(tilted.slope).toBeCloseTo(2 * plain.slope + tilt, 9);
        expect(plain.low).toBeLessThanOrEqual(plain.slope + 1e-12);
        expect(plain.high).toBeGreaterThanOrEqual(plain.slope - 1e-12);
      }),
    );
  });

  it('is not moved by a quarter of wild values', () => {
    const random = new Random(17);
    const values = Array.from({ length: 80 }, (_, at) =>
      at % 4 === 3 ? 1e6 : 5 + 0.3 * at + random.normal(),
    );
    expect(theilSen(values).slope).toBeGreaterThan(0.2);
    expect(theilSen(values).slope).toBeLessThan(0.45);
  });

  it('holds the true slope in its interval about as often as promised', () => {
    const random = new Random(23);
    let held = 0;
    for (let run = 0; run < 800; run++) {
      const { low, high } = theilSen(Array.from({ length: 30 }, (_, at) => 0.1 * at + random.normal()));
      if (low <= 0.1 && 0.1 <= high) held += 1;
    }
    expect(Math.abs(held / 800 - 0.95)).toBeLessThan(4 * Math.sqrt((0.95 * 0.05) / 800));
  });

  it('takes times as they are, and leaves out what is missing', () => {
    expect(theilSen([1, Number.NaN, 5, 7], [0, 1, 2, 3])).toMatchObject({ slope: 2, intercept: 1 });
    expect(theilSen([3, 4], [7, 7]).slope).toBeNaN();
    expect(() => theilSen([1, 2], [1])).toThrow(RangeError);
    expect(() => theilSen(new Float64Array(MOST_VALUES + 1))).toThrow(/thin them first/);
  });
});

function ordersOf(values: readonly number[]): readonly number[][] {
  if (values.length === 0) return [[]];
  return values.flatMap((value, at) => ordersOf(values.toSpliced(at, 1)).map((rest) => [value, ...rest]));
}
