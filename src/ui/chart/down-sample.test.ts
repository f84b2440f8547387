import { expect, test } from 'vitest';
import { tableRows } from './down-sample.ts';

const atMs = Float64Array.of(0, 10, 20, 30, 40, 50);
const range = { fromMs: 0, toMs: 60 };
const edges = [0, 20, 40, 60];

test('each row is the mean of what is known in its stretch', () => {
  const rows = tableRows(atMs, [Float64Array.of(1, 3, Number.NaN, 5, 6, 8)], range, edges);
  expect(rows.map((row) => row.means[0])).toEqual([2, 5, 7]);
  expect(rows.map((row) => row.fromMs)).toEqual([0, 20, 40]);
});

test('a stretch in which a line is unknown says so', () => {
  const line = Float64Array.of(1, 1, Number.NaN, Number.NaN, 1, 1);
  expect(tableRows(atMs, [line], range, edges)[1]?.means[0]).toBeNaN();
});

test('a short history gives a short table', () => {
  expect(tableRows(Float64Array.of(50), [Float64Array.of(1)], range, edges)).toHaveLength(1);
});

test('what lies in a row but outside of the range does not count', () => {
  const line = Float64Array.of(9, 1, 1, 1, 1, 9);
  const rows = tableRows(atMs, [line], { fromMs: 10, toMs: 50 }, [0, 30, 60]);
  expect(rows.map((row) => row.means[0])).toEqual([1, 1]);
});
