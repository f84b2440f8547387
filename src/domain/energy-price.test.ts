import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type EnergyPrice, energyPriceAt, energyPriceSeries } from './energy-price.ts';

const SERIES = { id: 'DE-LU', includes: 'wholesale', direction: 'import', currency: 'EUR' } as const;
const QUARTER_MS = 900_000;

describe('a series of energy prices', () => {
  test('is put in order; of two rows with one beginning the first told stays', () => {
    const { prices, resolutionMs } = energyPriceSeries(SERIES, [
      { fromMs: 2 * QUARTER_MS, toMs: 3 * QUARTER_MS, pricePerKwh: -0.02 },
      { fromMs: QUARTER_MS, toMs: 2 * QUARTER_MS, pricePerKwh: 0.1 },
      { fromMs: QUARTER_MS, toMs: 2 * QUARTER_MS, pricePerKwh: 0.9 },
    ]);
    expect(prices.map(({ pricePerKwh }) => pricePerKwh)).toEqual([0.1, -0.02]);
    expect(resolutionMs).toBe(QUARTER_MS);
  });

  test('leaves out what is no interval or no price of this world', () => {
    const rows = [
      { fromMs: 5, toMs: 5, pricePerKwh: 1 },
      { fromMs: 9, toMs: 5, pricePerKwh: 1 },
      { fromMs: 5, toMs: 9, pricePerKwh: Number.NaN },
      { fromMs: 5, toMs: 9, pricePerKwh: -99_999 },
      { fromMs: Number.NaN, toMs: 9, pricePerKwh: 1 },
    ];
    const { prices, resolutionMs } = energyPriceSeries(SERIES, rows);
    expect([prices, resolutionMs]).toEqual([[], undefined]);
  });

  test('ends a price without an end where the next begins', () => {
    const series = energyPriceSeries(SERIES, [
      { fromMs: 0, toMs: Number.POSITIVE_INFINITY, pricePerKwh: 0.3 },
      { fromMs: 100, toMs: Number.POSITIVE_INFINITY, pricePerKwh: 0.4 },
    ]);
    expect(series.prices[0]?.toMs).toBe(100);
    expect(energyPriceAt(series, 99)?.pricePerKwh).toBe(0.3);
    expect(energyPriceAt(series, 1e15)?.pricePerKwh).toBe(0.4);
  });

  test('has no price in a gap, before the first and at the end of the last', () => {
    const series = energyPriceSeries(SERIES, [
      { fromMs: 10, toMs: 20, pricePerKwh: 1 },
      { fromMs: 30, toMs: 40, pricePerKwh: 3 },
    ]);
    expect([9, 10, 19, 20, 29, 30, 40].map((atMs) => energyPriceAt(series, atMs)?.pricePerKwh)).toEqual([
      undefined,
      1,
      1,
      undefined,
      undefined,
      3,
      undefined,
    ]);
  });

  test('never overlaps, whatever rows it is made of, and finds at each moment what a search by hand finds', () => {
    const row = fc.record({
      fromMs: fc.integer({ min: 0, max: 50 }),
      toMs: fc.oneof(fc.integer({ min: 0, max: 60 }), fc.constant(Number.POSITIVE_INFINITY)),
      pricePerKwh: fc.oneof(fc.double({ min: -1, max: 1 }), fc.constant(Number.NaN)),
    });
    fc.assert(
      fc.property(fc.array(row), fc.integer({ min: -1, max: 70 }), (rows: readonly EnergyPrice[], atMs) => {
        const series = energyPriceSeries(SERIES, rows);
        for (const [at, price] of series.prices.entries())
          expect(price.fromMs).toBeGreaterThanOrEqual(series.prices[at - 1]?.toMs ?? 0);
        const byHand = series.prices.find(({ fromMs, toMs }) => fromMs <= atMs && atMs < toMs);
        expect(energyPriceAt(series, atMs)).toEqual(byHand);
      }),
    );
  });
});
