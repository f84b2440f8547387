import type { Upstream } from '../upstream.ts';

/** Where prices come from. What CORS is known to allow stands in each line, with who says so. */
export const marketUpstreams: readonly Upstream[] = [
  {
    id: 'coingecko',
    name: 'CoinGecko',
    kind: 'market',
    endpoints: [
      {
        host: 'api.coingecko.com',
        method: 'GET',
        path: /\/api\/v3\/simple\/price/,
        query: [
          'ids',
          'vs_currencies',
          'include_24hr_change',
          'include_24hr_vol',
          'include_market_cap',
          'include_last_updated_at',
        ],
        // Pages read it (jlopp/us-marshals-bitcoin-auctions#3), its refusals they cannot.
        cors: true,
        freshMs: 60_000,
      },
      {
        host: 'api.coingecko.com',
        method: 'GET',
        path: /\/api\/v3\/coins\/markets/,
        query: ['vs_currency', 'ids', 'per_page'],
        cors: true,
        freshMs: 60_000,
      },
      {
        host: 'api.coingecko.com',
        method: 'GET',
        path: /\/api\/v3\/coins\/[a-z0-9._-]+\/market_chart/,
        query: ['vs_currency', 'days'],
        cors: true,
        freshMs: 3_600_000,
      },
    ],
    key: {
      place: 'header',
      name: 'x-cg-demo-api-key',
      required: false,
      env: 'DAVYLAMP_KEY_COINGECKO',
      from: 'https://www.coingecko.com/en/developers/dashboard',
    },
    // Without a key all who share an address share 5 to 15 a minute (vendor manual); with one it is 30 and more.
    requestsPerMinute: 5,
    learns: 'nothing',
    licence: 'Prices by CoinGecko; free with attribution, not for resale.',
    terms: 'https://www.coingecko.com/en/api_terms',
  },
  {
    id: 'coinmarketcap',
    name: 'CoinMarketCap',
    kind: 'market',
    endpoints: [
      {
        host: 'pro-api.coinmarketcap.com',
        method: 'GET',
        path: /\/v[12]\/cryptocurrency\/quotes\/latest/,
        query: ['symbol', 'id', 'convert'],
        cors: false,
        freshMs: 300_000,
      },
    ],
    key: {
      place: 'header',
      name: 'X-CMC_PRO_API_KEY',
      required: true,
      env: 'DAVYLAMP_KEY_COINMARKETCAP',
      from: 'https://pro.coinmarketcap.com/account',
    },
    requestsPerMinute: 10,
    learns: 'account',
    licence: 'Prices by CoinMarketCap; the free plan is for personal use.',
    terms: 'https://coinmarketcap.com/api/documentation/v1/',
  },
  {
    id: 'coinbase',
    name: 'Coinbase Exchange',
    kind: 'market',
    endpoints: [
      {
        host: 'api.exchange.coinbase.com',
        method: 'GET',
        path: /\/products\/[A-Z0-9]+-[A-Z0-9]+\/candles/,
        query: ['granularity', 'start', 'end'],
        // A plain GET is open to pages (bennycode/coinbase-pro-node#185).
        cors: true,
        freshMs: 60_000,
      },
    ],
    requestsPerMinute: 60,
    learns: 'nothing',
    licence: 'Candles by Coinbase Exchange, for personal use.',
    terms: 'https://docs.cdp.coinbase.com/api-reference/exchange-api/rest-api/products/get-product-candles',
  },
  {
    id: 'binance',
    name: 'Binance market data',
    kind: 'market',
    endpoints: [
      {
        host: 'data-api.binance.vision',
        method: 'GET',
        path: /\/api\/v3\/klines/,
        query: ['symbol', 'interval', 'limit', 'startTime', 'endTime'],
        cors: false,
        freshMs: 60_000,
      },
    ],
    requestsPerMinute: 60,
    learns: 'nothing',
    licence: 'Candles by Binance, for personal use.',
    terms: 'https://github.com/binance/binance-spot-api-docs/blob/master/rest-api.md',
  },
  {
    id: 'kraken',
    name: 'Kraken',
    kind: 'market',
    endpoints: [
      {
        host: 'api.kraken.com',
        method: 'GET',
        path: /\/0\/public\/OHLC/,
        query: ['pair', 'interval', 'since'],
        cors: false,
        freshMs: 60_000,
      },
    ],
    requestsPerMinute: 20,
    learns: 'nothing',
    licence: 'Candles by Kraken, for personal use.',
    terms: 'https://docs.kraken.com/api/docs/rest-api/get-ohlc-data',
  },
];
