import fc from 'fast-check';
import { expect, it } from 'vitest';
import { mean } from './mean.ts';

it('values that are all the same have exactly that mean', () => {
  fc.assert(
    fc.property(
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.integer({ min: 1, max: 50 }),
      (value, count) => {
        // Of −0, too, whose mean is 0.
        expect(mean(new Float64Array(count).fill(value)) - value).toBe(0);
      },
    ),
  );
});

it('a mean lies between the least and the greatest, and moves with its values', () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: -1e3, max: 1e3, noNaN: true }), { minLength: 1, maxLength: 50 }),
      (values) => {
        expect(mean(values)).toBeGreaterThanOrEqual(Math.min(...values) - 1e-9);
        expect(mean(values)).toBeLessThanOrEqual(Math.max(...values) + 1e-9);
        expect(mean(values.map((value) => value + 5))).toBeCloseTo(mean(values) + 5, 9);
      },
    ),
  );
});

it('of a part of the values is the mean of that part, and of none it is not known', () => {
  expect(mean([9, 1, 2, 3, 9], 1, 4)).toBe(2);
  expect(mean([])).toBeNaN();
  expect(mean([1, Number.NaN])).toBeNaN();
  expect(mean([Number.POSITIVE_INFINITY, 1])).toBeNaN();
});
