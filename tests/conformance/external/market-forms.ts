import type { Candle, Quote } from '../../../src/domain/quote.ts';
import { type Fields, fieldsOf, isFields } from '../../../src/sources/fields.ts';
import { binanceCandles } from '../../../src/sources/market/binance.ts';
import { candlesOf } from '../../../src/sources/market/candle-row.ts';
import { coinbaseCandles } from '../../../src/sources/market/coinbase.ts';
import {
  coinGeckoHistory,
  coinGeckoMarkets,
  coinGeckoPrices,
} from '../../../src/sources/market/coingecko.ts';
import { coinMarketCapQuotes } from '../../../src/sources/market/coinmarketcap.ts';
import { krakenCandles } from '../../../src/sources/market/kraken.ts';
import { jsonOf } from '../../../src/sources/reply.ts';
import type { ExternalForms } from './external-form.ts';
import { replyOf, toldMs } from './reply-of.ts';

/** Its candles tell no volume: beyond their last column there is none. */
const OHLC = { time: 0, timeMs: 1, open: 1, high: 2, low: 3, close: 4, volume: 5 } as const;
const PAIR = { coin: 'BTC', currency: 'USD', intervalS: 3600 } as const;

/** `coins_markets_…`, `…market_chart…`, and everything else of CoinGecko, which is prices by coin and currency. */
function coinGeckoForm(name: string, text: string): unknown {
  const reply = replyOf(text);
  if (/market_chart/.test(name)) {
    const points = coinGeckoHistory.parse(reply, { id: 'bitcoin', currency: 'USD', days: 90 });
    return {
      points: points.map(({ atMs, price, volume24h, marketCap }) => ({
        time_ms: atMs,
        price,
        volume_24h: volume24h,
        volume: volume24h,
        market_cap: marketCap,
      })),
    };
  }
  const { id, market_data } = fieldsOf(jsonOf(reply));
  if (isFields(market_data)) return oneCoinForm(String(id), market_data);
  if (/ohlc/.test(name)) return candlesOf(jsonOf(reply), OHLC).map(candleForm);
  return /markets/.test(name)
    ? quotesByCoin(coinGeckoMarkets.parse(reply, { ids: [], currency: 'usd' }))
    : pricesByCoin(coinGeckoPrices.parse(reply, { ids: [], currencies: [] }));
}

/** All of one coin, now or of a day in the past: its prices by currency stand as those of several coins do. */
function oneCoinForm(id: string, { current_price, market_cap, total_volume }: Fields): unknown {
  const prices = Object.keys(fieldsOf(current_price)).flatMap((currency) => [
    [currency, fieldsOf(current_price)[currency]],
    [`${currency}_market_cap`, fieldsOf(market_cap)[currency]],
    [`${currency}_24h_vol`, fieldsOf(total_volume)[currency]],
  ]);
  const body = JSON.stringify({ [id]: Object.fromEntries(prices) });
  const coins = pricesByCoin(coinGeckoPrices.parse(replyOf(body), { ids: [], currencies: [] }));
  return { ...fieldsOf(coins[id]), price: fieldsOf(coins[id]).usd, ...coins };
}

/** Of one currency each. */
function quotesByCoin(quotes: readonly Quote[]) {
  return Object.fromEntries(quotes.toReversed().map((quote) => [quote.coin, quoteForm(quote)]));
}

function quoteForm({ price, change24hPct, volume24h, marketCap, atMs }: Quote) {
  return {
    price,
    change_24h_pct: change24hPct,
    volume_24h: volume24h,
    market_cap: marketCap,
    time_ms: toldMs(atMs),
  };
}

/** `{bitcoin: {usd: 1, usd_change_24h_pct: 2}}` */
function pricesByCoin(quotes: readonly Quote[]) {
  const coins = new Map<string, Record<string, unknown>>();
  for (const quote of quotes) {
    const word = quote.currency.toLowerCase();
    const { price, time_ms, ...rest } = quoteForm(quote);
    const others = Object.entries(rest).map(([name, value]) => [`${word}_${name}`, value]);
    const spelt = {
      change_24h_pct: rest.change_24h_pct,
      volume_24h: rest.volume_24h,
      market_cap: rest.market_cap,
    };
    coins.set(quote.coin, {
      ...spelt,
      ...coins.get(quote.coin),
      [word]: price,
      ...Object.fromEntries(others),
      [`${word}_24h_change`]: rest.change_24h_pct,
      [`${word}_24h_vol`]: rest.volume_24h,
      time_ms,
    });
  }
  return Object.fromEntries(coins);
}

function candleForm({ atMs, open, high, low, close, volume, volumeQuote }: Candle) {
  return { time_ms: atMs, open, high, low, close, volume_base: volume, volume_quote: volumeQuote };
}

/** Recorded replies of markets. */
export const marketForms: ExternalForms = {
  coingecko: coinGeckoForm,
  coinmarketcap: (_, text) =>
    quotesByCoin(coinMarketCapQuotes.parse(replyOf(text), { symbols: [], currency: 'USD' })),
  binance: (_, text) => binanceCandles.parse(replyOf(text), PAIR).map(candleForm),
  kraken: (_, text) => krakenCandles.parse(replyOf(text), PAIR).map(candleForm),
  // It tells the newest first.
  coinbase: (_, text) => coinbaseCandles.parse(replyOf(text), PAIR).map(candleForm).toReversed(),
};
