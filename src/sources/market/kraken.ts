import type { Candle, CandleAsk } from '../../domain/quote.ts';
import { SourceError, type SourceErrorKind } from '../../domain/source-error.ts';
import { fieldsOf, rowsOf, textOf } from '../fields.ts';
import { inOrder } from '../history.ts';
import { jsonOf } from '../reply.ts';
import type { Source } from '../source.ts';
import { candlesOf } from './candle-row.ts';

const PROVIDER = 'kraken';

/** Its own words for two coins. */
const COINS: Readonly<Record<string, string>> = { BTC: 'XBT', DOGE: 'XDG' };

/**
 * The last 720 candles of a pair: it tells no older ones whatever it is asked (dominiktraxl/pykrakenapi#82). The last
 * one is of the interval that still runs.
 */
export const krakenCandles: Source<
  Omit<CandleAsk, 'intervalS'> & { readonly intervalS: CandleAsk['intervalS'] | 14_400 },
  readonly Candle[]
> = {
  provider: PROVIDER,
  request: ({ coin, currency, intervalS, sinceMs }) => {
    const query = new URLSearchParams({
      pair: `${COINS[coin] ?? coin}${currency}`,
      interval: String(intervalS / 60),
      ...(sinceMs === undefined ? {} : { since: String(Math.floor(sinceMs / 1000)) }),
    });
    return { provider: PROVIDER, host: 'api.kraken.com', path: `/0/public/OHLC?${query}` };
  },
  parse: (reply) => {
    const told = fieldsOf(jsonOf(reply));
    const words = rowsOf(told.error)
      .map(textOf)
      .find((each) => each !== undefined);
    if (words !== undefined) throw new SourceError(failureOf(words), words);
    // The pair has another name in the answer than in the question: XBTUSD becomes XXBTZUSD (ccxt/ccxt#22607).
    const rows = Object.values(fieldsOf(told.result)).find(Array.isArray);
    return inOrder(candlesOf(rows, { time: 0, timeMs: 1000, open: 1, high: 2, low: 3, close: 4, volume: 6 }));
  },
};

/** `EGeneral:Too many requests`, `EAPI:Rate limit exceeded`, `EQuery:Unknown asset pair`, `EService:Unavailable`. */
function failureOf(words: string): SourceErrorKind {
  if (/too many|rate limit|temporary lockout/i.test(words)) return 'rate-limited';
  return /^EService/i.test(words) ? 'provider-failed' : 'not-found';
}
