import fc from 'fast-check';
import { expect, test } from 'vitest';
import { closeUp } from './plot-options.ts';

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
