import type { Candle, CandleAsk } from '../../domain/quote.ts';
import { SourceError } from '../../domain/source-error.ts';
import { fieldsOf, numberOf, textOf } from '../fields.ts';
import { inOrder } from '../history.ts';
import { jsonOf } from '../reply.ts';
import type { Source } from '../source.ts';
import { candlesOf } from './candle-row.ts';

const PROVIDER = 'binance';
const INTERVALS = { 300: '5m', 900: '15m', 3600: '1h', 86400: '1d' } as const;

/**
 * Candles of a pair, at most 1,000 an answer (binance/binance-spot-api-docs rest-api.md, “Kline/Candlestick data”). From
 * its host for market data alone: that of the exchange answers 451 in some countries.
 */
export const binanceCandles: Source<CandleAsk, readonly Candle[]> = {
  provider: PROVIDER,
  request: ({ coin, currency, intervalS, sinceMs, untilMs }) => {
    const query = new URLSearchParams({
      symbol: `${coin}${currency}`,
      interval: INTERVALS[intervalS],
      limit: '1000',
      ...(sinceMs === undefined ? {} : { startTime: String(sinceMs) }),
      ...(untilMs === undefined ? {} : { endTime: String(untilMs) }),
    });
    return { provider: PROVIDER, host: 'data-api.binance.vision', path: `/api/v3/klines?${query}` };
  },
  parse: (reply) => {
    // An error is `{"code": -1121, "msg": "Invalid symbol."}` with status 400, or with any on the way through others.
    const isBadQuestion = reply.status === 400;
    const told = jsonOf(isBadQuestion ? { ...reply, status: 200 } : reply);
    const { code, msg } = fieldsOf(told);
    if (isBadQuestion || numberOf(code) !== undefined)
      throw new SourceError(
        isLimit(code) ? 'rate-limited' : 'not-found',
        textOf(msg) ?? 'it does not know what was asked',
      );
    return inOrder(
      candlesOf(told, {
        time: 0,
        timeMs: 1,
        open: 1,
        high: 2,
        low: 3,
        close: 4,
        volume: 5,
        volumeQuote: 7,
      }),
    );
  },
};

/** −1003 TOO_MANY_REQUESTS, −1015 TOO_MANY_ORDERS (binance/binance-spot-api-docs errors.md). */
function isLimit(code: unknown): boolean {
  return numberOf(code) === -1003 || numberOf(code) === -1015;
}
