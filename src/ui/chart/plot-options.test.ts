import fc from 'fast-check';
import { expect, test } from 'vitest';
import { closeUp, decimalsOf } from './plot-options.ts';

test('noise of one per cent takes a tenth of a close-up, not all of it', () => {
  const [bottom, top] = closeUp(99.5, 100.5);
  expect(bottom).toBeCloseTo(93.97, 2);
  expect(top).toBeCloseTo(106.03, 2);
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
