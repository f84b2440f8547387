import { expect, test } from 'vitest';
import { PreviewRows } from './preview-rows.ts';

const figure = (series: number, atMs: number) => ({
  minerId: 'gamma',
  atMs,
  series,
  value: series * 100 + atMs,
});

test('of a file that tells one quantity after the other, each moment shows all of them', () => {
  const preview = new PreviewRows();
  for (const series of [0, 1, 2])
    for (let atMs = 0; atMs < 120; atMs += 1) preview.add([figure(series, atMs)]);
  expect(preview.rows).toHaveLength(6);
  for (const [atMs, row] of preview.rows.entries())
    expect(row).toEqual([figure(0, atMs), figure(1, atMs), figure(2, atMs)]);
});

test('a quantity that was told at other moments is shown all the same, once', () => {
  const preview = new PreviewRows();
  for (const series of [0, 1])
    for (let at = 0; at < 120; at += 1) preview.add([figure(series, at + series / 2)]);
  expect(preview.rows).toHaveLength(7);
  expect(preview.rows.at(-1)).toEqual([figure(1, 0.5)]);
});
