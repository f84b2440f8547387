import type { Candle, Quote } from '../../domain/quote.ts';
import { binanceCandles } from '../../sources/market/binance.ts';
import { coinbaseCandles } from '../../sources/market/coinbase.ts';
import { coinGeckoHistory, coinGeckoPrices } from '../../sources/market/coingecko.ts';
import { coinMarketCapQuotes } from '../../sources/market/coinmarketcap.ts';
import { krakenCandles } from '../../sources/market/kraken.ts';
import { COINGECKO_NAMES } from './coingecko-names.ts';
import { asks, type ProviderQuestions } from './provider-questions.ts';
import type { Heard, Question } from './question.ts';
import type { OutsideWants } from './wants.ts';

/** A coin moves by a percent in minutes; money a day does not need it closer. */
const PRICE_FRESH_MS = 5 * 60_000;
/** The past is asked for once, and then by the day: what was missed while no tab was open is filled. */
const PAST_FRESH_MS = 24 * 3_600_000;
/** CoinGecko tells it by the hour up to this. */
const PAST_DAYS = 90;

/** Prices of coins and their past, by provider in the order of preference. */
export const marketQuestions: Readonly<Record<string, ProviderQuestions>> = {
  coingecko: (wants) => {
    const named = wants.coins.filter((coin) => COINGECKO_NAMES[coin] !== undefined);
    const ids = named.flatMap((coin) => COINGECKO_NAMES[coin] ?? []);
    const present = asks(
      pricesIn(wants),
      coinGeckoPrices,
      () => ({ ids, currencies: [wants.currency] }),
      PRICE_FRESH_MS,
      (quotes) => quotesHeard(bySymbol(quotes)),
    );
    return [present, ...named.map((coin) => coinGeckoPast(coin, wants.currency))];
  },
  coinmarketcap: (wants) => [
    asks(
      pricesIn(wants),
      coinMarketCapQuotes,
      () => ({ symbols: wants.coins, currency: wants.currency }),
      PRICE_FRESH_MS,
      quotesHeard,
    ),
  ],
  kraken: ({ currency }) => [
    asks(
      `prices:${currency}`,
      krakenCandles,
      () => ({ coin: 'BTC', currency, intervalS: 3600 as const }),
      PRICE_FRESH_MS,
      (candles) => bitcoinHeard(candles, currency),
    ),
  ],
  // It trades no dollars but a token of them, which is not the same.
  binance: ({ currency }) =>
    currency === 'USD'
      ? []
      : [
          asks(
            `prices:${currency}`,
            binanceCandles,
            () => ({ coin: 'BTC', currency, intervalS: 3600 as const }),
            PRICE_FRESH_MS,
            (candles) => bitcoinHeard(candles, currency),
          ),
        ],
  coinbase: ({ currency }) => [
    asks(
      `prices:${currency}`,
      coinbaseCandles,
      () => ({ coin: 'BTC', currency, intervalS: 3600 as const }),
      PRICE_FRESH_MS,
      (candles) => bitcoinHeard(candles, currency),
    ),
  ],
};

function pricesIn({ currency }: OutsideWants): string {
  return `prices:${currency}`;
}

function coinGeckoPast(coin: string, currency: string): Question {
  const ask = { id: COINGECKO_NAMES[coin] ?? coin, currency, days: PAST_DAYS };
  return asks(
    `past:price:${coin}:${currency}`,
    coinGeckoHistory,
    () => ask,
    PAST_FRESH_MS,
    (told) => ({
      value: { points: told.length },
      past: [
        {
          series: `price:${coin}:${currency}`,
          points: told.map(({ atMs, price }) => ({ atMs, value: price })),
        },
      ],
    }),
  );
}

/** CoinGecko's names → our symbols. */
function bySymbol(quotes: readonly Quote[]): readonly Quote[] {
  const symbols = new Map(Object.entries(COINGECKO_NAMES).map(([symbol, name]) => [name, symbol]));
  return quotes.map((quote) => ({ ...quote, coin: symbols.get(quote.coin) ?? quote.coin }));
}

/** They are as old as the oldest of them. */
function quotesHeard(quotes: readonly Quote[]): Heard<readonly Quote[]> {
  return { value: quotes, atMs: Math.min(...quotes.map(({ atMs }) => atMs)) };
}

/** An exchange is asked for the hours of Bitcoin alone: the last one's close is the price, all are its past. */
function bitcoinHeard(candles: readonly Candle[], currency: string): Heard<readonly Quote[]> {
  const last = candles.reduce<Candle | undefined>(
    (newest, candle) => (newest && newest.atMs > candle.atMs ? newest : candle),
    undefined,
  );
  const quotes = last ? [{ coin: 'BTC', currency, price: last.close, atMs: last.atMs }] : [];
  const points = candles.map(({ atMs, close }) => ({ atMs, value: close }));
  return { value: quotes, past: [{ series: `price:BTC:${currency}`, points }] };
}
