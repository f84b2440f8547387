import fc from 'fast-check';
import { expect, test } from 'vitest';
import { heldBack } from './held-back.ts';
import type { Sourced } from './sourced.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const NOW_MS = Date.UTC(2026, 10, 21, 14);

function prices(provider: string, byCoin: Readonly<Record<string, number>>, ageMs = 0): Sourced<unknown> {
  const atMs = NOW_MS - ageMs;
  const value = Object.entries(byCoin).map(([coin, price]) => ({ coin, currency: 'EUR', price, atMs }));
  return { value, provider, atMs, receivedAtMs: atMs };
}
const check = (
  heard: Sourced<unknown>,
  before: Sourced<unknown> | undefined,
  others: readonly Sourced<unknown>[],
) =>
  heldBack(
    'prices:EUR',
    heard,
    before,
    others.map((other) => ({ provider: other.provider, heard: other })),
  );
const pricesIn = ({ value }: Sourced<unknown>) =>
  (value as readonly { readonly coin: string; readonly price: number }[]).map(({ coin, price }) => [
    coin,
    price,
  ]);

test('a price ten times the last one is held back, and the last one stands with its age', () => {
  const before = prices('coingecko', { BTC: 83_000, LTC: 90 }, 5 * MINUTE_MS);
  const { heard, doubts } = check(prices('coingecko', { BTC: 830_000, LTC: 91 }), before, []);
  expect(pricesIn(heard)).toEqual([
    ['BTC', 83_000],
    ['LTC', 91],
  ]);
  expect((heard.value as readonly { readonly atMs: number }[])[0]?.atMs).toBe(NOW_MS - 5 * MINUTE_MS);
  expect(heard.atMs).toBe(NOW_MS - 5 * MINUTE_MS);
  expect(doubts).toEqual([
    {
      of: 'price',
      coin: 'BTC',
      currency: 'EUR',
      told: 830_000,
      toldAtMs: NOW_MS,
      known: 83_000,
      knownBy: 'coingecko',
      knownAtMs: NOW_MS - 5 * MINUTE_MS,
      counted: false,
    },
  ]);
});

test('a price in yen for one in euros is held back, as is one of a tenth', () => {
  const before = prices('kraken', { BTC: 83_000 }, 5 * MINUTE_MS);
  for (const wrong of [14_000_000, 8_300]) {
    const { heard, doubts } = check(prices('kraken', { BTC: wrong }), before, []);
    expect(pricesIn(heard)).toEqual([['BTC', 83_000]]);
    expect(doubts).toHaveLength(1);
  }
});

test('what another provider says of the same hour vouches for a fall', () => {
  const before = prices('coingecko', { BTC: 83_000 }, 5 * MINUTE_MS);
  const { heard, doubts } = check(prices('coingecko', { BTC: 41_000 }), before, [
    prices('coinbase', { BTC: 41_500 }, 20 * MINUTE_MS),
  ]);
  expect(pricesIn(heard)).toEqual([['BTC', 41_000]]);
  expect(doubts).toEqual([]);
});

test('two that are both in doubt, and say the same, are right: a market that fell for all', () => {
  const before = prices('coingecko', { BTC: 83_000 }, 5 * MINUTE_MS);
  const other = prices('coinbase', { BTC: 83_100 }, HOUR_MS);
  const { doubts: others } = check(prices('coinbase', { BTC: 41_100 }), other, []);
  const found = heldBack('prices:EUR', prices('coingecko', { BTC: 41_000 }), before, [
    { provider: 'coinbase', heard: other, doubts: others },
  ]);
  expect(pricesIn(found.heard)).toEqual([['BTC', 41_000]]);
});

test('a newcomer whom all others contradict is not counted: dollars for euros', () => {
  const { heard, doubts } = check(prices('binance', { BTC: 96_000 }), undefined, [
    prices('coingecko', { BTC: 83_000 }, MINUTE_MS),
  ]);
  expect(pricesIn(heard)).toEqual([]);
  expect(doubts).toMatchObject([{ told: 96_000, known: 83_000, knownBy: 'coingecko', counted: false }]);
});

test('two that have long disagreed are told of, and the preferred one counts', () => {
  const before = prices('coingecko', { BTC: 83_000 }, 5 * MINUTE_MS);
  const { heard, doubts } = check(prices('coingecko', { BTC: 83_100 }), before, [
    prices('binance', { BTC: 96_000 }, MINUTE_MS),
  ]);
  expect(pricesIn(heard)).toEqual([['BTC', 83_100]]);
  expect(doubts).toMatchObject([{ told: 83_100, known: 96_000, knownBy: 'binance', counted: true }]);
});

test('what was said three days ago holds nothing back', () => {
  const before = prices('coingecko', { BTC: 83_000 }, 3 * DAY_MS + 1);
  expect(check(prices('coingecko', { BTC: 830_000 }), before, []).doubts).toEqual([]);
});

test('the first that is ever heard stands, and small coins may differ by a half', () => {
  expect(check(prices('coingecko', { BTC: 1 }), undefined, []).doubts).toEqual([]);
  const other = [prices('coinmarketcap', { ALPH: 0.2 }, MINUTE_MS)];
  expect(check(prices('coingecko', { ALPH: 0.28 }), undefined, other).doubts).toEqual([]);
});

test('a price that is held back counts again as soon as it is told as before', () => {
  const before = prices('coingecko', { BTC: 83_000 }, 5 * MINUTE_MS);
  const wrong = check({ ...prices('coingecko', { BTC: 830_000 }) }, before, []).heard;
  const { heard, doubts } = check(prices('coingecko', { BTC: 83_200 }), wrong, []);
  expect(pricesIn(heard)).toEqual([['BTC', 83_200]]);
  expect(doubts).toEqual([]);
});

test('a difficulty that no retarget could reach is held back with all that was told beside it', () => {
  const state = (difficulty: number, ageMs: number): Sourced<unknown> => ({
    value: { coin: 'BTC', atMs: NOW_MS - ageMs, difficulty, height: 930_000 },
    provider: 'mempool',
    atMs: NOW_MS - ageMs,
    receivedAtMs: NOW_MS - ageMs,
  });
  const before = state(1.4e14, 15 * MINUTE_MS);
  const { heard, doubts } = heldBack('network:BTC', state(1.4e13, 0), before, []);
  expect(heard).toBe(before);
  expect(doubts).toMatchObject([{ of: 'network', coin: 'BTC', told: 1.4e13, known: 1.4e14 }]);
  expect(heldBack('network:BTC', state(1.5e14, 0), before, []).doubts).toEqual([]);
});

test('what counts is never more than half as much again as what counted before, unless another one vouches', () => {
  const price = fc.double({ min: 1e-6, max: 1e8, noNaN: true });
  fc.assert(
    fc.property(price, price, (was, is) => {
      const { heard } = check(prices('x', { BTC: is }), prices('x', { BTC: was }), []);
      const [[, counted = 0] = []] = pricesIn(heard);
      expect(Math.max(Number(counted) / was, was / Number(counted))).toBeLessThanOrEqual(1.5 + 1e-9);
    }),
  );
});
