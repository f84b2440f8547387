import { expect, test } from 'vitest';
import { lonelyPoints, withGaps } from './plot-columns.ts';

test('unknown values become breaks in the line', () => {
  expect(withGaps(Float64Array.of(1, Number.NaN, 3))).toEqual([1, null, 3]);
});

test('a value between two unknown ones is drawn as a dot', () => {
  expect(lonelyPoints([null, 1, null, 2, 3, null, 4])).toEqual([1, 6]);
});
