import { expect, test } from 'vitest';
import { seriesOf } from '../../domain/outside-series.ts';
import { always, firstTold, NOTHING_TOLD, standing, storedTold } from './told-points.ts';

const rows = ({ atMs, values, knownAtMs }: ReturnType<typeof storedTold>) =>
  [...atMs].map((at, i) => [at, values[i], knownAtMs[i]]);

test('a figure that was revised was known as it was told first, until it was told again', () => {
  const stored = seriesOf([
    { atMs: 100, value: 5, knownAtMs: 110 },
    { atMs: 100, value: 6, knownAtMs: 200 },
  ]);
  expect(rows(storedTold(stored))).toEqual([
    [100, 5, 110],
    [100, 6, 200],
  ]);
});

test('where nobody noted the arrival only the teller’s usual delay counts, and what is kept as it is heard counts at once', () => {
  const stored = seriesOf([{ atMs: 100, value: 5 }]);
  expect(rows(storedTold(stored))).toEqual([[100, 5, Number.POSITIVE_INFINITY]]);
  expect(rows(storedTold(stored, 'at-once'))).toEqual([[100, 5, 100]]);
});

test('what stands is said again and again, never before its time and never ahead of the end', () => {
  const told = standing(7, { fromMs: 95, toMs: 130, everyMs: 10 });
  expect(rows(told)).toEqual([90, 100, 110, 120].map((atMs) => [atMs, 7, atMs]));
});

test('nobody’s word is nothing, and not 0', () => {
  expect(always(undefined)).toBe(NOTHING_TOLD);
  expect(firstTold(always(undefined), always(3)).values).toEqual(Float64Array.of(3));
});
