import { expect, test } from 'vitest';
import { SHIPPED_COINS } from '../../domain/shipped-coins.ts';
import type { Sourced } from '../../domain/sourced.ts';
import { coinEstimates } from './coin-estimates.ts';

const NOW_MS = Date.UTC(2026, 10, 21, 12);

function sourced<T>(provider: string, value: T): Sourced<T> {
  return { provider, value, atMs: NOW_MS, receivedAtMs: NOW_MS };
}
const chain = (coin: string, difficulty: number, height: number) =>
  sourced('any', { coin, atMs: NOW_MS, difficulty, height });
const quote = (coin: string, price: number, provider?: string) => ({
  ...{ coin, currency: 'EUR', price, atMs: NOW_MS },
  ...(provider === undefined ? {} : { provider }),
});
const PRICES = { 'prices:EUR': sourced('kraken', [quote('LTC', 70, 'coingecko'), quote('DOGE', 0.2)]) };
const LTC = { 'network:LTC': chain('LTC', 9e7, 3_000_000) };
const DOGE = { 'network:DOGE': chain('DOGE', 5e7, 5_926_987) };
const estimates = (figures: Readonly<Record<string, Sourced<unknown>>>) =>
  coinEstimates({ ...PRICES, ...figures }, SHIPPED_COINS, ['scrypt'], 'EUR');

test('Litecoin is not reckoned without Dogecoin, nor the other way round', () => {
  expect(estimates(LTC).estimates).toEqual([]);
  expect(estimates(DOGE).estimates).toEqual([]);
  expect(estimates({ ...LTC, ...DOGE }).merged).toEqual({ LTC: ['DOGE'] });
});

test('a price that another provider told than the list’s is named after that one', () => {
  const [together] = estimates({ ...LTC, ...DOGE }).estimates;
  expect(together?.rates.map(({ base, provider }) => [base, provider])).toEqual([
    ['LTC', 'coingecko'],
    ['DOGE', 'kraken'],
  ]);
});
