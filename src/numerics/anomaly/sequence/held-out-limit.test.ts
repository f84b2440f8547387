import { expect, it } from 'vitest';
import { heldOutLimit, splitNormalRows } from './held-out-limit.ts';
import { sharesOf } from './sequence-detector.ts';

it('a limit is a quantile of held-out scores times a factor, whatever is missing', () => {
  const scores = [3, Number.NaN, 1, 2, Number.NaN];
  expect(heldOutLimit(scores, { quantile: 0.5, factor: 1.5 })).toBe(3);
  expect(heldOutLimit(scores)).toBeCloseTo((4 / 3) * 2.998, 12);
});

it('where nothing was scored, or all as 0, nothing is an anomaly', () => {
  expect(heldOutLimit([])).toBe(Number.POSITIVE_INFINITY);
  expect(heldOutLimit([0, 0])).toBe(Number.POSITIVE_INFINITY);
});

it('the last rows are held out', () => {
  expect(splitNormalRows([1, 2, 3, 4], 0.25)).toEqual({ learnt: [1, 2, 3], heldOut: [4] });
});

it('shares leave out what is missing or below 0, and are known beside what is beyond numbers', () => {
  expect([...sharesOf(Float64Array.of(1, Number.NaN, 3, -2))]).toEqual([0.25, 0, 0.75, 0]);
  expect([...sharesOf(Float64Array.of(1, Number.POSITIVE_INFINITY))]).toEqual([0, 1]);
  expect([...sharesOf(Float64Array.of(1e308, 1e308))]).toEqual([0.5, 0.5]);
  expect([...sharesOf(Float64Array.of(0, Number.NaN))]).toEqual([0, 0]);
});
