import { expect, test } from 'vitest';
import { SHIPPED_COINS } from '../../domain/shipped-coins.ts';
import { coinsBeside } from './audit-merged.ts';

const NOW = Date.UTC(2026, 10, 21, 12);
const told = (value: unknown) => ({ provider: 'p', atMs: NOW, receivedAtMs: NOW, value });
const coin = (symbol: string) => {
  const found = SHIPPED_COINS.find((each) => each.symbol === symbol);
  if (!found) throw new Error(symbol);
  return found;
};
const FIGURES = {
  'network:DOGE': told({ coin: 'DOGE', atMs: NOW, difficulty: 4e7, height: 6_000_000, feesPerBlock: 0 }),
  'prices:EUR': told([
    { coin: 'DOGE', currency: 'EUR', price: 0.2, atMs: NOW },
    { coin: 'LTC', currency: 'EUR', price: 80, atMs: NOW },
  ]),
};

test('a hash for Litecoin finds Dogecoin beside, worth in Litecoin by both prices', () => {
  const [doge, ...others] = coinsBeside(coin('LTC'), SHIPPED_COINS, FIGURES);
  expect(others).toEqual([]);
  expect(doge?.symbol).toBe('DOGE');
  // 86400 · 10 000 / (D · 2³²) coins, at 0.2 / 80.
  const perHsDay = ((86_400 * 10_000) / (4e7 * 2 ** 32)) * (0.2 / 80);
  expect((doge?.parentCoinsPerHsDay ?? 0) / perHsDay).toBeCloseTo(1, 12);
});

test('nothing is found beside where a price or the chain is not told, nor beside a coin that has no companions', () => {
  expect(coinsBeside(coin('LTC'), SHIPPED_COINS, { 'prices:EUR': FIGURES['prices:EUR'] })).toEqual([]);
  expect(coinsBeside(coin('LTC'), SHIPPED_COINS, { 'network:DOGE': FIGURES['network:DOGE'] })).toEqual([]);
  expect(coinsBeside(coin('DOGE'), SHIPPED_COINS, FIGURES)).toEqual([]);
});
