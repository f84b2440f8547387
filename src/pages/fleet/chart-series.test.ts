import { expect, test } from 'vitest';
import { partlyKnown } from './chart-series.ts';

const columns = (counts: readonly number[]) => ({
  atMs: Float64Array.from(counts, (_, minute) => minute * 60_000),
  values: {},
  counts: Float64Array.from(counts),
});

test('times for which fewer miners are known are tinted up to where all are, but not the minute that has just begun', () => {
  expect(partlyKnown(columns([4, 4, 11, 11, 10, 11, 9]))).toMatchObject([
    { fromMs: 0, toMs: 120_000, severity: 'info' },
    { fromMs: 240_000, toMs: 300_000 },
  ]);
});

test('where all are always known, nobody is, or nobody counted, nothing is tinted', () => {
  expect(partlyKnown(columns([11, 0, 11]))).toEqual([]);
  expect(partlyKnown(columns([]))).toEqual([]);
  expect(partlyKnown({ atMs: Float64Array.of(0), values: {} })).toEqual([]);
});
