import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { fakeView } from '../../../tests/preview/fake-views.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../domain/settings.ts';
import { fleetPay } from './fleet-pay.ts';
import { paySum } from './pay-sum.ts';

const NOON = Date.UTC(2026, 0, 15, 12);
const { miners } = fakeView('fine', NOON);

function settings(hashprice: number, poolFee: number, base: number, dear: number): Settings {
  const periods = [{ fromMinute: 17 * 60, toMinute: 20 * 60, pricePerKwh: dear }];
  return {
    ...DEFAULT_SETTINGS,
    market: { hashpricePerPhPerDay: hashprice, poolFee },
    tariff: { kind: 'time-of-use', basePerKwh: base, periods },
  };
}

test('the factors that are shown multiply to the answer that is shown', () => {
  const price = fc.double({ min: 0, max: 2, noNaN: true });
  fc.assert(
    fc.property(
      fc.double({ min: 1, max: 500, noNaN: true }),
      fc.double({ min: 0, max: 0.2, noNaN: true }),
      price,
      price,
      (hashprice, poolFee, base, dear) => {
        const chosen = settings(hashprice, poolFee, base, dear);
        const pay = fleetPay(miners, chosen, NOON, 'UTC');
        const sum = paySum(pay);
        if (!sum) throw new Error('nothing was counted');
        const worth = sum.works.reduce((total, { acceptedHs, perHsDay }) => total + acceptedHs * perHsDay, 0);
        const revenue = worth * sum.afterFee * (sum.dayHours / 24);
        const kilowatts = sum.powerW / 1000;
        const cost = sum.parts.reduce(
          (total, { hours, pricePerKwh }) => total + kilowatts * hours * pricePerKwh,
          0,
        );
        expect(revenue).toBeCloseTo(pay.revenue, 9);
        expect(cost).toBeCloseTo(pay.powerCost, 9);
        expect(pay.net).toBeCloseTo(revenue - cost, 9);
      },
    ),
  );
});

test('hours of one price stand together, and a day of 25 hours has 25', () => {
  const chosen = settings(50, 0, 0.1, 0.3);
  const sum = (atMs: number) => paySum(fleetPay(miners, chosen, atMs, 'Europe/Berlin'));
  expect(sum(NOON)?.parts).toEqual([
    { hours: 21, pricePerKwh: 0.1 },
    { hours: 3, pricePerKwh: 0.3 },
  ]);
  expect(sum(Date.UTC(2026, 9, 25, 12))?.dayHours).toBe(25);
});

test('nothing is worked out while nothing is counted', () => {
  expect(paySum(fleetPay([], settings(50, 0, 0.1, 0.3), NOON, 'UTC'))).toBeUndefined();
});

test('work of two algorithms stands apart, each with its own price', () => {
  const chosen = settings(50, 0.01, 0.1, 0.3);
  const [first, ...others] = miners;
  if (!first) throw new Error('the fake fleet is empty');
  const scrypt = { ...first.miner, identity: { ...first.miner.identity, algorithm: 'scrypt' as const } };
  const fleet = [{ ...first, miner: scrypt }, ...others];
  const outside = { work: { scrypt: { value: 2e-12, coins: ['LTC'], providers: ['a'], atMs: NOON } } };
  const pay = fleetPay(fleet, chosen, NOON, 'UTC', new Set(), outside);
  const sum = paySum(pay);
  expect(sum?.works.map(({ algorithm }) => algorithm).sort()).toEqual(['scrypt', 'sha256']);
  expect(sum?.works.find(({ algorithm }) => algorithm === 'scrypt')?.perHsDay).toBe(2e-12);
  const worth = sum?.works.reduce((total, { acceptedHs, perHsDay }) => total + acceptedHs * perHsDay, 0) ?? 0;
  expect(worth * 0.99).toBeCloseTo(pay.revenue, 9);
});
