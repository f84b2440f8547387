import { expect, test } from 'vitest';
import { curveExtent, curvePath } from './curve-path.ts';

const curve = (y: readonly number[]) => ({ label: 'loss', x: y.map((_, i) => i + 1), y });

test('the extent holds all curves, gaps apart', () => {
  const extent = curveExtent([curve([4, 2, Number.NaN, 1]), curve([5, 3])]);
  expect(extent).toEqual({ x: [1, 4], y: [1, 5] });
  expect(curveExtent([curve([]), curve([Number.NaN])])).toBeUndefined();
});

test('the greatest value stands at the top, and the line spans the box', () => {
  const falling = curve([4, 2, 0]);
  const extent = curveExtent([falling]);
  expect(extent && curvePath(falling, extent, 100, 50)).toBe('M0.00 0.00L50.00 25.00L100.00 50.00');
});

test('a gap stays open, and a point between two of them is still seen', () => {
  const broken = curve([4, Number.NaN, 2, Number.NaN, 0]);
  const extent = curveExtent([broken]);
  expect(extent && curvePath(broken, extent, 100, 50)).toBe('M0.00 0.00h1M50.00 25.00h1M100.00 50.00h1');
});

test('what never changes stands in the middle', () => {
  const flat = curve([3, 3]);
  const extent = curveExtent([flat]);
  expect(extent && curvePath(flat, extent, 100, 50)).toBe('M0.00 25.00L100.00 25.00');
});
