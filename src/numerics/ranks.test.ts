import fc from 'fast-check';
import { expect, test } from 'vitest';
import { countUpTo, median, sorted, tieCounts } from './ranks.ts';

const values = fc.array(fc.integer({ min: -5, max: 5 }), { maxLength: 30 });

test('sorting leaves out what is missing and leaves the given list alone', () => {
  const given = [3, Number.NaN, -1, 10];
  expect([...sorted(given)]).toEqual([-1, 3, 10]);
  expect(given).toEqual([3, Number.NaN, -1, 10]);
});

test('half of the values are at most the median, and half at least', () => {
  fc.assert(
    fc.property(values, (xs) => {
      const middle = median(xs);
      if (xs.length === 0) expect(middle).toBeNaN();
      else {
        expect(xs.filter((x) => x <= middle).length).toBeGreaterThanOrEqual(xs.length / 2);
        expect(xs.filter((x) => x >= middle).length).toBeGreaterThanOrEqual(xs.length / 2);
      }
    }),
  );
  expect(median([4, Number.NaN, 1])).toBe(2.5);
});

test('groups of equal values are counted, single ones are not', () => {
  expect(tieCounts([1, 1, 2, 3, 3, 3])).toEqual([2, 3]);
  expect(tieCounts([])).toEqual([]);
});

test('the place of a value is how many are at most it, or below it', () => {
  fc.assert(
    fc.property(values, fc.integer({ min: -6, max: 6 }), (xs, value) => {
      const ascending = sorted(xs);
      expect(countUpTo(ascending, value)).toBe(xs.filter((x) => x <= value).length);
      expect(countUpTo(ascending, value, true)).toBe(xs.filter((x) => x < value).length);
    }),
  );
});
