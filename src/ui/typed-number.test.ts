import fc from 'fast-check';
import { expect, test } from 'vitest';
import { typedNumber } from './typed-number.ts';

test.each([
  ['0,25', 'en', 0.25],
  ['0.25', 'de', 0.25],
  [' 95 000 ', 'en', 95_000],
  ['95,000', 'en', 95_000],
  ['95.000', 'de', 95_000],
  ['95,000', 'de', 95],
  ['1,234,567.89', 'en', 1_234_567.89],
  ['1.234.567,89', 'de', 1_234_567.89],
  ["95'000", 'de-CH', 95_000],
  ['.5', 'en', 0.5],
  ['−1', 'en', -1],
])('%s in %s is %d', (typed, locale, value) => {
  expect(typedNumber(typed, locale)).toBe(value);
});

test.each(['', '.', '1,2,3', '1.2.3', '12 ct', 'NaN', '0x10', '1e3', '1,23,456'])(
  '%s is no number',
  (typed) => {
    expect(typedNumber(typed, 'en')).toBeUndefined();
  },
);

test('a number below a thousand is read the same with comma and point', () => {
  fc.assert(
    fc.property(fc.integer({ min: -999_999, max: 999_999 }), (thousandths) => {
      const written = (thousandths / 1000).toFixed(4);
      expect(typedNumber(written, 'en')).toBe(Number(written));
      expect(typedNumber(written.replace('.', ','), 'de')).toBe(Number(written));
      expect(typedNumber(written.replace('.', ','), 'en')).toBe(Number(written));
    }),
  );
});
