import { describe, expect, it } from 'vitest';
import { ABSENT, decimal, places, withUnit } from './decimal.ts';

describe('a number', () => {
  it('is grouped by narrow spaces and keeps the decimal mark of its locale', () => {
    expect(decimal(1_234_567.5, {}, 'en-GB')).toBe('1\u202f234\u202f567.5');
    expect(decimal(1_234_567.5, {}, 'de-DE')).toBe('1\u202f234\u202f567,5');
  });

  it('below zero has a real minus sign, and no minus when it rounds to zero', () => {
    expect(decimal(-1.5, places(1), 'en-GB')).toBe('−1.5');
    expect(decimal(-0.004, places(2), 'en-GB')).toBe('0.00');
  });

  it.each([undefined, Number.NaN, Number.POSITIVE_INFINITY])(
    'that is %s is a dash, without a unit',
    (absent) => {
      expect(decimal(absent)).toBe(ABSENT);
      expect(withUnit(absent, 'W')).toBe('–');
    },
  );

  it('stays on one line with its unit', () => {
    expect(withUnit(21, 'W', {}, 'en-GB')).toBe('21\u00a0W');
  });
});
