import fc from 'fast-check';
import { expect, test } from 'vitest';
import { closeUp, decimalsOf, zeroUp } from './plot-options.ts';

test('noise of one per cent takes a tenth of a close-up, not all of it', () => {
  const [bottom, top] = closeUp(99.5, 100.5);
  expect(bottom).toBeCloseTo(93.97, 2);
  expect(top).toBeCloseTo(106.03, 2);
});

test('a counter that climbs by sixty in many thousands fills its axis', () => {
  const [bottom, top] = closeUp(23_311, 23_371, { leastSpan: 0 });
  expect(bottom).toBeCloseTo(23_305, 6);
  expect(top).toBeCloseTo(23_377, 6);
});

test('two lines of noise on two axes have each their own half of the plot', () => {
  const [leftBottom, leftTop] = closeUp(98, 102, { below: 0.7 });
  const [rightBottom, rightTop] = closeUp(16.8, 17.2, { above: 0.7 });
  const height = (value: number, bottom: number | null, top: number | null) =>
    (value - (bottom ?? 0)) / ((top ?? 0) - (bottom ?? 0));
  expect(height(98, leftBottom, leftTop)).toBeGreaterThan(height(17.2, rightBottom, rightTop));
});

test('what is judged by its size begins at zero, and is not asked for before it is known', () => {
  expect(zeroUp(250, 0.7)).toEqual([0, 425]);
  expect(zeroUp(0)).toEqual([0, 1]);
  expect(zeroUp(null)).toEqual([null, null]);
});

test('a close-up holds all values, and shows no negative axis for values that are not', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 0, max: 1e15, noNaN: true }),
      fc.double({ min: 0, max: 1e15, noNaN: true }),
      (one, other) => {
        const [least, most] = [Math.min(one, other), Math.max(one, other)];
        const [bottom, top] = closeUp(least, most);
        expect(bottom).toBeGreaterThanOrEqual(0);
        expect(bottom).toBeLessThanOrEqual(least);
        expect(top).toBeGreaterThanOrEqual(most);
      },
    ),
  );
});

test.each([
  [2.5, 1],
  [0.25, 2],
  [20, 0],
  [0.1 + 0.2 - 0.25, 2],
  [0.000_5, 4],
])('ticks %d apart are written with %d decimals', (step, digits) => {
  expect(decimalsOf(step)).toBe(digits);
});
