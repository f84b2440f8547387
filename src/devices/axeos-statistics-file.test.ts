import { expect, test } from 'vitest';
import { textFile } from '../../tests/support/text-file.ts';
import { openAxeosStatistics } from './axeos-statistics-file.ts';

const table = (labels: readonly string[], ...statistics: readonly unknown[]) => ({
  currentTimestamp: 600_000,
  labels,
  statistics,
});

test('a saved answer of AxeOS tells by how long before the file its rows are, under old and new names', async () => {
  const old = await openAxeosStatistics(
    table(['hashrate', 'temp', 'voltage', 'timestamp'], [1_072.5, 60, 5_093.75, 540_000]),
    textFile('', 1, 'statistics.json'),
  );
  const late = await openAxeosStatistics(
    table(['timestamp', 'asicTemp', 'hashrate', 'voltage'], [540_000, 60, 1_072.5, 5_093.75]),
    textFile('', 1, 'statistics.json'),
  );
  expect(old?.survey.rows[0]).toMatchObject({ line: 1, at: '-60000', subject: '', from: 0 });
  expect(old?.survey.rows[0]?.cells.slice(0, 3)).toEqual(['1072500000000', '60', '5.09375']);
  expect(late?.survey.rows).toEqual(old?.survey.rows);
  expect(old?.survey.columns.slice(0, 3).map(({ guess }) => guess?.series)).toEqual([
    'hashrateHs',
    'tempChipMaxC',
    'voltageInV',
  ]);
  expect(old?.survey.time).toMatchObject({ form: 'since-boot', madeAtMs: Date.UTC(2026, 10, 21, 12) });
});

test('rows of no clock are told by their place in the list', async () => {
  const file = await openAxeosStatistics(
    table(['hashrate', 'timestamp'], [1, 500_000], [2, 700_000], 'x'),
    textFile(''),
  );
  const batches = [];
  for await (const batch of file?.batches() ?? []) batches.push(batch);
  expect(batches[0]?.problems.map(({ line, reason }) => `${line} ${reason}`)).toEqual([
    '2 no-time',
    '3 no-time',
  ]);
});

test('other JSON is none of AxeOS', () => {
  expect(openAxeosStatistics({ data: {} }, textFile(''))).toBeUndefined();
});
