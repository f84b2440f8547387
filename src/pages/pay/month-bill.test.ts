import { expect, test } from 'vitest';
import type { Tariff } from '../../domain/economics/tariff.ts';
import { monthBill } from './month-bill.ts';

const JANUARY = Date.UTC(2026, 0, 15, 16);
const flat: Tariff = {
  kind: 'flat',
  pricePerKwh: 0.2,
  terms: {
    standingCharges: [{ amount: 12, per: 'month' }],
    tiers: [{ aboveKwh: 500, addPerKwh: 0.03 }],
    demandCharges: [{ pricePerKw: 9, windowMinutes: 15 }],
  },
};

test('a kilowatt through all of January costs its energy, the tier above 500 kWh, its peak and the charge', () => {
  const bill = monthBill(flat, 1000, JANUARY, 'UTC');
  expect(bill.energyKwh).toBeCloseTo(744, 9);
  expect(bill.energyCost).toBeCloseTo(148.8, 9);
  expect(bill.tierCost).toBeCloseTo(244 * 0.03, 9);
  expect(bill.demandCost).toBeCloseTo(9, 9);
  expect(bill.standingCost).toBeCloseTo(12, 9);
});

test('March in Berlin has an hour less', () => {
  const bill = monthBill(flat, 1000, Date.UTC(2026, 2, 15), 'Europe/Berlin');
  expect(bill.energyKwh).toBeCloseTo(743, 9);
});

test('nobody knows what a month of a market’s prices costs, and the rest of the contract is known', () => {
  const bill = monthBill({ kind: 'spot', provider: 'awattar', terms: flat.terms }, 1000, JANUARY, 'UTC');
  expect(bill.energyCost).toBeUndefined();
  expect(bill.standingCost).toBeCloseTo(12, 9);
});

test('the sun gives a kilowatt 62 of its 744 kWh where it leaves half of that from 10 to 14 h', () => {
  // 31 days · 4 h · 0.5 kW = 62 kWh at 0.08 of lost feed-in; the other 682 kWh at 0.20. 182 of them above the tier.
  const solar = [{ fromMinute: 600, toMinute: 840, powerW: 500 }];
  const terms = { ...flat.terms, feedIn: { kind: 'fixed' as const, pricePerKwh: 0.08 }, solar };
  const bill = monthBill({ ...flat, terms }, 1000, JANUARY, 'UTC');
  expect(bill.energyKwh).toBeCloseTo(744, 9);
  expect(bill.solarKwh).toBeCloseTo(62, 9);
  expect(bill.solarCost).toBeCloseTo(62 * 0.08, 9);
  expect(bill.energyCost).toBeCloseTo(682 * 0.2, 9);
  expect(bill.tierCost).toBeCloseTo(182 * 0.03, 9);
});

test('a house that has used up the first tier leaves the miners the later one alone', () => {
  const terms = { ...flat.terms, householdKwhPerMonth: 500 };
  const bill = monthBill({ ...flat, terms }, 1000, JANUARY, 'UTC');
  expect(bill.energyKwh).toBeCloseTo(744, 9);
  expect(bill.tierCost).toBeCloseTo(744 * 0.03, 9);
  expect(bill.demandCost).toBeCloseTo(9, 9);
});
