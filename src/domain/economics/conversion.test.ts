import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { convert, type ExchangeRate } from './conversion.ts';

const rate = (base: string, quote: string, value: number, atMs = 0, provider = 'test'): ExchangeRate => ({
  base,
  quote,
  rate: value,
  atMs,
  provider,
});
const BTC_EUR = rate('BTC', 'EUR', 90_000, 2_000);

describe('a sum in another currency', () => {
  it('carries the rate that it went through, and its age', () => {
    expect(convert(1e-4, 'BTC', 'EUR', [BTC_EUR])).toEqual({
      amount: 9,
      currency: 'EUR',
      rates: [BTC_EUR],
      atMs: 2_000,
    });
  });

  it('needs no rate, and has no age, in its own currency and between bitcoin and satoshi', () => {
    expect(convert(5, 'EUR', 'EUR', [])).toEqual({ amount: 5, currency: 'EUR', rates: [] });
    expect(convert(0.00012345, 'BTC', 'SAT', [])?.amount).toBeCloseTo(12_345, 9);
    expect(convert(12_345, 'SAT', 'BTC', [])?.amount).toBe(0.00012345);
  });

  it('from satoshi to money', () => {
    expect(convert(10_000, 'SAT', 'EUR', [BTC_EUR])?.amount).toBeCloseTo(9, 12);
    expect(convert(9, 'EUR', 'SAT', [BTC_EUR])?.amount).toBeCloseTo(10_000, 9);
  });

  it('through two rates is as old as the older one', () => {
    const found = convert(100, 'DOGE', 'EUR', [rate('DOGE', 'BTC', 2e-6, 1_000), BTC_EUR]);
    expect(found?.amount).toBeCloseTo(18, 10);
    expect(found?.atMs).toBe(1_000);
  });

  it('takes the short way before a younger long one, and of two short ones the younger', () => {
    const old = rate('LTC', 'EUR', 80, 10);
    const long = [rate('LTC', 'USD', 100, 5_000), rate('EUR', 'USD', 1.1, 5_000)];
    expect(convert(1, 'LTC', 'EUR', [...long, old])?.rates).toEqual([old]);
    const young = rate('EUR', 'LTC', 1 / 82, 20);
    expect(convert(1, 'LTC', 'EUR', [old, young])?.amount).toBeCloseTo(82, 9);
  });

  it('is unknown where no rates lead there, or only absurd ones', () => {
    expect(convert(1, 'LTC', 'EUR', [BTC_EUR])).toBeUndefined();
    expect(convert(1, 'LTC', 'EUR', [rate('LTC', 'EUR', 0), rate('LTC', 'EUR', Number.NaN)])).toBeUndefined();
  });

  it('there and back is what it was', () => {
    const amount = fc.double({ min: 1e-9, max: 1e9, noNaN: true });
    fc.assert(
      fc.property(amount, amount, (sum, price) => {
        const rates = [rate('BTC', 'USD', price), rate('EUR', 'USD', 1.1)];
        const there = convert(sum, 'SAT', 'EUR', rates)?.amount ?? Number.NaN;
        expect((convert(there, 'EUR', 'SAT', rates)?.amount ?? Number.NaN) / sum).toBeCloseTo(1, 10);
      }),
    );
  });
});
