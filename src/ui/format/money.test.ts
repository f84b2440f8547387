import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatMoney, formatPricePerKwh } from './money.ts';

/** Without what keeps a sum on one line: readable expectations. */
const plain = (text: string) => text.replaceAll(/[\u00a0\u202f]/g, ' ').replaceAll('\u2060', '');

describe('money', () => {
  const eur = { currency: 'EUR', per: 'day' };

  it('lost has a minus sign, in the form of its locale', () => {
    expect(plain(formatMoney(-0.11, { ...eur, locale: 'en-GB' }))).toBe('−€0.11/day');
    expect(plain(formatMoney(-0.11, { ...eur, locale: 'de-DE' }))).toBe('−0,11 €/day');
  });

  it('won may have a plus sign', () => {
    expect(plain(formatMoney(0.21, { ...eur, sign: 'always', locale: 'en-GB' }))).toBe('+€0.21/day');
    expect(formatMoney(0, { ...eur, sign: 'always', locale: 'en-GB' })).toBe('€0.00/day');
  });

  it('keeps its sign on its line: a word joiner stands between that and the mark of the currency', () => {
    expect(formatMoney(-0.11, { ...eur, locale: 'en-GB' })).toBe('−\u2060€0.11/day');
    expect(formatMoney(0.21, { ...eur, sign: 'always', locale: 'en-GB' })).toBe('+\u2060€0.21/day');
    expect(formatMoney(0.21, { ...eur, locale: 'en-GB' })).toBe('€0.21/day');
  });

  it('that is little keeps two figures: something is never written as nothing', () => {
    const written = (amount: number, decimals?: number) =>
      plain(formatMoney(amount, { currency: 'EUR', locale: 'en-GB', decimals }));
    expect([0.032, -0.0042, 0.00041].map((amount) => written(amount))).toEqual([
      '€0.032',
      '−€0.0042',
      '€0.00041',
    ]);
    expect(written(0.0002, 3)).toBe('€0.0002');
    expect(written(0.09, 2)).toBe('€0.09');
    expect(plain(formatMoney(0.4, { currency: 'JPY', locale: 'en-GB' }))).toBe('JP¥0.40');
  });

  it('is nothing only where nothing is, or less than the hundred-millionth that sums are rounded to', () => {
    const figures = (text: string) => text.replaceAll(/[^1-9]/g, '');
    fc.assert(
      fc.property(
        fc.double({ min: 1e-8, max: 1e6, noNaN: true }),
        fc.boolean(),
        fc.constantFrom(undefined, 0, 2, 3, 4),
        (size, lost, decimals) => {
          const written = formatMoney(lost ? -size : size, { currency: 'EUR', decimals });
          expect(figures(written)).not.toBe('');
          expect(written.includes('−')).toBe(lost);
        },
      ),
    );
    expect(formatMoney(-1e-12, { currency: 'EUR', locale: 'en-GB' })).toBe('€0.00');
  });

  it('has the decimals of its currency', () => {
    expect(formatMoney(1234.5, { currency: 'JPY', locale: 'en-GB' })).toBe('JP¥1,235');
  });

  it('that is not known is a dash', () => {
    expect(formatMoney(undefined, eur)).toBe('–');
    expect(formatMoney(Number.NaN, eur)).toBe('–');
  });

  it('of a kilowatt-hour shows as many decimals as were typed, two to four', () => {
    const price = (amount: number) => formatPricePerKwh(amount, { currency: 'EUR', locale: 'en-GB' });
    expect([0.3, 0.253, 0.2534, 0.25341].map(price)).toEqual([
      '€0.30/kWh',
      '€0.253/kWh',
      '€0.2534/kWh',
      '€0.2534/kWh',
    ]);
  });
});
