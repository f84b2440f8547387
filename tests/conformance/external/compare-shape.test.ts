import { describe, expect, test } from 'vitest';
import { expectsNothing, inShapeOf } from './compare-shape.ts';
import { compareValues } from './compare-values.ts';

const point = (time_ms: number, price: number) => ({ time_ms, price });
const OLDEST_FIRST = [point(1, 10), point(2, 20), point(3, 30)];

function mismatchesOf(expected: unknown, got: unknown) {
  return compareValues(expected, inShapeOf(expected, got)).mismatches.map(({ field }) => field);
}

describe('what was read agrees with what is expected', () => {
  test('in the order of the answer, whichever that is', () => {
    expect(mismatchesOf({ points: OLDEST_FIRST.toReversed() }, { points: OLDEST_FIRST })).toEqual([]);
    const newestFirst = { count: 3, first: point(3, 30), last: point(1, 10) };
    expect(mismatchesOf(newestFirst, { points: OLDEST_FIRST })).toEqual([]);
    expect(mismatchesOf({ FI: newestFirst }, { FI: { rates: OLDEST_FIRST } })).toEqual([]);
  });

  test('under whatever name a list has', () => {
    expect(mismatchesOf(OLDEST_FIRST, { points: OLDEST_FIRST })).toEqual([]);
    expect(mismatchesOf({ rates: OLDEST_FIRST }, OLDEST_FIRST)).toEqual([]);
  });

  test('by the names of its rows, which JavaScript puts in order where they are numbers', () => {
    const workers = [{ name: '10' }, { name: '9' }];
    expect(mismatchesOf({ workers }, { workers: workers.toReversed() })).toEqual([]);
  });
});

describe('what is read wrong stays wrong', () => {
  test('in a figure, in whatever order', () => {
    const wrong = [point(3, 30), point(2, 21), point(1, 10)];
    expect(mismatchesOf({ points: wrong }, { points: OLDEST_FIRST })).toEqual(['points[1].price']);
    expect(mismatchesOf({ first: point(1, 11) }, { points: OLDEST_FIRST })).toEqual(['first.price']);
  });

  test('in a row too few, or in one told twice', () => {
    expect(mismatchesOf({ points: OLDEST_FIRST }, { points: OLDEST_FIRST.slice(1) })).toContain(
      'points.length',
    );
    const twice = [point(1, 10), point(1, 20), point(3, 30)];
    expect(mismatchesOf({ points: OLDEST_FIRST }, { points: twice })).not.toEqual([]);
  });

  test('where an error came in place of figures', () => {
    expect(expectsNothing({ value: 0.5, points: [] })).toBe(false);
    expect(expectsNothing({ count: 0, points: [], currency: null })).toBe(true);
  });
});
