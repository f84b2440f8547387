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
