import type { Candle, CandleAsk } from '../../domain/quote.ts';
import { inOrder } from '../history.ts';
import { jsonOf } from '../reply.ts';
import type { Source } from '../source.ts';
import { candlesOf } from './candle-row.ts';

const PROVIDER = 'coinbase';
const MOST_CANDLES = 300;

/**
 * Candles of a pair, at most 300 an answer, newest first, each with the low before the high
 * (docs.cdp.coinbase.com, “Get product candles”). It drops a start without an end, and refuses more than it tells at once,
 * so a start without an end asks for the first 300.
 */
export const coinbaseCandles: Source<CandleAsk, readonly Candle[]> = {
  provider: PROVIDER,
  request: ({ coin, currency, intervalS, sinceMs, untilMs }) => {
    const start = sinceMs ?? (untilMs === undefined ? undefined : untilMs - spanMs(intervalS));
    const end = start === undefined ? undefined : Math.min(untilMs ?? Infinity, start + spanMs(intervalS));
    const query = new URLSearchParams({
      granularity: String(intervalS),
      ...(start === undefined || end === undefined
        ? {}
        : { start: new Date(start).toISOString(), end: new Date(end).toISOString() }),
    });
    return {
      provider: PROVIDER,
      host: 'api.exchange.coinbase.com',
      path: `/products/${encodeURIComponent(`${coin}-${currency}`)}/candles?${query}`,
    };
  },
  parse: (reply) =>
    inOrder(
      candlesOf(jsonOf(reply), { time: 0, timeMs: 1000, low: 1, high: 2, open: 3, close: 4, volume: 5 }),
    ),
};

function spanMs(intervalS: number): number {
  // Both ends count: one interval less keeps the answer within what it tells.
  return (MOST_CANDLES - 1) * intervalS * 1000;
}
