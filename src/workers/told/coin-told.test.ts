import { expect, test } from 'vitest';
import { householdOf, pastOf, pointsTold } from '../../../tests/support/household.ts';
import { DEFAULT_SETTINGS } from '../../domain/settings.ts';
import { coinOutside } from './coin-told.ts';

const HOUR_MS = 3_600_000;
const KEPT = {
  'dominance:coinmarketcap:BTC': [{ atMs: HOUR_MS, value: 58, knownAtMs: HOUR_MS + 60_000 }],
  'dominance:blockchair:BTC': [{ atMs: 2 * HOUR_MS, value: 57, knownAtMs: 2 * HOUR_MS + 5_000 }],
};

async function dominance(...on: readonly string[]) {
  const choices = on.map((id) => ({ id, enabled: true, changedAtMs: 0, fields: {} }));
  const told = await coinOutside('BTC', householdOf({ choices }), pastOf(KEPT), {
    fromMs: 0,
    toMs: 9 * HOUR_MS,
  });
  return pointsTold(told.dominancePercent);
}

test('a coin’s part of all coins is told by one provider that is switched on, each figure since it arrived', async () => {
  expect(await dominance('blockchair')).toEqual([[2 * HOUR_MS, 57, 2 * HOUR_MS + 5_000]]);
  expect(await dominance('blockchair', 'coinmarketcap')).toEqual([[HOUR_MS, 58, HOUR_MS + 60_000]]);
  expect(await dominance()).toEqual([]);
});

async function price(btcEnteredAtMs?: number) {
  const settings = { ...DEFAULT_SETTINGS, market: { poolFee: 0, btcPrice: 88_000, btcEnteredAtMs } };
  const told = await coinOutside('BTC', householdOf({ settings }), pastOf({}), {
    fromMs: 0,
    toMs: 3 * HOUR_MS,
  });
  return pointsTold(told.price);
}

test('a price that its owner has typed holds since then, and one that nobody has typed is an example without a past', async () => {
  expect(await price(HOUR_MS)).toEqual([
    [HOUR_MS, 88_000, HOUR_MS],
    [2 * HOUR_MS, 88_000, 2 * HOUR_MS],
  ]);
  expect(await price()).toEqual([]);
});
