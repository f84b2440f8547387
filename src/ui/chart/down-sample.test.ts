import { expect, test } from 'vitest';
import { tableRows } from './down-sample.ts';

const atMs = Float64Array.of(0, 10, 20, 30, 40, 50);

test('each row is the mean of what is known in its stretch', () => {
  const rows = tableRows(atMs, [Float64Array.of(1, 3, Number.NaN, 5, 6, 8)], { fromMs: 0, toMs: 60 }, 3);
  expect(rows.map((row) => row.means[0])).toEqual([2, 5, 7]);
  expect(rows.map((row) => row.fromMs)).toEqual([0, 20, 40]);
});

test('a stretch in which a line is unknown says so', () => {
  const rows = tableRows(
    atMs,
    [Float64Array.of(1, 1, Number.NaN, Number.NaN, 1, 1)],
    { fromMs: 0, toMs: 60 },
    3,
  );
  expect(rows[1]?.means[0]).toBeNaN();
});

test('a short history gives a short table', () => {
  expect(tableRows(Float64Array.of(50), [Float64Array.of(1)], { fromMs: 0, toMs: 60 }, 6)).toHaveLength(1);
});
