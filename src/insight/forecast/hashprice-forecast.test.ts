import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Coin } from '../../domain/coin.ts';
import { SHIPPED_COINS } from '../../domain/shipped-coins.ts';
import { hashpriceForecast } from './hashprice-forecast.ts';

const bitcoin = SHIPPED_COINS.find(({ symbol }) => symbol === 'BTC') as Coin;

const KNOWN = {
  coin: bitcoin,
  atMs: Date.UTC(2024, 8, 1),
  height: 860_000,
  price: 60_000,
  difficulty: 1e14,
  belief: undefined,
  epoch: undefined,
  feesPerBlock: [0.03, 0.03, 0.03],
};

describe('the hashprice of the days ahead', () => {
  it('is the formula’s, where nothing is going to change', () => {
    const path = hashpriceForecast(KNOWN, 3);
    expect(path).toHaveLength(3);
    // 86400 · (3.125 + 0.03) / (1e14 · 2³²) coins for 1 H/s: 6.346777e-19 (economics section 1).
    for (const day of path ?? []) {
      expect(day.perPhPerDay).toBeCloseTo(6.346777e-19 * 1e15 * 60_000, 4);
      expect(day.subsidy).toBe(3.125);
      expect(day.difficulty).toBeCloseTo(1e14, 0);
    }
    expect(path?.[2]?.fromMs).toBe(KNOWN.atMs + 2 * 86_400_000);
  });

  it('knows when the subsidy halves: the day that sees it has both, by their blocks', () => {
    const path = hashpriceForecast({ ...KNOWN, height: 839_900, atMs: Date.UTC(2024, 3, 19) }, 2);
    // 99 of the day's 144 blocks come before height 840,000.
    expect(path?.[0]?.subsidy).toBeCloseTo((99 * 6.25 + 45 * 3.125) / 144, 12);
    expect(path?.[1]?.subsidy).toBe(3.125);
  });

  it('smooths fees: the newest days count most, missing ones not at all', () => {
    const fees = (feesPerBlock: readonly number[]) =>
      hashpriceForecast({ ...KNOWN, feesPerBlock }, 1)?.[0]?.feesPerBlock ?? Number.NaN;
    expect(fees([])).toBe(0);
    expect(fees([0.2, Number.NaN])).toBeCloseTo(0.2, 12);
    // What is a day older counts a quarter.
    expect(fees([1, Number.NaN, 0])).toBeCloseTo(1 / 17, 12);
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 5, noNaN: true }), { minLength: 1 }), (days) => {
        expect(fees(days)).toBeGreaterThanOrEqual(Math.min(...days) - 1e-9);
        expect(fees(days)).toBeLessThanOrEqual(Math.max(...days) + 1e-9);
      }),
    );
  });

  it('takes the subsidy that was told where the coin’s rule or height is not known', () => {
    const { subsidy: _, ...ruleless } = bitcoin;
    expect(hashpriceForecast({ ...KNOWN, coin: ruleless, subsidy: 7 }, 1)?.[0]?.subsidy).toBe(7);
    expect(hashpriceForecast({ ...KNOWN, height: undefined, subsidy: 7 }, 1)?.[0]?.subsidy).toBe(7);
  });

  it('says nothing where something is lacking', () => {
    const { hashesPerDifficulty: _, ...unitless } = bitcoin;
    expect(hashpriceForecast({ ...KNOWN, coin: unitless }, 1)).toBeUndefined();
    expect(hashpriceForecast({ ...KNOWN, height: undefined }, 1)).toBeUndefined();
    expect(hashpriceForecast({ ...KNOWN, price: Number.NaN }, 1)).toBeUndefined();
    expect(hashpriceForecast({ ...KNOWN, difficulty: 0 }, 1)).toBeUndefined();
  });
});
