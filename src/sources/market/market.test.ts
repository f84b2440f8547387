import { describe, expect, test } from 'vitest';
import { isAllowed } from '../../../tests/sources/allowed-request.ts';
import { expectSaneWhenDamaged, wholeAnswer } from '../../../tests/sources/damaged-body.ts';
import { marketUpstreams } from '../../domain/upstreams/market.ts';
import { binanceCandles } from './binance.ts';
import { coinbaseCandles } from './coinbase.ts';
import { coinGeckoHistory, coinGeckoMarkets, coinGeckoPrices } from './coingecko.ts';
import { coinMarketCapQuotes } from './coinmarketcap.ts';
import { krakenCandles } from './kraken.ts';

const pair = { coin: 'BTC', currency: 'USD', intervalS: 3600 } as const;
const past = { ...pair, sinceMs: 1_700_000_000_000, untilMs: 1_700_360_000_000 };

describe('every question to a market', () => {
  test.each([
    coinGeckoPrices.request({ ids: ['bitcoin', 'dogecoin'], currencies: ['USD', 'EUR'] }),
    coinGeckoMarkets.request({ ids: ['bitcoin'], currency: 'EUR' }),
    coinGeckoHistory.request({ id: 'bitcoin-cash', currency: 'EUR', days: 90 }),
    coinMarketCapQuotes.request({ symbols: ['BTC', 'LTC'], currency: 'EUR' }),
    binanceCandles.request({ ...past, currency: 'USDT' }),
    krakenCandles.request(past),
    coinbaseCandles.request(past),
    coinbaseCandles.request(pair),
  ])('is one that its row allows: $host$path', (request) => {
    expect(isAllowed(marketUpstreams, request)).toBe(true);
  });
});

describe('an answer of a market that is damaged', () => {
  const row = [1_700_000_000, '37000.1', '37100', '36900', '37050', '37010', '12.5', 900];
  const coin = { id: 'bitcoin', symbol: 'BTC', current_price: 37_000, market_cap: 7e11, total_volume: 2e10 };
  test.each([
    wholeAnswer(
      'coingecko prices',
      coinGeckoPrices,
      { ids: [], currencies: [] },
      {
        bitcoin: {
          usd: 1,
          usd_24h_change: -2,
          usd_24h_vol: 3,
          usd_market_cap: 4,
          last_updated_at: 1_700_000_000,
        },
        dogecoin: { usd: 0.1, eur: 0.09 },
      },
    ),
    wholeAnswer('coingecko markets', coinGeckoMarkets, { ids: [], currency: 'USD' }, [coin, coin]),
    wholeAnswer(
      'coingecko history',
      coinGeckoHistory,
      { id: 'bitcoin', currency: 'USD', days: 1 },
      {
        prices: [
          [1_700_000_000_000, 1],
          [1_700_000_300_000, 2],
        ],
        total_volumes: [[1_700_000_000_000, 5]],
        market_caps: [[1_700_000_000_000, 6]],
      },
    ),
    wholeAnswer(
      'coinmarketcap',
      coinMarketCapQuotes,
      { symbols: ['BTC'], currency: 'USD' },
      {
        status: { error_code: 0, error_message: null },
        data: {
          BTC: [{ symbol: 'BTC', cmc_rank: 1, quote: { USD: { price: 1, volume_24h: 2, market_cap: 3 } } }],
        },
      },
    ),
    wholeAnswer('binance', binanceCandles, pair, [row, row]),
    wholeAnswer('kraken', krakenCandles, pair, { error: [], result: { XXBTZUSD: [row, row], last: 1 } }),
    wholeAnswer('coinbase', coinbaseCandles, pair, [row, row]),
  ])('is sane figures or an error of ours: $title', expectSaneWhenDamaged);
});
