import type { PricePoint, Quote } from '../../domain/quote.ts';
import { SourceError } from '../../domain/source-error.ts';
import {
  amountOf,
  type Fields,
  fieldsOf,
  isFields,
  isoOf,
  listOf,
  momentOf,
  numberOf,
  rowsOf,
  secondsOf,
  textOf,
} from '../fields.ts';
import { atLeastOne, inOrder } from '../history.ts';
import { positiveOf } from '../positive.ts';
import { jsonOf } from '../reply.ts';
import type { Source, SourceReply } from '../source.ts';

/** Coins by CoinGecko's own names: `bitcoin`, `dogecoin`, `bellscoin`. */
export interface CoinGeckoAsk {
  readonly ids: readonly string[];
  readonly currency: string;
}

/** The history of one coin. Up to 1 day: each 5 min; up to 90 days: each hour; above: each day, at most 365 without a key. */
export interface CoinGeckoHistoryAsk {
  readonly id: string;
  readonly currency: string;
  readonly days: number;
}

const PROVIDER = 'coingecko';
const HOST = 'api.coingecko.com';

/** Present prices of some coins in some currencies, without their volume: the smallest question. */
export const coinGeckoPrices: Source<
  { readonly ids: readonly string[]; readonly currencies: readonly string[] },
  readonly Quote[]
> = {
  provider: PROVIDER,
  request: ({ ids, currencies }) => {
    const query = new URLSearchParams({
      ids: ids.join(','),
      vs_currencies: currencies.join(',').toLowerCase(),
      include_24hr_change: 'true',
      include_24hr_vol: 'true',
      include_market_cap: 'true',
      include_last_updated_at: 'true',
    });
    return { provider: PROVIDER, host: HOST, path: `/api/v3/simple/price?${query}` };
  },
  parse: (reply, { ids }) => {
    const coins = fieldsOf(toldBy(reply));
    return atLeastOne(
      Object.entries(coins).flatMap(([coin, told]) =>
        ids.length === 0 || ids.includes(coin) ? quotesOf(coin, fieldsOf(told), reply.receivedAtMs) : [],
      ),
    );
  },
};

/** Present prices of coins with volume and capitalisation. */
export const coinGeckoMarkets: Source<CoinGeckoAsk, readonly Quote[]> = {
  provider: PROVIDER,
  request: ({ ids, currency }) => {
    const query = new URLSearchParams({
      vs_currency: currency.toLowerCase(),
      ids: ids.join(','),
      per_page: '250',
    });
    return { provider: PROVIDER, host: HOST, path: `/api/v3/coins/markets?${query}` };
  },
  parse: (reply, { currency }) =>
    atLeastOne(
      listOf(toldBy(reply)).flatMap((row) => {
        const coin = textOf(row.id);
        const price = positiveOf(row.current_price);
        if (coin === undefined || price === undefined) return [];
        return [
          {
            coin,
            currency: currency.toUpperCase(),
            price,
            change24hPct: numberOf(row.price_change_percentage_24h),
            volume24h: amountOf(row.total_volume),
            marketCap: positiveOf(row.market_cap),
            atMs: isoOf(row.last_updated) ?? reply.receivedAtMs,
          },
        ];
      }),
    ),
};

/** Prices of the past. */
export const coinGeckoHistory: Source<CoinGeckoHistoryAsk, readonly PricePoint[]> = {
  provider: PROVIDER,
  request: ({ id, currency, days }) => {
    const query = new URLSearchParams({ vs_currency: currency.toLowerCase(), days: String(days) });
    return {
      provider: PROVIDER,
      host: HOST,
      path: `/api/v3/coins/${encodeURIComponent(id)}/market_chart?${query}`,
    };
  },
  parse: (reply) => {
    const told = fieldsOf(toldBy(reply));
    const volumes = byMoment(told.total_volumes);
    const caps = byMoment(told.market_caps);
    return inOrder(
      [...byMoment(told.prices)].flatMap(([atMs, price]) =>
        price > 0
          ? [{ atMs, price, volume24h: volumes.get(atMs), marketCap: caps.get(atMs) || undefined }]
          : [],
      ),
    );
  },
};

/**
 * It tells its errors as `{"error": …}`, words or a code with a message, or as a `status` with a code, with whatever
 * HTTP status.
 */
function toldBy(reply: SourceReply): unknown {
  const told = jsonOf(reply);
  if (!isFields(told)) return told;
  const status = fieldsOf(told.status);
  const error = fieldsOf(told.error);
  const words = textOf(status.error_message) ?? textOf(told.error) ?? textOf(error.message);
  if (words === undefined) return told;
  const isLimit = numberOf(status.error_code ?? error.code) === 429 || /rate limit/i.test(words);
  throw new SourceError(isLimit ? 'rate-limited' : /not found/i.test(words) ? 'not-found' : 'refused', words);
}

/** `{"usd": 1, "usd_24h_vol": 2, "usd_24h_change": 3, "usd_market_cap": 4, "last_updated_at": 5}` */
function quotesOf(coin: string, told: Fields, receivedAtMs: number): readonly Quote[] {
  return Object.entries(told).flatMap(([name, value]) => {
    const price = positiveOf(value);
    if (price === undefined || /^last_updated_at$|_(24h_vol|24h_change|market_cap)$/.test(name)) return [];
    return [
      {
        coin,
        currency: name.toUpperCase(),
        price,
        change24hPct: numberOf(told[`${name}_24h_change`]),
        volume24h: amountOf(told[`${name}_24h_vol`]),
        marketCap: positiveOf(told[`${name}_market_cap`]),
        atMs: secondsOf(told.last_updated_at) ?? receivedAtMs,
      },
    ];
  });
}

/** `[[ms, figure], …]` */
function byMoment(rows: unknown): ReadonlyMap<number, number> {
  return new Map(
    rowsOf(rows).flatMap((row): readonly (readonly [number, number])[] => {
      const [moment, figure] = rowsOf(row);
      const [atMs, amount] = [momentOf(moment), amountOf(figure)];
      return atMs !== undefined && amount !== undefined ? [[atMs, amount]] : [];
    }),
  );
}
