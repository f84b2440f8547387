import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { coinsPerHsDay, hashpricePerPhPerDay } from '../domain/economics/hashprice.ts';
import { Random } from '../numerics/random.ts';
import { NETWORK } from './answers/axeos-info.ts';
import { simulateMarket } from './market.ts';
import { chainPath } from './market-chain.ts';
import { blockFees } from './market-fees.ts';
import { pricePath } from './market-price.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const END = {
  atMs: Date.UTC(2026, 10, 21, 12, 17),
  price: 88_000,
  height: NETWORK.blockHeight,
  difficulty: NETWORK.difficulty,
  feesPerBlock: 0.03,
};
const seeds = fc.integer({ min: 0, max: 1e6 });
const logReturns = (prices: Float64Array) =>
  Array.from({ length: prices.length - 1 }, (_, t) => Math.log((prices[t + 1] ?? 0) / (prices[t] ?? 0)));
const mean = (values: readonly number[]) => values.reduce((sum, each) => sum + each, 0) / values.length;

describe('a simulated market', () => {
  it('is the same of the same seed, and another of another', () => {
    const market = simulateMarket(20, END, 180);
    expect(simulateMarket(20, END, 180)).toEqual(market);
    expect(simulateMarket(21, END, 180).prices).not.toEqual(market.prices);
  });

  it('ends where it should, and reaches as far back', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const { prices, pricesAtMs, chain, fees } = simulateMarket(seed, END, 180);
        expect(prices.at(-1)).toBe(88_000);
        expect(prices.every((price) => price > 0)).toBe(true);
        expect(pricesAtMs.at(-1)).toBe(Date.UTC(2026, 10, 21, 12));
        expect(pricesAtMs).toHaveLength(180 * 24 + 1);
        expect(chain.firstHeight + chain.blocksAtMs.length - 1).toBe(END.height);
        expect(chain.blocksAtMs.at(-1)).toBeLessThanOrEqual(END.atMs);
        expect(chain.blocksAtMs[0]).toBeLessThan(END.atMs - 180 * DAY_MS);
        expect(chain.retargets.at(-1)?.difficulty).toBeCloseTo(END.difficulty, -1);
        expect(mean([...fees.subarray(-144)])).toBeCloseTo(0.03, 12);
      }),
      { numRuns: 10 },
    );
  });

  it('pays at its end what the demo says a petahash earns', () => {
    const perHsDay = coinsPerHsDay({ ...END, subsidy: 3.125, hashesPerDifficulty: 2 ** 32 }) ?? 0;
    expect(hashpricePerPhPerDay(perHsDay, END.price)).toBeCloseTo(46, 6);
  });
});

describe('its price', () => {
  it('is a walk without drift and without memory of its direction, whose volatility clusters', () => {
    const returns = logReturns(pricePath(40 * 8766, 1, new Random(5)));
    const yearly = Math.sqrt(mean(returns.map((each) => each ** 2)) * 8766);
    expect(yearly).toBeGreaterThan(0.4);
    expect(yearly).toBeLessThan(0.6);
    const correlation = (values: readonly number[], lag: number) => {
      const centre = mean(values);
      const pairs = values.slice(lag).map((each, t) => (each - centre) * ((values[t] ?? 0) - centre));
      return mean(pairs) / mean(values.map((each) => (each - centre) ** 2));
    };
    expect(Math.abs(correlation(returns, 1))).toBeLessThan(0.02);
    const sizes = returns.map((each) => Math.log(Math.abs(each)));
    expect(correlation(sizes, 1)).toBeGreaterThan(0.1);
    expect(correlation(sizes, 72)).toBeGreaterThan(0.3 * correlation(sizes, 1));
  });

  it('knows nothing of where it ends: twice the end is twice the path', () => {
    const one = pricePath(100, 1000, new Random(3));
    const two = pricePath(100, 2000, new Random(3));
    for (const [t, price] of one.entries()) expect(two[t]).toBeCloseTo(2 * price, 9);
  });
});

describe('its chain', () => {
  it('retargets as Bitcoin does: two weeks over the time from an epoch’s first block to its last', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const { blocksAtMs, retargets, firstHeight } = chainPath(END, 14, new Random(seed));
        for (const [epoch, { height, atMs, difficulty }] of retargets.entries()) {
          expect(height % 2016).toBe(0);
          expect(atMs).toBe(blocksAtMs[height - firstHeight]);
          const before = retargets[epoch - 1];
          if (!before) continue;
          const first = blocksAtMs[before.height - firstHeight] ?? 0;
          const last = blocksAtMs[height - 1 - firstHeight] ?? 0;
          const change = (14 * DAY_MS) / (last - first);
          expect(difficulty / before.difficulty).toBeCloseTo(Math.min(4, Math.max(0.25, change)), 5);
        }
      }),
      { numRuns: 10 },
    );
  });

  it('finds blocks by luck, about one in ten minutes however its network grows', () => {
    const steady = { growthPerYear: 0, wander: 0, halfLifeDays: 1 };
    const { blocksAtMs } = chainPath(END, 20, new Random(2), steady);
    const gaps = [...blocksAtMs.subarray(1)].map((at, i) => (at - (blocksAtMs[i] ?? 0)) / 60_000);
    expect(mean(gaps)).toBeGreaterThan(9.8);
    expect(mean(gaps)).toBeLessThan(10.2);
    // Of an exponential 1 − 1/e of all are shorter than the mean.
    const usual = mean(gaps);
    const shorter = gaps.filter((gap) => gap < usual).length / gaps.length;
    expect(shorter).toBeGreaterThan(0.62);
    expect(shorter).toBeLessThan(0.645);
    const growing = chainPath(END, 20, new Random(2), { ...steady, growthPerYear: 3 });
    const [first, last] = [growing.retargets[0], growing.retargets.at(-1)];
    expect((last?.difficulty ?? 0) / (first?.difficulty ?? 1)).toBeGreaterThan(4);
  });

  it('is paid less by its senders at weekends', () => {
    const { blocksAtMs } = chainPath(END, 26, new Random(4));
    const fees = blockFees(blocksAtMs, 0.03, new Random(6), {
      swing: 0,
      halfLifeHours: 1,
      blockLuck: 0.1,
      weekend: 0.25,
      night: 0.2,
    });
    const of = (isWeekend: boolean) =>
      mean(
        [...fees].filter(
          (_, block) => [0, 6].includes(new Date(blocksAtMs[block] ?? 0).getUTCDay()) === isWeekend,
        ),
      );
    expect(of(true) / of(false)).toBeCloseTo(0.75, 2);
  });
});
