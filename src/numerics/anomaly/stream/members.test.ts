import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { levelShift, spread } from './level-shift.ts';
import { patternDistance } from './pattern-distance.ts';
import { RECENT, RecentValues } from './recent-values.ts';
import { SameTimeDistance } from './same-time-distance.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const column = (values: readonly number[]) => Float64Array.from(values);
const small = fc.array(fc.integer({ min: -9, max: 9 }), { minLength: 8, maxLength: 40 });

describe('the pattern’s distance', () => {
  it('is that to the most like of all earlier windows that do not overlap', () => {
    fc.assert(
      fc.property(small, fc.integer({ min: 1, max: 4 }), (values, width) => {
        const window = (end: number) => values.slice(end - width + 1, end + 1);
        const last = window(values.length - 1);
        const distances: number[] = [];
        for (let end = width - 1; end <= values.length - 1 - width; end++)
          distances.push(
            Math.sqrt(
              window(end).reduce((sum, value, at) => sum + (value - (last[at] ?? 0)) ** 2, 0) / width,
            ),
          );
        expect(patternDistance(column(values), width)).toBe(Math.min(...distances));
      }),
    );
  });

  it('is 0 for what was there before, and not known without an earlier window', () => {
    expect(patternDistance(column([1, 5, 2, 9, 1, 5, 2]), 3)).toBe(0);
    expect(patternDistance(column([1, 5, 2, 9, 1]), 3)).toBeNaN();
  });
});

describe('the level', () => {
  it('has moved by the difference of two means', () => {
    expect(levelShift(column([100, 1, 3, 7, 9]), 2)).toBe(6);
    expect(levelShift(column([9, 7, 3, 1]), 2)).toBe(6);
    expect(levelShift(column([9, 7, 3]), 2)).toBeNaN();
  });

  it('of what never changes has moved by exactly 0, and its spread is rounding at most', () => {
    fc.assert(
      fc.property(fc.double({ min: -1e150, max: 1e150, noNaN: true }), (value) => {
        const still = column(Array.from({ length: 20 }, () => value));
        expect(levelShift(still, 10)).toBe(0);
        // The mean of equal numbers may miss them by rounding.
        expect(spread(still, 10)).toBeLessThanOrEqual(1e-14 * Math.abs(value));
      }),
    );
  });

  it('spreads by the standard deviation of the latest values', () => {
    expect(spread(column([50, 2, 4, 4, 4, 5, 5, 7, 9]), 8)).toBe(2);
    expect(spread(column([2, 4]), 3)).toBeNaN();
  });
});

describe('the same time of other days', () => {
  const hourly = (days: number, valueAt: (hour: number, day: number) => number) => {
    const distance = new SameTimeDistance();
    const seen: number[] = [];
    for (let hour = 0; hour < 24 * days; hour++)
      seen.push(
        ...distance.push(hour * HOUR_MS, valueAt(hour % 24, Math.floor(hour / 24)), [30 * MINUTE_MS]),
      );
    return seen;
  };

  it('is not known before two days, then tells how far the second nearest day is away', () => {
    const seen = hourly(4, (hour, day) => hour + 100 * day);
    expect(seen.slice(0, 48).every(Number.isNaN)).toBe(true);
    expect(seen.slice(48)).toEqual(seen.slice(48).map(() => 200));
  });

  it('is not excused by one other odd day', () => {
    const seen = hourly(6, (hour, day) => (day === 2 || day === 5 ? 0 : hour < 12 ? 1 : 8));
    expect(seen.slice(5 * 24, 5 * 24 + 12)).toEqual(Array.from({ length: 12 }, () => 1));
    expect(seen.slice(5 * 24 + 12)).toEqual(Array.from({ length: 12 }, () => 8));
  });

  it('takes the nearest value within the tolerance, and no older day than the seventh', () => {
    const distance = new SameTimeDistance();
    distance.push(0, 3, []);
    distance.push(20 * MINUTE_MS, 5, []);
    distance.push(DAY_MS, 9, []);
    expect(distance.push(2 * DAY_MS, 4, [10 * MINUTE_MS, 30 * MINUTE_MS])).toEqual([5, 5]);
    expect(distance.push(3 * DAY_MS, 5.5, [10 * MINUTE_MS, 30 * MINUTE_MS])).toEqual([2.5, 1.5]);
    expect(distance.push(9 * DAY_MS, 5, [10 * MINUTE_MS])).toEqual([1]);
    expect(distance.push(10.5 * DAY_MS, 5, [10 * MINUTE_MS])).toEqual([Number.NaN]);
  });

  it('forgets what a clock that was set back told of later times', () => {
    const distance = new SameTimeDistance();
    for (const day of [0, 1, 2, 400]) distance.push(day * DAY_MS, day, []);
    expect(distance.push(3 * DAY_MS, 3, [MINUTE_MS])).toEqual([2]);
    expect(distance.state.end).toBe(4);
  });

  it('keeps a week of a stream that comes every ten seconds in bounded room', () => {
    const distance = new SameTimeDistance();
    const days = 10;
    // Only six and seven days ago there was the same.
    for (let at = 0; at < days * 8640; at++)
      distance.push(at * 10_000, at <= 4 * 8640 ? at % 8640 : (at % 8640) + 10_000, []);
    expect(distance.state.end).toBeLessThanOrEqual(distance.state.values.length);
    expect(distance.push(days * DAY_MS, 0, [HOUR_MS])).toEqual([0]);
  });
});

describe('the recent values', () => {
  it('are the latest ones in order, however many have come', () => {
    const recent = new RecentValues();
    for (let value = 1; value <= 5 * RECENT + 17; value++) {
      recent.push(value);
      if (value === 3) expect([...recent.latest()]).toEqual([1, 2, 3]);
    }
    const latest = recent.latest();
    expect([latest.length, latest[0], latest.at(-1)]).toEqual([RECENT, 4 * RECENT + 18, 5 * RECENT + 17]);
    expect([...recent.latest(2)]).toEqual([5 * RECENT + 16, 5 * RECENT + 17]);
  });
});
