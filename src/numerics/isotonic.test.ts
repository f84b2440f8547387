import fc from 'fast-check';
import { expect, it } from 'vitest';
import { neverFalling } from './isotonic.ts';

it('values that fall are drawn together to their mean, the others stay', () => {
  // As scikit-learn's isotonic_regression and R's isoreg have it.
  expect([...neverFalling(Float64Array.of(1, 3, 2, 4, 3.5, 5))]).toEqual([1, 2.5, 2.5, 3.75, 3.75, 5]);
  expect([...neverFalling(Float64Array.of(4, 3, 2, 1))]).toEqual([2.5, 2.5, 2.5, 2.5]);
});

it('missing values stay missing', () => {
  expect([...neverFalling(Float64Array.of(2, Number.NaN, 1))]).toEqual([1.5, Number.NaN, 1.5]);
});

const some = fc.array(fc.double({ min: -1e3, max: 1e3, noNaN: true }), { minLength: 1, maxLength: 40 });

it('it never falls, keeps the mean, and leaves alone what never falls', () => {
  fc.assert(
    fc.property(some, (list) => {
      const values = Float64Array.from(list);
      const fitted = neverFalling(values);
      const mean = (of: Float64Array) => of.reduce((sum, value) => sum + value, 0) / of.length;
      expect(fitted.every((value, at) => at === 0 || value >= (fitted[at - 1] ?? 0))).toBe(true);
      expect(mean(fitted)).toBeCloseTo(mean(values), 8);
      expect(neverFalling(fitted)).toEqual(fitted);
    }),
  );
});

it('no other sequence that never falls lies nearer', () => {
  fc.assert(
    fc.property(some, some, (list, other) => {
      const values = Float64Array.from(list);
      const rival = Float64Array.from(values, (_, at) => other[at % other.length] ?? 0).sort();
      const miss = (of: Float64Array) =>
        of.reduce((sum, value, at) => sum + (value - (values[at] ?? 0)) ** 2, 0);
      expect(miss(neverFalling(values))).toBeLessThanOrEqual(miss(rival) + 1e-6);
    }),
  );
});
