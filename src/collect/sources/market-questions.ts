import { dominanceSeries } from '../../domain/dominance.ts';
import type { Candle, CandleAsk, PricePoint, Quote } from '../../domain/quote.ts';
import { SourceError } from '../../domain/source-error.ts';
import { binanceCandles } from '../../sources/market/binance.ts';
import { coinbaseCandles } from '../../sources/market/coinbase.ts';
import { coinGeckoHistory, coinGeckoPrices } from '../../sources/market/coingecko.ts';
import { coinMarketCapQuotes } from '../../sources/market/coinmarketcap.ts';
import { krakenCandles } from '../../sources/market/kraken.ts';
import type { Source } from '../../sources/source.ts';
import { asksPast, type PieceAt, piecesOf } from './back-fill.ts';
import { COINGECKO_NAMES } from './coingecko-names.ts';
import { asks, type ProviderQuestions } from './provider-questions.ts';
import type { Heard, Question, SeriesPart } from './question.ts';
import type { OutsideWants } from './wants.ts';

/** A coin moves by a percent in minutes; money a day does not need it closer. */
const PRICE_FRESH_MS = 5 * 60_000;
/** The past is asked for once, and then by the day: what was missed while no tab was open is filled. */
const DAY_MS = 24 * 3_600_000;
const PAST_FRESH_MS = DAY_MS;
const HOUR_S = 3600 as const;
const HOUR_MS = HOUR_S * 1000;

/** What all exchanges can be asked. */
type HoursAsk = CandleAsk & { readonly intervalS: typeof HOUR_S };
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
      (quotes) => quotesHeard('coingecko', bySymbol(quotes), wants),
    );
    return [present, ...named.map((coin) => coinGeckoPast(coin, wants.currency))];
  },
  coinmarketcap: (wants) => [
    vouching(
      asks(
        pricesIn(wants),
        coinMarketCapQuotes,
        () => ({ symbols: wants.coins, currency: wants.currency }),
        PRICE_FRESH_MS,
        (quotes) => quotesHeard('coinmarketcap', quotes, wants),
      ),
    ),
  ],
  coinbase: ({ currency }) => [
    bitcoinNow(coinbaseCandles, currency),
    // It tells at most 300 hours at once.
    bitcoinPast(coinbaseCandles, currency, piecesOf(12 * DAY_MS)),
  ],
  // It trades no dollars but a token of them, which is not the same.
  binance: ({ currency }) =>
    currency === 'USD'
      ? []
      : [
          bitcoinNow(binanceCandles, currency),
          // At most 1,000 hours at once.
          bitcoinPast(binanceCandles, currency, piecesOf(40 * DAY_MS)),
        ],
  kraken: ({ currency }) => [
    bitcoinNow(krakenCandles, currency),
    // By the hour it tells thirty days and no more; by four hours, 120.
    asks(
      bitcoinPastIn(currency),
      krakenCandles,
      () => ({ coin: 'BTC', currency, intervalS: 14_400 as const }),
      DAY_MS,
      (candles, receivedAtMs) => ({
        value: { points: candles.length },
        past: [bitcoinPoints(candles, 14_400, currency, receivedAtMs)],
      }),
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
        ...sizeOf(coin, currency, told),
      ],
    }),
  );
}

/** How large a coin is: what all of it is worth, and what is traded of it in a day; what is not told is left out. */
function sizeOf(
  coin: string,
  currency: string,
  told: readonly Pick<PricePoint, 'atMs' | 'marketCap' | 'volume24h'>[],
): readonly SeriesPart[] {
  const part = (kind: string, of: (point: (typeof told)[number]) => number | undefined): SeriesPart => ({
    series: `${kind}:${coin}:${currency}`,
    points: told.flatMap((point) => {
      const value = of(point);
      return value === undefined ? [] : [{ atMs: point.atMs, value }];
    }),
  });
  return [part('cap', ({ marketCap }) => marketCap), part('volume', ({ volume24h }) => volume24h)].filter(
    ({ points }) => points.length > 0,
  );
}

function dominanceOf(provider: string, { coin, atMs, dominancePct }: Quote): readonly SeriesPart[] {
  if (dominancePct === undefined) return [];
  return [{ series: dominanceSeries(provider, coin), points: [{ atMs, value: dominancePct }] }];
}

/** CoinGecko's names → our symbols. */
function bySymbol(quotes: readonly Quote[]): readonly Quote[] {
  const symbols = new Map(Object.entries(COINGECKO_NAMES).map(([symbol, name]) => [name, symbol]));
  return quotes.map((quote) => ({ ...quote, coin: symbols.get(quote.coin) ?? quote.coin }));
}

/**
 * They are as old as the oldest of them.
 * @throws SourceError `unreadable-reply` where all are in another currency than was asked for
 */
function quotesHeard(
  provider: string,
  told: readonly Quote[],
  { currency }: OutsideWants,
): Heard<readonly Quote[]> {
  const quotes = told.filter((quote) => quote.currency === currency);
  if (quotes.length === 0) throw new SourceError('unreadable-reply', `it tells no price in ${currency}`);
  // Sizes are kept by the hour: the last one of each counts.
  const hourly = (quote: Quote) => ({ ...quote, atMs: Math.floor(quote.atMs / HOUR_MS) * HOUR_MS });
  return {
    value: quotes,
    atMs: Math.min(...quotes.map(({ atMs }) => atMs)),
    past: quotes.flatMap((quote) => [
      ...sizeOf(quote.coin, currency, [hourly(quote)]),
      ...dominanceOf(provider, hourly(quote)),
    ]),
  };
}

/** An exchange is asked for the hours of Bitcoin alone: what was paid last is the price, the hours before are its past. */
function bitcoinNow(source: Source<HoursAsk, readonly Candle[]>, currency: string): Question {
  return vouching(
    asks(
      `prices:${currency}`,
      source,
      () => ({ coin: 'BTC', currency, intervalS: HOUR_S }),
      PRICE_FRESH_MS,
      (candles, receivedAtMs) => {
        const last = candles.at(-1);
        // The running hour's close is its last trade; an hour that is over closed at its end.
        const atMs = last && Math.min(last.atMs + HOUR_S * 1000, receivedAtMs);
        const quotes = last && atMs ? [{ coin: 'BTC', currency, price: last.close, atMs }] : [];
        return { value: quotes, atMs, past: [bitcoinPoints(candles, HOUR_S, currency, receivedAtMs)] };
      },
    ),
  );
}

function bitcoinPast(
  source: Source<HoursAsk, readonly Candle[]>,
  currency: string,
  pieces: PieceAt,
): Question {
  return asksPast(
    bitcoinPastIn(currency),
    source,
    pieces,
    // An hour's close is told where it begins.
    ({ fromMs, toMs }) => ({
      coin: 'BTC',
      currency,
      intervalS: HOUR_S,
      sinceMs: fromMs - HOUR_S * 1000,
      untilMs: toMs - HOUR_S * 1000,
    }),
    (candles, receivedAtMs) => [bitcoinPoints(candles, HOUR_S, currency, receivedAtMs)],
  );
}

function bitcoinPastIn(currency: string): string {
  return `past:price:BTC:${currency}`;
}

/** The closes of intervals that are over, each at its end. */
function bitcoinPoints(
  candles: readonly Candle[],
  intervalS: number,
  currency: string,
  receivedAtMs: number,
): SeriesPart {
  const points = candles
    .map(({ atMs, close }) => ({ atMs: atMs + intervalS * 1000, value: close }))
    .filter(({ atMs }) => atMs <= receivedAtMs);
  return { series: `price:BTC:${currency}`, points };
}

/** Asked by the hour while another one serves, so that no wrong price of one provider alone becomes the owner's money. */
function vouching(question: Question): Question {
  return { ...question, vouchMs: HOUR_S * 1000 };
}
