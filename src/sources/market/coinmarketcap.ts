import type { Quote } from '../../domain/quote.ts';
import { SourceError, type SourceErrorKind } from '../../domain/source-error.ts';
import {
  amountOf,
  type Fields,
  fieldsOf,
  isFields,
  isoOf,
  listOf,
  numberOf,
  rowsOf,
  textOf,
} from '../fields.ts';
import { atLeastOne } from '../history.ts';
import { positiveOf } from '../positive.ts';
import { jsonOf } from '../reply.ts';
import type { Source } from '../source.ts';

const PROVIDER = 'coinmarketcap';

/**
 * Present prices of coins by their symbols, in one currency: more than one costs more than the free plan has. Reads
 * version 1 of the answer (one coin a symbol), version 2 (all coins that share the symbol: the best ranked counts) and
 * version 3 (coins and quotes as lists).
 */
export const coinMarketCapQuotes: Source<
  { readonly symbols: readonly string[]; readonly currency: string },
  readonly Quote[]
> = {
  provider: PROVIDER,
  request: ({ symbols, currency }) => {
    const query = new URLSearchParams({ symbol: symbols.join(','), convert: currency });
    return {
      provider: PROVIDER,
      host: 'pro-api.coinmarketcap.com',
      path: `/v2/cryptocurrency/quotes/latest?${query}`,
    };
  },
  parse: (reply) => {
    const told = fieldsOf(jsonOf(reply));
    refuseFailure(fieldsOf(told.status));
    const coins = told.data ?? told;
    // By symbol or number, or, of its listings, one after another.
    const rows = Array.isArray(coins) ? coins : Object.values(fieldsOf(coins));
    return atLeastOne(rows.flatMap((coin) => quotesOf(bestRanked(coin), reply.receivedAtMs)));
  },
};

/** Its codes (vendor manual, “Errors and Rate Limits”): 1001–1007 key and plan, 1008–1011 limits, 400 a bad question. */
function refuseFailure(status: Fields): void {
  const code = numberOf(status.error_code) ?? 0;
  if (code === 0) return;
  throw new SourceError(failureOf(code), textOf(status.error_message) ?? `it answers with code ${code}`);
}

function failureOf(code: number): SourceErrorKind {
  if ((code >= 1001 && code <= 1007) || code === 401 || code === 402 || code === 403) return 'refused';
  if ((code >= 1008 && code <= 1011) || code === 429) return 'rate-limited';
  return code === 400 || code === 404 ? 'not-found' : 'provider-failed';
}

function bestRanked(coin: unknown): Fields {
  const rank = (row: Fields) => positiveOf(row.cmc_rank) ?? Number.POSITIVE_INFINITY;
  const [best] = (Array.isArray(coin) ? rowsOf(coin) : [coin])
    .filter(isFields)
    .toSorted((a, b) => (rank(a) < rank(b) ? -1 : Number(rank(a) > rank(b))));
  return best ?? {};
}

function quotesOf(row: Fields, receivedAtMs: number): readonly Quote[] {
  const coin = textOf(row.symbol);
  if (coin === undefined) return [];
  // By currency, or, since version 3, one after another with the currency's symbol in it.
  const quotes = Array.isArray(row.quote)
    ? listOf(row.quote).map((told) => [textOf(told.symbol), told] as const)
    : Object.entries(fieldsOf(row.quote)).map(([currency, told]) => [currency, fieldsOf(told)] as const);
  return quotes.flatMap(([currency, told]) => {
    const price = positiveOf(told.price);
    if (price === undefined || currency === undefined) return [];
    return [
      {
        coin,
        currency,
        price,
        change24hPct: numberOf(told.percent_change_24h),
        volume24h: amountOf(told.volume_24h),
        marketCap: positiveOf(told.market_cap),
        dominancePct: positiveOf(told.market_cap_dominance),
        atMs: isoOf(told.last_updated) ?? isoOf(row.last_updated) ?? receivedAtMs,
      },
    ];
  });
}
