import { describe, expect, test } from 'vitest';
import { coinGeckoHistory, coinGeckoMarkets, coinGeckoPrices } from './coingecko.ts';

const reply = (told: unknown, status = 200) => ({ status, text: JSON.stringify(told), receivedAtMs: 5 });
const prices = (told: unknown) => coinGeckoPrices.parse(reply(told), { ids: [], currencies: [] });

describe('CoinGecko’s present prices', () => {
  test('are one for each coin and currency, of the moment that it tells', () => {
    const told = {
      litecoin: {
        usd: 70.5,
        usd_24h_change: -1.25,
        usd_24h_vol: 3e8,
        last_updated_at: 1_700_000_000,
        eur: '65',
      },
    };
    expect(prices(told)).toEqual([
      {
        coin: 'litecoin',
        currency: 'USD',
        price: 70.5,
        change24hPct: -1.25,
        volume24h: 3e8,
        atMs: 1_700_000_000_000,
      },
      { coin: 'litecoin', currency: 'EUR', price: 65, atMs: 1_700_000_000_000 },
    ]);
  });

  test('are only of the coins that were asked for', () => {
    const asked = { ids: ['bitcoin'], currencies: ['usd'] };
    const told = { bitcoin: { usd: 1 }, data: { rows: 7 } };
    expect(coinGeckoPrices.parse(reply(told), asked)).toHaveLength(1);
  });

  test('are of the moment of the answer where none is told, and absent where they are null or nothing', () => {
    const told = { bitcoin: { usd: 1, eur: null, gbp: 0 }, dogecoin: {}, kaspa: null };
    expect(prices(told)).toEqual([{ coin: 'bitcoin', currency: 'USD', price: 1, atMs: 5 }]);
  });

  test.each([
    ['rate-limited', { status: { error_code: 429, error_message: 'You have exceeded the Rate Limit.' } }],
    ['rate-limited', { error: { code: 429, message: 'Throttled' } }],
    ['not-found', { error: 'coin not found' }],
    ['refused', { status: { error_code: 10_002, error_message: 'API Key Missing' } }],
    ['unreadable-reply', {}],
    ['unreadable-reply', []],
  ])('are told as %s where it is so, whatever the status', (kind, told) => {
    expect(() => prices(told)).toThrow(expect.objectContaining({ kind }));
  });
});

test('CoinGecko’s list of coins has numbers as text in places, and a coin without a price is not in it', () => {
  const told = [
    {
      id: 'bitcoin',
      current_price: '7015.5',
      price_change_percentage_24h: '4.4',
      last_updated: '2018-08-28T12:12:53.390Z',
    },
    { id: 'dead', current_price: null },
  ];
  expect(coinGeckoMarkets.parse(reply(told), { ids: [], currency: 'usd' })).toEqual([
    {
      coin: 'bitcoin',
      currency: 'USD',
      price: 7015.5,
      change24hPct: 4.4,
      atMs: Date.UTC(2018, 7, 28, 12, 12, 53, 390),
    },
  ]);
});

test('CoinGecko’s history joins its three lists by moment, oldest first, each moment once', () => {
  const told = {
    prices: [[2000, 20], [1000, 10], [2000, 21], [3000, null], 'rubbish'],
    total_volumes: [[2000, 7]],
    market_caps: [[1000, 0]],
  };
  expect(coinGeckoHistory.parse(reply(told), { id: 'bitcoin', currency: 'EUR', days: 1 })).toEqual([
    { atMs: 1000, price: 10 },
    { atMs: 2000, price: 21, volume24h: 7 },
  ]);
});
