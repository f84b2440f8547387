import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { breakEvenHashprice } from './break-even.ts';
import { breakEvenCoinPrice } from './break-even-coin-price.ts';
import {
  breakEvenJoulesPerTh,
  marginalSteps,
  type OperatingPoint,
  type PointPrices,
  pointByMarginalRule,
} from './operating-point.ts';
import { revenuePerDay } from './revenue.ts';

const THS = 1e12;
const prices: PointPrices = { hashpricePerPhPerDay: 40.8, poolFee: 0, rejectShare: 0, costPerKwh: 0.1 };
/** A miner at four frequencies: marginal 15, 20 and 30 J/TH above 12 J/TH. */
const SLOW = { hashrateHs: 100 * THS, powerW: 1200 };
const USUAL = { hashrateHs: 120 * THS, powerW: 1500 };
const FAST = { hashrateHs: 140 * THS, powerW: 1900 };
const WILD = { hashrateHs: 150 * THS, powerW: 2200 };
const POINTS: readonly OperatingPoint[] = [WILD, SLOW, FAST, USUAL];

/** Revenue less power, money a day. */
function netPerDay({ hashrateHs, powerW }: OperatingPoint, at: PointPrices): number {
  return revenuePerDay({ ...at, hashrateHs }) - 0.024 * powerW * at.costPerKwh;
}

describe('the break-even efficiency', () => {
  it('at 40.8 per PH/s per day and 0.10 per kWh is 17 J/TH (economics section 8)', () => {
    expect(breakEvenJoulesPerTh(prices)).toBeCloseTo(17, 12);
  });

  it('has no bound where power costs nothing', () => {
    expect(breakEvenJoulesPerTh({ ...prices, costPerKwh: 0 })).toBe(Number.POSITIVE_INFINITY);
  });

  it('of a miner at its break-even price of power, or hashprice, is its own', () => {
    const own = FAST.powerW / (FAST.hashrateHs / THS);
    const costPerKwh = revenuePerDay({ ...prices, ...FAST }) / (0.024 * FAST.powerW);
    expect(breakEvenJoulesPerTh({ ...prices, costPerKwh })).toBeCloseTo(own, 9);
    const hashpricePerPhPerDay = breakEvenHashprice({ ...prices, ...FAST, pricePerKwh: 0.1 }) ?? Number.NaN;
    expect(breakEvenJoulesPerTh({ ...prices, hashpricePerPhPerDay })).toBeCloseTo(own, 9);
  });
});

describe('the break-even coin price', () => {
  it('of 3500 W at 0.10 per kWh for 0.0001 BTC a day is 84,000 (economics section 8)', () => {
    const ask = { coinsPerDay: 0.0001, powerW: 3500, pricePerKwh: 0.1 };
    expect(breakEvenCoinPrice(ask)).toBeCloseTo(84_000, 6);
    expect(breakEvenCoinPrice({ ...ask, heatCreditPerKwh: 0.05 })).toBeCloseTo(42_000, 6);
    expect(breakEvenCoinPrice({ ...ask, coinsPerDay: 0 })).toBeUndefined();
  });

  it('is homogeneous: twice the power is twice the price, twice the coins half of it', () => {
    const positive = fc.double({ min: 1e-6, max: 1e4, noNaN: true });
    fc.assert(
      fc.property(positive, positive, positive, (coinsPerDay, powerW, pricePerKwh) => {
        const ask = { coinsPerDay, powerW, pricePerKwh };
        const price = breakEvenCoinPrice(ask) ?? Number.NaN;
        expect((breakEvenCoinPrice({ ...ask, powerW: 2 * powerW }) ?? 0) / price).toBeCloseTo(2, 9);
        expect((breakEvenCoinPrice({ ...ask, coinsPerDay: 2 * coinsPerDay }) ?? 0) / price).toBeCloseTo(
          0.5,
          9,
        );
      }),
    );
  });
});

describe('the best of several frequencies', () => {
  it('is the last whose added work costs less than it earns: 15 J/TH of 17, not 20', () => {
    expect(pointByMarginalRule(POINTS, prices)).toBe(USUAL);
    expect(marginalSteps(POINTS).map(({ to, marginalJoulesPerTh }) => [to, marginalJoulesPerTh])).toEqual([
      [SLOW, 12],
      [USUAL, 15],
      [FAST, 20],
      [WILD, 30],
    ]);
  });

  it('is faster where power is cheap, slower where it is dear, and off where even the first step loses', () => {
    const at = (costPerKwh: number) => pointByMarginalRule(POINTS, { ...prices, costPerKwh });
    expect(at(0.05)).toBe(WILD);
    expect(at(0.08)).toBe(FAST);
    expect(at(0.13)).toBe(SLOW);
    expect(at(0.15)).toBeUndefined();
    // What a miner draws while off is no cost of running it.
    expect(pointByMarginalRule(POINTS, { ...prices, costPerKwh: 0.15 }, 300)).toBe(SLOW);
  });

  it('leaves out a frequency that others beat at every price', () => {
    const poor = { hashrateHs: 110 * THS, powerW: 1490 };
    const worse = { hashrateHs: 120 * THS, powerW: 1700 };
    const dead = { hashrateHs: 0, powerW: 50 };
    expect(marginalSteps([...POINTS, poor, worse, dead]).map(({ to }) => to)).toEqual([
      SLOW,
      USUAL,
      FAST,
      WILD,
    ]);
    expect(pointByMarginalRule([], prices)).toBeUndefined();
    expect(marginalSteps([])).toEqual([]);
  });

  const points = fc.array(
    fc.record({
      hashrateHs: fc.double({ min: THS, max: 200 * THS, noNaN: true }),
      powerW: fc.double({ min: 10, max: 5000, noNaN: true }),
    }),
    { minLength: 1, maxLength: 12 },
  );
  const market = fc.record({
    hashpricePerPhPerDay: fc.double({ min: 1, max: 200, noNaN: true }),
    poolFee: fc.double({ min: 0, max: 0.05, noNaN: true }),
    rejectShare: fc.double({ min: 0, max: 0.1, noNaN: true }),
    costPerKwh: fc.double({ min: 0.001, max: 1, noNaN: true }),
  });

  it('by its marginal steps earns what the best of all earns, or nothing where that is a loss', () => {
    fc.assert(
      fc.property(points, market, (candidates, at) => {
        const bySteps = pointByMarginalRule(candidates, at);
        const bestNet = Math.max(0, ...candidates.map((point) => netPerDay(point, at)));
        const scale = Math.max(...candidates.map(({ powerW }) => 0.024 * powerW * at.costPerKwh), 1e-9);
        expect(Math.abs((bySteps ? netPerDay(bySteps, at) : 0) - bestNet)).toBeLessThan(
          1e-9 * scale + 1e-9 * bestNet,
        );
      }),
      { numRuns: 500 },
    );
  });

  it('costs more for each step than for the one before', () => {
    fc.assert(
      fc.property(points, (candidates) => {
        const costs = marginalSteps(candidates).map(({ marginalJoulesPerTh }) => marginalJoulesPerTh);
        for (const [i, cost] of costs.entries())
          expect(cost).toBeGreaterThan(costs[i - 1] ?? Number.NEGATIVE_INFINITY);
      }),
    );
  });
});
