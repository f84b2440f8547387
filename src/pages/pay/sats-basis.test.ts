import { expect, test } from 'vitest';
import { satsBasis } from './sats-basis.ts';

const HOUR = 3_600_000;
const NOW = 100 * HOUR;
const real = { nowMs: NOW, demo: false };
const plain = (text: string) => text.replaceAll(/\s/g, ' ');

const typed = (btcPrice?: number, btcEnteredAtMs?: number) => ({
  currency: 'EUR',
  market: { poolFee: 0, btcPrice, btcEnteredAtMs },
});
const told = (ageMs: number) => ({
  work: {},
  btcPrice: { value: 88_000, providers: ['coingecko'], atMs: NOW - ageMs },
});

test('satoshi stand at the price that a source tells, with its age', () => {
  expect(plain(satsBasis(typed(50_000), told(60_000), real))).toMatch(
    /^Satoshi at .*88\D?000.* for a bitcoin \(CoinGecko, .*ago\)\.$/,
  );
  expect(satsBasis(typed(), told(5 * HOUR), real)).toContain('not quite fresh');
});

test('a price that was typed says so, and how long ago', () => {
  expect(plain(satsBasis(typed(50_000, NOW - 3 * HOUR), undefined, real))).toMatch(
    /50\D?000.*\(typed 3 h.*ago\)/,
  );
  expect(satsBasis(typed(50_000), undefined, real)).toContain('as typed');
  expect(satsBasis(typed(50_000), undefined, { ...real, demo: true })).toContain('example of the demo');
});

test('without a price the currency stays, and the sentence says why', () => {
  expect(satsBasis(typed(), { work: {} }, real)).toBe('No price of bitcoin is known, so sums stay in EUR.');
});
