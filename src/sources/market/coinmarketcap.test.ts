import { describe, expect, test } from 'vitest';
import { coinMarketCapQuotes } from './coinmarketcap.ts';

const quotes = (told: unknown, status = 200) =>
  coinMarketCapQuotes.parse(
    { status, text: JSON.stringify(told), receivedAtMs: 5 },
    { symbols: ['BTC'], currency: 'USD' },
  );
const row = (price: number, cmc_rank?: number | null) => ({
  symbol: 'BTC',
  cmc_rank,
  last_updated: '2024-01-01T00:00:00.000Z',
  quote: { USD: { price, percent_change_24h: -1, last_updated: null } },
});

describe('CoinMarketCap', () => {
  test('lists all coins that share a symbol: the best ranked is meant', () => {
    const told = {
      status: { error_code: 0 },
      data: { BTC: [row(0.001, null), row(42_000, 1), row(3, 4000)] },
    };
    expect(quotes(told)).toEqual([
      { coin: 'BTC', currency: 'USD', price: 42_000, change24hPct: -1, atMs: Date.UTC(2024, 0, 1) },
    ]);
  });

  test('has one coin a key in its first version', () => {
    expect(quotes({ data: { 1: row(7, 1) }, status: { error_code: '0' } })).toHaveLength(1);
  });

  test('has them one after another in its listings', () => {
    expect(quotes({ data: [row(7, 1), { ...row(8, 2), symbol: 'LTC' }] }).map(({ coin }) => coin)).toEqual([
      'BTC',
      'LTC',
    ]);
  });

  test('has the currency within the quote in its third version', () => {
    const quote = [
      { id: 2781, symbol: 'USD', price: 9 },
      { id: 1, price: 1 },
    ];
    expect(quotes({ status: { error_code: 0 }, data: [{ ...row(7, 1), quote }] })).toMatchObject([
      { coin: 'BTC', currency: 'USD', price: 9 },
    ]);
  });

  test.each([
    ['refused', { status: { error_code: 1001, error_message: 'This API Key is invalid.' } }],
    ['rate-limited', { status: { error_code: 1008, error_message: 'Too many' } }],
    ['not-found', { status: { error_code: 400, error_message: 'Invalid value for "symbol"' } }],
    ['provider-failed', { status: { error_code: 500, error_message: 'An internal server error occurred' } }],
    ['unreadable-reply', { data: { BTC: [] } }],
  ])('tells that it is %s in its own status', (kind, told) => {
    expect(() => quotes(told)).toThrow(expect.objectContaining({ kind }));
  });

  test('has no key in its address', () => {
    expect(coinMarketCapQuotes.request({ symbols: ['BTC'], currency: 'USD' }).path).toBe(
      '/v2/cryptocurrency/quotes/latest?symbol=BTC&convert=USD',
    );
  });
});
