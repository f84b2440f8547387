import type { Candle } from '../../domain/quote.ts';
import { amountOf, rowsOf } from '../fields.ts';
import { positiveOf } from '../positive.ts';

/** Where an exchange puts what in a row of a candle, by place. */
export interface CandleColumns {
  readonly time: number;
  /** Ms in one unit of its time. */
  readonly timeMs: 1 | 1000;
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
  readonly volume: number;
  readonly volumeQuote?: number | undefined;
}

/** Rows of candles, each a list of numbers or text; one without a time or a closing price is none. */
export function candlesOf(rows: unknown, columns: CandleColumns): readonly Candle[] {
  return rowsOf(rows).flatMap((row) => {
    const cells = rowsOf(row);
    const atMs = positiveOf(cells[columns.time], columns.timeMs);
    const close = positiveOf(cells[columns.close]);
    if (atMs === undefined || close === undefined) return [];
    return [
      {
        atMs,
        open: positiveOf(cells[columns.open]),
        high: positiveOf(cells[columns.high]),
        low: positiveOf(cells[columns.low]),
        close,
        volume: amountOf(cells[columns.volume]),
        volumeQuote: columns.volumeQuote === undefined ? undefined : amountOf(cells[columns.volumeQuote]),
      },
    ];
  });
}
