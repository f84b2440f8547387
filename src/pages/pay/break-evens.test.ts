import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { fakeView } from '../../../tests/preview/fake-views.ts';
import type { OutsideMarket } from '../../domain/outside-market.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../domain/settings.ts';
import { breakEvens } from './break-evens.ts';
import { fleetPay } from './fleet-pay.ts';

const NOON = Date.UTC(2026, 0, 15, 12);
const { miners } = fakeView('fine', NOON);

function settings(hashpricePerPhPerDay: number, pricePerKwh: number, heatShare = 0): Settings {
  return {
    ...DEFAULT_SETTINGS,
    market: { hashpricePerPhPerDay, poolFee: 0.02 },
    heat: { share: heatShare, pricePerKwhHeat: 0.1 },
    tariff: { kind: 'flat', pricePerKwh },
  };
}

function payAt(chosen: Settings, outside?: OutsideMarket) {
  return fleetPay(miners, chosen, NOON, 'UTC', new Set(), outside);
}

function evensAt(chosen: Settings, btcPrice?: number) {
  const evens = breakEvens(
    payAt(chosen).miners.flatMap(({ day }) => day ?? []),
    btcPrice,
  );
  if (!evens) throw new Error('nothing was counted');
  return evens;
}

const price = fc.double({ min: 0.02, max: 1, noNaN: true });
const hashprice = fc.double({ min: 1, max: 500, noNaN: true });
const share = fc.double({ min: 0, max: 1, noNaN: true });

test('at the price of power that it names, the fleet earns exactly what it costs', () => {
  fc.assert(
    fc.property(hashprice, price, share, (perPh, perKwh, heat) => {
      const { at } = evensAt(settings(perPh, perKwh, heat)).power;
      expect(payAt(settings(perPh, at, heat)).net).toBeCloseTo(0, 9);
    }),
  );
});

test('at the worth of work that it names, too', () => {
  fc.assert(
    fc.property(hashprice, price, (perPh, perKwh) => {
      const at = evensAt(settings(perPh, perKwh)).work?.at ?? Number.NaN;
      expect(payAt(settings(at * 1e15, perKwh)).net).toBeCloseTo(0, 9);
    }),
  );
});

test('bitcoin may fall by the same part as the worth of work that follows it', () => {
  const { work, bitcoin } = evensAt(settings(100, 0.05), 90_000);
  expect((bitcoin?.at ?? 0) / 90_000).toBeCloseTo((work?.at ?? 0) / (work?.now ?? 1), 12);
  expect(evensAt(settings(100, 0.05)).bitcoin).toBeUndefined();
});

test('a fleet pays just where its efficiency is below the one that it names', () => {
  fc.assert(
    fc.property(hashprice, price, (perPh, perKwh) => {
      const { joulesPerHash, power } = evensAt(settings(perPh, perKwh));
      if (!joulesPerHash) throw new Error('one kind of work, and no efficiency');
      expect(joulesPerHash.at / joulesPerHash.now).toBeCloseTo(power.at / power.now, 9);
    }),
  );
});

test('heat that is worth more than the power that makes it pays at any worth of work', () => {
  const { work, joulesPerHash } = evensAt(settings(50, 0.05, 1));
  expect(work?.at).toBeLessThan(0);
  expect(joulesPerHash?.at).toBe(Number.POSITIVE_INFINITY);
});

test('for several kinds of work together only the price of power can be named', () => {
  const [first, ...others] = miners;
  if (!first) throw new Error('the fake fleet is empty');
  const identity = { ...first.miner.identity, algorithm: 'scrypt' as const };
  const scrypt = { ...first, miner: { ...first.miner, identity } };
  const outside = { work: { scrypt: { value: 2e-12, coins: ['LTC'], providers: ['a'], atMs: NOON } } };
  const pay = fleetPay([scrypt, ...others], settings(50, 0.1), NOON, 'UTC', new Set(), outside);
  const evens = breakEvens(
    pay.miners.flatMap(({ day }) => day ?? []),
    90_000,
  );
  expect(evens?.power.at).toBeGreaterThan(0);
  expect(evens).not.toHaveProperty('work');
  expect(evens).not.toHaveProperty('bitcoin');
});
