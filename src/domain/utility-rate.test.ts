import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  chargePerMonth,
  monthlyDemandCharge,
  monthlyEnergyCost,
  ratePerKwh,
  type ScheduledTiers,
} from './utility-rate.ts';

function schedule(periodAt: (month: number, hour: number) => number) {
  return Array.from({ length: 12 }, (_, at) =>
    Array.from({ length: 24 }, (_, hour) => periodAt(at + 1, hour)),
  );
}

/** Off-peak and peak by day, peak only in summer on weekdays. */
const timeOfUse: ScheduledTiers = {
  periods: [[{ rate: 0.07, maxUnit: 'kWh' }], [{ rate: 0.14, maxUnit: 'kWh' }]],
  weekdays: schedule((month, hour) => (month >= 6 && month <= 9 && hour >= 12 && hour < 18 ? 1 : 0)),
  weekend: schedule(() => 0),
};

const always = { weekdays: schedule(() => 0), weekend: schedule(() => 0) };

const NOON = { month: 7, hour: 12, isWeekend: false };

describe('the price of an hour', () => {
  test('follows month, hour and weekend', () => {
    const rate = { energy: timeOfUse };
    expect(ratePerKwh(rate, NOON)).toBe(0.14);
    expect(ratePerKwh(rate, { ...NOON, hour: 18 })).toBe(0.07);
    expect(ratePerKwh(rate, { ...NOON, isWeekend: true })).toBe(0.07);
    expect(ratePerKwh(rate, { ...NOON, month: 5 })).toBe(0.07);
  });

  test('is not known outside of the schedule', () => {
    expect(ratePerKwh({ energy: timeOfUse }, { ...NOON, month: 13 })).toBeUndefined();
    expect(ratePerKwh({ energy: timeOfUse }, { ...NOON, hour: 24 })).toBeUndefined();
  });
});

describe('tiers', () => {
  const tiered = {
    energy: {
      ...always,
      periods: [
        [
          { rate: 0.087_21, max: 1_000, maxUnit: 'kWh' as const },
          { rate: 0.108_03, maxUnit: 'kWh' as const },
        ],
      ],
    },
  };

  test('cost 2,342.88 dollars a year at 2,000 kWh a month (the check of NREL REopt upon its own test tariff)', () => {
    const month = monthlyEnergyCost(tiered, [{ ...NOON, kwh: 2_000 }]) ?? Number.NaN;
    expect(month * 12).toBeCloseTo(2_342.88, 9);
  });

  test('end by the day or by the highest use where the tariff says so', () => {
    const upTo = (maxUnit: 'kWh daily' | 'kWh/kW') => ({
      energy: {
        ...always,
        periods: [
          [
            { rate: 0.1, max: 10, maxUnit },
            { rate: 0.2, maxUnit },
          ],
        ],
      },
    });
    expect(ratePerKwh(upTo('kWh daily'), NOON, 299, { days: 30 })).toBe(0.1);
    expect(ratePerKwh(upTo('kWh daily'), NOON, 300, { days: 30 })).toBe(0.2);
    expect(ratePerKwh(upTo('kWh/kW'), NOON, 49, { days: 30, peakKw: 5 })).toBe(0.1);
    expect(ratePerKwh(upTo('kWh/kW'), NOON, 50, { days: 30, peakKw: 5 })).toBe(0.2);
    expect(ratePerKwh(upTo('kWh/kW'), NOON, 1e6, { days: 30 })).toBe(0.1);
  });

  test('cost the same however finely the use is told, and never less for more use', () => {
    const kwh = fc.double({ min: 0, max: 3_000, noNaN: true });
    fc.assert(
      fc.property(fc.array(kwh, { maxLength: 20 }), kwh, (uses, more) => {
        const told = uses.map((each) => ({ ...NOON, kwh: each }));
        const total = uses.reduce((sum, each) => sum + each, 0);
        const cost = monthlyEnergyCost(tiered, told) ?? Number.NaN;
        expect(cost).toBeCloseTo(monthlyEnergyCost(tiered, [{ ...NOON, kwh: total }]) ?? Number.NaN, 6);
        expect(monthlyEnergyCost(tiered, [...told, { ...NOON, kwh: more }])).toBeGreaterThanOrEqual(cost);
      }),
    );
  });

  test('of a month with an hour that no schedule names have no cost', () => {
    expect(monthlyEnergyCost(tiered, [{ ...NOON, hour: 25, kwh: 1 }])).toBeUndefined();
  });
});

test('demand costs by the highest use of each period and of the month', () => {
  const rate = {
    demand: {
      ...always,
      periods: [[{ rate: 2, maxUnit: 'kW' as const }], [{ rate: 10, maxUnit: 'kW' as const }]],
    },
    flatDemand: {
      periods: [
        [
          { rate: 5, max: 4, maxUnit: 'kW' as const },
          { rate: 8, maxUnit: 'kW' as const },
        ],
      ],
      months: Array<number>(12).fill(0),
    },
  };
  expect(monthlyDemandCharge(rate, 7, [6, 3], 6)).toBe(2 * 6 + 10 * 3 + 5 * 4 + 8 * 2);
  expect(monthlyDemandCharge({}, 7, [6, 3], 6)).toBe(0);
});

test('charges by the day and the year become those of a month', () => {
  expect(chargePerMonth({ amount: 0.5, per: 'day' }, 31)).toBe(15.5);
  expect(chargePerMonth({ amount: 120, per: 'year' })).toBe(10);
  expect(chargePerMonth(undefined)).toBe(0);
});
