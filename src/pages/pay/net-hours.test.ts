import { expect, test } from 'vitest';
import { fakePowerPrices } from '../../../tests/preview/fake-market.ts';
import { fakeView } from '../../../tests/preview/fake-views.ts';
import type { Tariff } from '../../domain/economics/tariff.ts';
import { DEFAULT_SETTINGS } from '../../domain/settings.ts';
import { fleetPay } from './fleet-pay.ts';
import { comingOffWindows, hoursVary, netDays } from './net-hours.ts';

const HOUR = 3_600_000;
const MIDNIGHT = Date.UTC(2026, 0, 15);
const NOON = MIDNIGHT + 12 * HOUR;

function daysOf(tariff: Tariff, atMs = NOON, timeZone = 'UTC', spot = fakePowerPrices(MIDNIGHT)) {
  const { miners } = fakeView('fine', atMs);
  const settings = { ...DEFAULT_SETTINGS, market: { hashpricePerPhPerDay: 47, poolFee: 0.01 }, tariff };
  const outside = { work: {}, powerPrices: spot };
  const pay = fleetPay(miners, settings, atMs, timeZone, new Set(), outside);
  return { pay, days: netDays(pay, settings, spot, atMs, timeZone) };
}

const SPOT: Tariff = { kind: 'spot', provider: 'awattar' };

test('the hours of today add up to the net of the day', () => {
  const { pay, days } = daysOf(SPOT);
  const sum = days[0]?.hours.reduce(
    (total, { fromMs, toMs, netPerHour = Number.NaN }) => total + (netPerHour * (toMs - fromMs)) / HOUR,
    0,
  );
  expect(sum).toBeCloseTo(pay.net, 9);
});

test('a day on which clocks go back has 25 hours and still adds up', () => {
  const at = Date.UTC(2026, 9, 25, 12);
  const tariff: Tariff = {
    kind: 'time-of-use',
    basePerKwh: 0.1,
    periods: [{ fromMinute: 90, toMinute: 200, pricePerKwh: 0.4 }],
  };
  const { pay, days } = daysOf(tariff, at, 'Europe/Berlin');
  expect(days[0]?.hours).toHaveLength(25);
  const sum = days[0]?.hours.reduce((total, { netPerHour = Number.NaN }) => total + netPerHour, 0);
  expect(sum).toBeCloseTo(pay.net, 9);
});

test('tomorrow without prices is 24 hours of which nothing is known', () => {
  const { days } = daysOf(SPOT, NOON, 'UTC', fakePowerPrices(MIDNIGHT, 1));
  expect(days[1]?.hours).toHaveLength(24);
  expect(days[1]?.hours.every(({ netPerHour }) => netPerHour === undefined)).toBe(true);
  expect(days[0]?.hours.every(({ netPerHour }) => netPerHour !== undefined)).toBe(true);
});

test('one price all day long leaves no hour to choose', () => {
  expect(hoursVary(daysOf({ kind: 'flat', pricePerKwh: 0.25 }).days)).toBe(false);
  expect(hoursVary(daysOf(SPOT).days)).toBe(true);
});

test('only hours to come are worth switching off, the present one from now on', () => {
  const at = MIDNIGHT + 18.5 * HOUR;
  const [first, second] = comingOffWindows(daysOf(SPOT, at).days, at);
  expect(first?.fromMs).toBe(at);
  expect(first?.toMs).toBeLessThanOrEqual(MIDNIGHT + 24 * HOUR);
  expect(second?.fromMs).toBeGreaterThan(MIDNIGHT + 24 * HOUR);
  expect(first?.savesPerDay).toBeGreaterThan(0);
});

test('times worth switching off end where prices change, as in the sentence above them', () => {
  const QUARTER = HOUR / 4;
  const prices = Array.from({ length: 192 }, (_, i) => ({
    fromMs: MIDNIGHT + i * QUARTER,
    toMs: MIDNIGHT + (i + 1) * QUARTER,
    pricePerKwh: i % 96 >= 68 && i % 96 < 91 ? 0.9 : 0.01,
  }));
  const { pay, days } = daysOf(SPOT, MIDNIGHT, 'UTC', prices);
  const [first, second] = comingOffWindows(days, MIDNIGHT);
  expect(first).toMatchObject({ fromMs: MIDNIGHT + 17 * HOUR, toMs: MIDNIGHT + 22.75 * HOUR });
  expect(second).toMatchObject({ fromMs: MIDNIGHT + 41 * HOUR, toMs: MIDNIGHT + 46.75 * HOUR });
  expect(pay.offWindows[0]).toMatchObject({ fromMs: first?.fromMs, toMs: first?.toMs });
});
