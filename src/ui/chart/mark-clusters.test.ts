import { expect, test } from 'vitest';
import { clusterMarks } from './mark-clusters.ts';

const mark = (atMs: number) => ({ key: String(atMs), atMs, label: 'restarted' });
const onePxAMs = (atMs: number) => atMs;

test('marks too close to hit apart share a button, in order of time', () => {
  const clusters = clusterMarks([mark(30), mark(10), mark(100)], onePxAMs, 200, 26);
  expect(clusters.map(({ leftPx, marks }) => [leftPx, marks.map((each) => each.atMs)])).toEqual([
    [10, [10, 30]],
    [100, [100]],
  ]);
});

test('marks outside the plot have no button', () => {
  expect(clusterMarks([mark(-5), mark(201)], onePxAMs, 200, 26)).toEqual([]);
});
