import { expect, test } from 'vitest';
import type { Quote } from '../../domain/quote.ts';
import { SourceError } from '../../domain/source-error.ts';
import { marketQuestions } from './market-questions.ts';
import type { Heard, Question } from './question.ts';

const HOUR_MS = 3_600_000;
const NOW_MS = Date.UTC(2026, 10, 21, 14, 37);
const HOUR_OPENED_MS = Date.UTC(2026, 10, 21, 14);
const WANTS = { currency: 'EUR', coins: ['BTC'] };

function heard(provider: string, told: unknown): Heard<unknown> {
  const [present] = marketQuestions[provider]?.(WANTS, {}, true) ?? [];
  return read(present, told);
}

function read(question: Question | undefined, told: unknown): Heard<unknown> {
  const errand = question?.errandAt(NOW_MS);
  if (!errand || 'begin' in errand) throw new Error('no question');
  return errand.read({ status: 200, text: JSON.stringify(told), receivedAtMs: NOW_MS });
}

/** Two candles of an hour: one that is over, and the one that runs. */
const candles: Readonly<Record<string, (openMs: readonly number[]) => unknown>> = {
  kraken: (times) => ({
    error: [],
    result: { XXBTZEUR: times.map((ms) => [ms / 1000, '1', '2', '1', '83000', '1', '1', 1]), last: 0 },
  }),
  coinbase: (times) => times.toReversed().map((ms) => [ms / 1000, 1, 2, 1, 83_000, 1]),
  binance: (times) => times.map((ms) => [ms, '1', '2', '1', '83000', '1', ms + HOUR_MS - 1, '1']),
};

test.each(Object.entries(candles))(
  'of %s the running hour tells the price of now, and is no past yet',
  (id, told) => {
    const { value, atMs, past } = heard(id, told([HOUR_OPENED_MS - HOUR_MS, HOUR_OPENED_MS]));
    expect(value).toEqual([{ coin: 'BTC', currency: 'EUR', price: 83_000, atMs: NOW_MS }]);
    expect(atMs).toBe(NOW_MS);
    expect(past).toEqual([{ series: 'price:BTC:EUR', points: [{ atMs: HOUR_OPENED_MS, value: 83_000 }] }]);
  },
);

test.each(Object.entries(candles))('of %s an hour that is long over is a price of its end', (id, told) => {
  const { value } = heard(id, told([HOUR_OPENED_MS - 5 * HOUR_MS]));
  expect((value as readonly Quote[])[0]?.atMs).toBe(HOUR_OPENED_MS - 4 * HOUR_MS);
});

test('a market that tells dollars when asked for euros tells nothing', () => {
  const told = { bitcoin: { usd: 96_000, last_updated_at: NOW_MS / 1000 } };
  expect(() => heard('coingecko', told)).toThrow(SourceError);
});

test('a price of nothing is no price', () => {
  expect(() => heard('coingecko', { bitcoin: { eur: 0, last_updated_at: NOW_MS / 1000 } })).toThrow(
    SourceError,
  );
  expect(() => heard('kraken', { error: [], result: { XXBTZEUR: [[1, '0', '0', '0', '0']] } })).toThrow(
    SourceError,
  );
});

test('how large a coin is, is kept by the hour', () => {
  const told = {
    bitcoin: { eur: 83_000, eur_market_cap: 1.66e12, eur_24h_vol: 2.5e10, last_updated_at: NOW_MS / 1000 },
  };
  expect(heard('coingecko', told).past).toEqual([
    { series: 'cap:BTC:EUR', points: [{ atMs: HOUR_OPENED_MS, value: 1.66e12 }] },
    { series: 'volume:BTC:EUR', points: [{ atMs: HOUR_OPENED_MS, value: 2.5e10 }] },
  ]);
});

test('CoinMarketCap’s word on what part of the market a coin is, is kept by the hour', () => {
  const quote = { EUR: { price: 83_000, market_cap_dominance: 58.2 } };
  const told = { data: [{ symbol: 'BTC', last_updated: new Date(NOW_MS).toISOString(), quote }] };
  expect(heard('coinmarketcap', told).past).toEqual([
    { series: 'dominance:coinmarketcap:BTC', points: [{ atMs: HOUR_OPENED_MS, value: 58.2 }] },
  ]);
});

test('what is not told of its size is no past', () => {
  const told = { bitcoin: { eur: 83_000, last_updated_at: NOW_MS / 1000 } };
  expect(heard('coingecko', told).past).toEqual([]);
});
