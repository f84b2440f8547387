import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { monthlyEnergyCost, type RateTier, ratePerKwh, type UtilityRate } from '../utility-rate.ts';
import { bill } from './bill.ts';
import { checkTariff } from './check-tariff.ts';
import { constantPower } from './power-trace.ts';
import { priceAt } from './tariff.ts';
import { tariffOfUtilityRate } from './utility-rate-tariff.ts';

const HOUR = 3_600_000;
const tier = (rate: number, max?: number): RateTier => ({
  rate,
  maxUnit: 'kWh',
  ...(max !== undefined && { max }),
});
const every = (row: readonly number[]) => Array.from({ length: 12 }, () => row);
const ALL_DAY = every(Array.from({ length: 24 }, () => 0));
const rateOf = (change: Partial<UtilityRate>): UtilityRate => ({
  currency: 'USD',
  energy: { periods: [[tier(0.1)]], weekdays: ALL_DAY, weekend: ALL_DAY },
  ...change,
});

/** GS-2 TOU of Southern California Edison, as OpenEI had it in 2015: winter mid, off; summer off, mid, peak. */
const hours = (...runs: readonly (readonly [period: number, hours: number])[]) =>
  runs.flatMap(([period, count]) => Array.from({ length: count }, () => period));
const WINTER = hours([0, 8], [1, 13], [0, 3]);
const SUMMER = hours([2, 8], [3, 4], [4, 6], [3, 5], [2, 1]);
const EDISON = rateOf({
  energy: {
    periods: [0.0712, 0.09368, 0.066, 0.08888, 0.1355].map((rate) => [tier(rate)]),
    weekdays: Array.from({ length: 12 }, (_, i) => (i >= 5 && i <= 8 ? SUMMER : WINTER)),
    weekend: Array.from({ length: 12 }, (_, i) => hours([i >= 5 && i <= 8 ? 2 : 0, 24])),
  },
  fixedCharge: { amount: 259.2, per: 'month' },
  flatDemand: { periods: [[{ rate: 13.2, maxUnit: 'kW' }]], months: Array.from({ length: 12 }, () => 0) },
});

describe('a utility’s rate as a tariff', () => {
  it('keeps seasons, weekends, demand and fixed charge of an Edison rate, and leaves nothing out', () => {
    const { tariff, leftOut } = tariffOfUtilityRate(EDISON) ?? {};
    expect(leftOut).toEqual([]);
    expect(tariff?.basePerKwh).toBe(0.0712);
    expect(tariff?.terms).toEqual({
      standingCharges: [{ amount: 259.2, per: 'month' }],
      demandCharges: [{ pricePerKw: 13.2, windowMinutes: 15 }],
    });
    if (!tariff) throw new Error('no tariff');
    expect(checkTariff(tariff)).toEqual([]);
    // Summer afternoon and night of a weekday, and a summer Saturday.
    expect(priceAt(tariff, Date.UTC(2025, 6, 2, 13), 'UTC')).toBe(0.1355);
    expect(priceAt(tariff, Date.UTC(2025, 6, 2, 23), 'UTC')).toBe(0.066);
    expect(priceAt(tariff, Date.UTC(2025, 6, 5, 13), 'UTC')).toBe(0.066);
    // A miner of 1 kW on 4 July, a holiday, would pay the weekend's price.
    expect(priceAt({ ...tariff, holidays: ['2025-07-04'] }, Date.UTC(2025, 6, 4, 13), 'UTC')).toBe(0.066);
  });

  it('costs 2,342.88 a year for 2,000 kWh a month in two tiers (NREL REopt’s check)', () => {
    const tiers = [tier(0.08721, 1000), tier(0.10803)];
    const { tariff } =
      tariffOfUtilityRate(rateOf({ energy: { periods: [tiers], weekdays: ALL_DAY, weekend: ALL_DAY } })) ??
      {};
    expect(tariff?.terms?.tiers).toEqual([{ aboveKwh: 1000, addPerKwh: 0.02082 }]);
    if (!tariff) throw new Error('no tariff');
    const march = { fromMs: Date.UTC(2025, 2, 1), toMs: Date.UTC(2025, 3, 1) };
    const load = constantPower(2_000_000 / (31 * 24), march.fromMs, march.toMs);
    expect(12 * bill(tariff, load, march, { timeZone: 'UTC' }).total).toBeCloseTo(2342.88, 9);
  });

  it.each([
    [{ demand: { periods: [[tier(5)]], weekdays: ALL_DAY, weekend: ALL_DAY } }, 'demand-by-hour'],
    [{ minimumCharge: { amount: 10, per: 'month' } }, 'minimum-charge'],
    [
      { flatDemand: { periods: [[tier(5, 10), tier(8)]], months: Array.from({ length: 12 }, () => 0) } },
      'demand-tiers',
    ],
    [
      {
        energy: {
          periods: [[{ rate: 0.1, max: 5, maxUnit: 'kWh/kW' }, tier(0.2)]],
          weekdays: ALL_DAY,
          weekend: ALL_DAY,
        },
      },
      'tiers',
    ],
    [
      {
        energy: {
          periods: [[{ ...tier(0.1), sellRate: 0.05 }], [tier(0.2)]],
          weekdays: every(hours([0, 12], [1, 12])),
          weekend: ALL_DAY,
        },
      },
      'feed-in',
    ],
    [
      { energy: { periods: [[tier(0.1)]], weekdays: every(hours([0, 12], [7, 12])), weekend: ALL_DAY } },
      'hours',
    ],
  ] as const)('says what it leaves out: %j', (change, word) => {
    expect(tariffOfUtilityRate(rateOf(change))?.leftOut).toEqual([word]);
  });

  it('is none where no hour has a price', () => {
    expect(
      tariffOfUtilityRate(rateOf({ energy: { periods: [], weekdays: ALL_DAY, weekend: ALL_DAY } })),
    ).toBeUndefined();
  });

  const row = fc.array(fc.nat(3), { minLength: 24, maxLength: 24 });
  const schedule = fc
    .record({
      rows: fc.array(row, { minLength: 1, maxLength: 3 }),
      picks: fc.array(fc.nat(2), { minLength: 12, maxLength: 12 }),
    })
    .map(({ rows, picks }) => picks.map((pick) => rows[pick % rows.length] ?? []));
  const anyRate = fc
    .record({
      prices: fc.uniqueArray(fc.integer({ min: 1, max: 50 }), { minLength: 4, maxLength: 4 }),
      weekdays: schedule,
      weekend: schedule,
      dearerBy: fc.integer({ min: 0, max: 20 }),
    })
    .map(({ prices, weekdays, weekend, dearerBy }) =>
      rateOf({
        energy: {
          periods: prices.map((cents) => [tier(cents / 100, 300), tier((cents + dearerBy) / 100)]),
          weekdays,
          weekend,
        },
      }),
    );
  /** The hours of a month, as the rate names them. */
  const hoursOf = (year: number, month: number) =>
    Array.from({ length: new Date(Date.UTC(year, month, 0)).getUTCDate() * 24 }, (_, i) => {
      const atMs = Date.UTC(year, month - 1, 1) + i * HOUR;
      const at = new Date(atMs);
      return { atMs, month, hour: at.getUTCHours(), isWeekend: at.getUTCDay() % 6 === 0 };
    });

  it('has the price of the schedule in every hour of a year', () => {
    fc.assert(
      fc.property(anyRate, (rate) => {
        const { tariff, leftOut } = tariffOfUtilityRate(rate) ?? {};
        expect(leftOut).toEqual([]);
        for (const month of [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12])
          for (const hour of hoursOf(2026, month).slice(0, 7 * 24))
            expect(tariff && priceAt(tariff, hour.atMs, 'UTC')).toBe(ratePerKwh(rate, hour));
      }),
      { numRuns: 10 },
    );
  });

  it('bills a month as the schedule does, tiers and all', () => {
    fc.assert(
      fc.property(
        anyRate,
        fc.integer({ min: 1, max: 12 }),
        fc.double({ min: 1, max: 3000, noNaN: true }),
        (rate, month, powerW) => {
          const { tariff } = tariffOfUtilityRate(rate) ?? {};
          if (!tariff) throw new Error('no tariff');
          const all = hoursOf(2026, month);
          const within = { fromMs: Date.UTC(2026, month - 1, 1), toMs: Date.UTC(2026, month, 1) };
          const byRate =
            monthlyEnergyCost(
              rate,
              all.map((hour) => ({ ...hour, kwh: powerW / 1000 })),
            ) ?? Number.NaN;
          const load = constantPower(powerW, within.fromMs, within.toMs);
          const ours = bill(tariff, load, within, { timeZone: 'UTC' }).total;
          expect(Math.abs(ours / byRate - 1)).toBeLessThan(1e-9);
        },
      ),
      { numRuns: 40 },
    );
  });
});
