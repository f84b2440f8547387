import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { inputSagged } from './input-sag.ts';

describe('an input voltage', () => {
  test('that holds at what its board is made for has not sagged', () => {
    expect(inputSagged([5.12, 5.02, 4.98, 4.95, 5.05])).toBe(false);
    expect(inputSagged([12.2, 12.05, 11.9])).toBe(false);
  });

  test('that sank once for a moment has', () => {
    expect(inputSagged([5.05, 5.02, 4.66, 5.01, 5.03])).toBe(true);
    expect(inputSagged([12.1, 12, 10.6, 12.1])).toBe(true);
  });

  test('that is too low all the time has, too', () => {
    expect(inputSagged([4.6, 4.61, 4.59])).toBe(true);
  });

  test('of the mains, of other rails, and one that nobody measured tells nothing', () => {
    expect(inputSagged([231, 180])).toBe(false);
    expect(inputSagged([28, 24])).toBe(false);
    expect(inputSagged([])).toBe(false);
    expect(inputSagged([Number.NaN, 0, -1])).toBe(false);
  });

  test('does not mind answers in which it is missing, nor their order', () => {
    fc.assert(
      fc.property(fc.array(fc.double()), fc.array(fc.constantFrom(Number.NaN, 0, -5)), (told, missing) => {
        expect(inputSagged([...missing, ...told.toReversed()])).toBe(inputSagged(told));
      }),
    );
  });
});
