import { expect, test } from 'vitest';
import { convert } from './economics/conversion.ts';
import { exchangeRates } from './exchange-rates.ts';

const AT_MS = Date.UTC(2026, 2, 1);
const told = (provider: string, value: unknown) => ({ provider, value, atMs: AT_MS, receivedAtMs: AT_MS });
const EUROS = told('coingecko', [
  { coin: 'BTC', currency: 'EUR', price: 80_000, atMs: AT_MS - 60_000 },
  { coin: 'LTC', currency: 'EUR', price: 70, atMs: AT_MS, provider: 'kraken' },
]);
const perUsd = (figures: Parameters<typeof exchangeRates>[0]) =>
  convert(1, 'USD', 'EUR', exchangeRates(figures))?.amount;

test('a price in the owner’s currency and one in dollars, of the same coin, make the dollar’s', () => {
  const explorer = told('blockchair', { coin: 'BTC', priceUsd: 100_000 });
  expect(perUsd({ 'prices:EUR': EUROS, 'network:BTC': explorer })).toBeCloseTo(0.8, 12);
  const list = told('minerstat', [{ kind: 'coin', coin: 'ltc', priceUsd: 100 }]);
  expect(perUsd({ 'prices:EUR': EUROS, 'work:minerstat': list })).toBeCloseTo(0.7, 12);
});

test('nothing is made of one price alone, nor of two coins', () => {
  expect(perUsd({ 'prices:EUR': EUROS })).toBeUndefined();
  expect(
    perUsd({ 'prices:EUR': EUROS, 'network:DOGE': told('blockchair', { coin: 'DOGE', priceUsd: 0.2 }) }),
  ).toBeUndefined();
  expect(
    perUsd({ 'prices:EUR': EUROS, 'network:BTC': told('mempool', { coin: 'BTC', difficulty: 1e14 }) }),
  ).toBeUndefined();
});

test('each rate keeps its age and who told it', () => {
  expect(exchangeRates({ 'prices:EUR': EUROS })).toEqual([
    { base: 'BTC', quote: 'EUR', rate: 80_000, atMs: AT_MS - 60_000, provider: 'coingecko' },
    { base: 'LTC', quote: 'EUR', rate: 70, atMs: AT_MS, provider: 'kraken' },
  ]);
});
