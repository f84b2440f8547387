import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { streamed } from '../../../tests/support/feature-stream.ts';
import { expectClose, mean, products, sum, variance } from '../../../tests/support/plain-statistics.ts';
import { linear, minus, product, ratio, ratioFrom, shareOfBoth, within } from './arithmetic.ts';
import { cycleStrength } from './cycle-strength.ts';
import { exponentialMean, exponentialWindowMs } from './exponential-mean.ts';
import { difference, lag, relativeChange } from './lag.ts';
import { hold, timeSince } from './last-known.ts';
import { movingVariance } from './moving-moments.ts';
import { movingMean } from './moving-sum.ts';
import type { Operator } from './operator.ts';
import { composed, input, perRow } from './row-wise.ts';
import { seasonalMean } from './seasonal-mean.ts';

/** Whole numbers, so that "does not vary" is exact in both; a third of the rows is missing. */
const column = fc.array(
  fc.oneof({ weight: 2, arbitrary: fc.integer({ min: -50, max: 50 }) }, fc.constant(Number.NaN)),
  { minLength: 1, maxLength: 60 },
);

describe('a mean that forgets', () => {
  it('weighs a row of a half-life ago half, and a missing one nothing', () => {
    fc.assert(
      fc.property(
        column,
        fc.integer({ min: 1, max: 6 }),
        fc.integer({ min: 0, max: 90 }),
        (given, halfLife, at) => {
          const size = exponentialWindowMs(halfLife, 1);
          const full = (1 - 2 ** (-size / halfLife)) / (1 - 2 ** (-1 / halfLife));
          const expected = given.map((_, row) => {
            let [total, weight] = [0, 0];
            for (let age = 0; age <= Math.min(row, size - 1); age++) {
              const value = given[row - age] ?? Number.NaN;
              if (Number.isNaN(value)) continue;
              total += 2 ** (-age / halfLife) * value;
              weight += 2 ** (-age / halfLife);
            }
            return weight < 0.1 * full ? Number.NaN : total / weight;
          });
          expectClose(streamed(exponentialMean(halfLife), [given], { stepMs: 1, startMs: at }), expected);
        },
      ),
    );
  });

  it('is forgotten itself in a silence', () => {
    const found = streamed(exponentialMean(1), [[5, ...new Array<number>(10).fill(Number.NaN)]], {
      stepMs: 1,
    });
    expect(found.slice(0, 3)).toEqual([5, 5, 5]);
    expect(found.at(-1)).toBeNaN();
  });
});

describe('rows', () => {
  const nothing = Number.NaN;

  it('what divides by zero or overflows is missing', () => {
    const ratio = perRow((a: number, b: number) => a / b);
    expect(
      streamed(
        ratio,
        [
          [6, 1, 0, 1e300],
          [2, 0, 0, 1e-300],
        ],
        { stepMs: 1 },
      ),
    ).toEqual([3, nothing, nothing, nothing]);
  });

  it('takes as many inputs as there are', () => {
    for (let count = 1; count <= 6; count++) {
      const columns = Array.from({ length: count }, (_, k) => [10 ** k]);
      const digits = perRow((...values: number[]) => sum(values));
      expect(streamed(digits, columns, { stepMs: 1 })).toEqual([sum(columns.flat())]);
    }
  });

  it('puts operators one over the other', () => {
    const meanOfRatio = composed(
      movingMean({ windowMs: 2, atLeast: 1 }),
      perRow((a: number, b: number) => a / b),
    );
    expect(
      streamed(
        meanOfRatio,
        [
          [2, 6, 9],
          [1, 2, 3],
        ],
        { stepMs: 1, chunks: [1, 2] },
      ),
    ).toEqual([nothing, 2.5, 3]);
    expect(streamed(input(1), [[1], [7]], { stepMs: 1 })).toEqual([7]);
  });

  it('keeps columns apart where operators lie within operators, also after one that failed', () => {
    const options = { stepMs: 1, chunks: [1, 2] };
    const broken: Operator = () => () => {
      throw new RangeError('broken');
    };
    expect(() => streamed(composed(input(0), composed(broken, input(0))), [[1]], options)).toThrow('broken');
    const nested = composed(
      ratio(),
      composed(minus(), product(), composed(linear(2), input(0))),
      composed(minus(), composed(linear(3), input(1)), composed(minus(), input(0), product())),
    );
    const [a, b] = [
      [1, 2, 3, nothing],
      [4, 5, 6, 7],
    ];
    const wanted = a.map((one, i) => {
      const other = b[i] ?? nothing;
      return (one * other - 2 * one) / (3 * other - (one - one * other));
    });
    expect(streamed(nested, [a, b], options)).toEqual(wanted);
  });

  it('takes shares, and leaves out what is too small to divide by or moves what is too far off', () => {
    const first = [1, 0, nothing, 3];
    const second = [3, 0, 1, -4];
    expect(streamed(shareOfBoth(), [first, second], { stepMs: 1 })).toEqual([
      0.25,
      nothing,
      nothing,
      nothing,
    ]);
    expect(streamed(ratioFrom(2), [first, [2, 1, 4, 1.9]], { stepMs: 1 })).toEqual([
      0.5,
      nothing,
      nothing,
      nothing,
    ]);
    expect(streamed(within(0, 2), [[-1, 1, 5, nothing]], { stepMs: 1 })).toEqual([0, 1, 2, nothing]);
  });

  it('refuses a window that is no whole number of rows, and an input that is not there', () => {
    expect(() => lag(90_000)({ stepMs: 60_000, offsetMinutes: () => 0 })).toThrow(RangeError);
    expect(() => streamed(input(1), [[1]], { stepMs: 1 })).toThrow(RangeError);
  });

  it('looks back by a lag, and says how much changed since', () => {
    const given = [1, 2, nothing, 8, 0];
    expect(streamed(lag(2), [given], { stepMs: 1, chunks: [3, 1] })).toEqual([
      nothing,
      nothing,
      1,
      2,
      nothing,
    ]);
    expect(streamed(difference(2), [given], { stepMs: 1 })).toEqual([nothing, nothing, nothing, 6, nothing]);
    expect(streamed(relativeChange(3), [given], { stepMs: 1 })).toEqual([nothing, nothing, nothing, 7, -1]);
  });

  it('holds the last value for so long and no longer', () => {
    const given = [nothing, 4, nothing, nothing, nothing, 5];
    expect(streamed(hold(2), [given], { stepMs: 1, chunks: [2] })).toEqual([nothing, 4, 4, 4, nothing, 5]);
  });

  it('counts the time since something happened, through rows that nobody saw', () => {
    const given = [0, 1, 0, nothing, 0, 2, 0];
    expect(streamed(timeSince(3), [given], { stepMs: 1, chunks: [4] })).toEqual([
      nothing,
      0,
      1,
      2,
      nothing,
      0,
      1,
    ]);
  });

  it('takes the season from the same place of the last cycles', () => {
    const season = seasonalMean({ periodMs: 2, cycles: 2, atLeast: 1 });
    expect(streamed(season, [[1, 10, 3, 20, nothing, 40]], { stepMs: 1, chunks: [1, 3] })).toEqual([
      nothing,
      nothing,
      2,
      15,
      nothing,
      30,
    ]);
  });
});

describe('buckets', () => {
  it('come to the variance of all that was put into them, however many in each', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(fc.integer({ min: -1000, max: 1000 }), { maxLength: 5 }), {
          minLength: 1,
          maxLength: 30,
        }),
        fc.integer({ min: 1, max: 8 }),
        (buckets, size) => {
          const inputs = [
            buckets.map((values) => mean(values)),
            buckets.map((values) => values.length),
            buckets.map((values) => (values.length === 0 ? Number.NaN : products(values, values))),
          ];
          const windows = buckets.map((_, row) => buckets.slice(Math.max(0, row - size + 1), row + 1).flat());
          const window = { windowMs: size, atLeast: 0 };
          expectClose(streamed(movingVariance(window), inputs, { stepMs: 1 }), windows.map(variance));
        },
      ),
    );
  });

  it('need their share of rows, not of observations', () => {
    const whole = movingVariance({ windowMs: 2, atLeast: 1 });
    const inputs = [
      [5, 5, 6],
      [9, 0, 1],
      [0, Number.NaN, 0],
    ];
    expect(streamed(whole, inputs, { stepMs: 1 })).toEqual([Number.NaN, Number.NaN, Number.NaN]);
  });
});

describe('a cycle', () => {
  it('that is a pure sine is the whole of the variance, and no more than chance is of noise', () => {
    const hours = Array.from({ length: 336 }, (_, i) => i);
    const daily = hours.map((i) => 100 + 3 * Math.sin((2 * Math.PI * (i + 5)) / 24));
    const window = { windowMs: 168, atLeast: 0.5 };
    expect(streamed(cycleStrength(window, 24), [daily], { stepMs: 1 }).at(-1)).toBeCloseTo(1, 12);
    expect(streamed(cycleStrength(window, 12), [daily], { stepMs: 1 }).at(-1)).toBeCloseTo(0, 12);
    const half = daily.map((value, i) => value + 3 * Math.sin((2 * Math.PI * i) / 7));
    expect(streamed(cycleStrength(window, 24), [half], { stepMs: 1 }).at(-1)).toBeCloseTo(0.5, 12);
    expect(streamed(cycleStrength(window, 24), [hours.map(() => 0.1)], { stepMs: 1 }).at(-1)).toBeNaN();
  });
});
