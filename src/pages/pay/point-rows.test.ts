import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { fakeView } from '../../../tests/preview/fake-views.ts';
import { DEFAULT_SETTINGS } from '../../domain/settings.ts';
import { fleetPay } from './fleet-pay.ts';
import { type KnownPoint, pointTable } from './point-rows.ts';

const NOON = Date.UTC(2026, 0, 15, 12);
const [view] = fakeView('fine', NOON).miners;

/** A miner of 100 TH/s and 1,500 W at a price of power, at 40.8 per PH/s a day. */
function dayAt(pricePerKwh: number, heatShare = 0) {
  if (!view?.reading) throw new Error('the fake fleet is empty');
  const { wall: _, ...bare } = view;
  const reading = { ...view.reading, shares: {}, powerW: 1500 };
  const miner = { ...bare, reading, hashrate10mHs: 100e12, power10mW: 1500 };
  const settings = {
    ...DEFAULT_SETTINGS,
    tariff: { kind: 'flat' as const, pricePerKwh },
    market: { hashpricePerPhPerDay: 40.8, poolFee: 0 },
    heat: { share: heatShare, pricePerKwhHeat: pricePerKwh },
  };
  const day = fleetPay([miner], settings, NOON, 'UTC').miners[0]?.day;
  if (!day) throw new Error('nothing was counted');
  return day;
}

const at = (hashrateThs: number, powerW: number, isNow = false): KnownPoint => ({
  source: isNow ? 'now' : 'measured',
  hashrateHs: hashrateThs * 1e12,
  powerW,
  isNow,
});
/** Steps of 12, 15, 20 and 30 J/TH; at 40.8 per PH/s a day and 0.10 per kWh work pays for 17 (economics section 8). */
const [SLOW, NOW, FAST, WILD] = [at(80, 960), at(100, 1260, true), at(120, 1660), at(130, 1960)] as const;
const POINTS = [WILD, NOW, SLOW, FAST];

test('the best point is the last whose step costs less than work pays for', () => {
  const { rows, worthJoulesPerTh } = pointTable(POINTS, dayAt(0.1));
  expect(worthJoulesPerTh).toBeCloseTo(17, 9);
  expect(rows.map(({ point }) => point)).toEqual([SLOW, NOW, FAST, WILD]);
  expect(rows.map(({ isBest }) => isBest)).toEqual([false, true, false, false]);
  expect(rows.map(({ stepJoulesPerTh }) => Math.round(stepJoulesPerTh ?? 0))).toEqual([12, 15, 20, 30]);
  expect(pointTable(POINTS, dayAt(0.05)).rows.at(-1)?.isBest).toBe(true);
  expect(pointTable(POINTS, dayAt(0.3)).rows.some(({ isBest }) => isBest)).toBe(false);
});

test('what each would leave of the day: 120 TH/s earn 4.896, and 39.84 kWh at 0.10 cost 3.984', () => {
  const fast = pointTable(POINTS, dayAt(0.1)).rows[2];
  expect(fast?.net).toBeCloseTo(4.896 - 3.984, 9);
  expect(fast?.powerAt).toBeCloseTo(4.896 / 39.84, 9);
  expect((fast?.workAt ?? 0) * 1e15).toBeCloseTo(3.984 / 0.12, 9);
});

test('heat that is all wanted at the price of power makes every step worth it', () => {
  const { rows, worthJoulesPerTh } = pointTable(POINTS, dayAt(0.1, 1));
  expect(worthJoulesPerTh).toBe(Number.POSITIVE_INFINITY);
  expect(rows.at(-1)?.isBest).toBe(true);
});

test('no point leaves more than the best one, nor less than nothing where one is best', () => {
  const point = fc
    .tuple(fc.double({ min: 1, max: 200, noNaN: true }), fc.double({ min: 10, max: 5000, noNaN: true }))
    .map(([ths, watts]) => at(ths, watts));
  fc.assert(
    fc.property(
      fc.array(point, { minLength: 1, maxLength: 8 }),
      fc.double({ min: 0.01, max: 1, noNaN: true }),
      (points, price) => {
        const { rows } = pointTable(points, dayAt(price));
        const most = Math.max(...rows.map(({ net }) => net));
        const best = rows.find(({ isBest }) => isBest);
        if (best) expect(best.net).toBeCloseTo(most, 9);
        else expect(most).toBeLessThanOrEqual(1e-9);
      },
    ),
  );
});
