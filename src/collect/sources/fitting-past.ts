import type { Quote } from '../../domain/quote.ts';
import { SourceError } from '../../domain/source-error.ts';
import type { Answer } from '../../domain/sourced.ts';
import type { SeriesPart } from './question.ts';

const DAY_MS = 86_400_000;
/** A coin may have moved so far since the last price of its past; farther off it is another coin, or another currency. */
const FARTHEST = 3;

/**
 * The past of prices, where it leads to what is known of now; that of other quantities as it is.
 * @throws SourceError `unreadable-reply` where it leads elsewhere: the ledger would count old days with it
 */
export function fittingPast(
  past: readonly SeriesPart[],
  known: readonly Answer[],
  nowMs: number,
): readonly SeriesPart[] {
  for (const { series, points } of past) {
    const [, coin, currency] = /^price:([^:]+):([^:]+)$/.exec(series) ?? [];
    const last = points.findLast(({ atMs }) => Math.abs(nowMs - atMs) <= DAY_MS);
    if (coin === undefined || currency === undefined || last === undefined) continue;
    const now = priceOf(coin, currency, known, nowMs);
    const off = now === undefined ? 1 : Math.max(last.value / now, now / last.value);
    if (off > FARTHEST)
      throw new SourceError(
        'unreadable-reply',
        `its past of ${coin} is ${off.toFixed(0)} times off its price`,
      );
  }
  return past;
}

function priceOf(
  coin: string,
  currency: string,
  known: readonly Answer[],
  nowMs: number,
): number | undefined {
  for (const { quantity, heard } of known) {
    if (quantity !== `prices:${currency}` || !heard || !Array.isArray(heard.value)) continue;
    // What is stored under a quantity is what its question reads.
    const quotes = heard.value as readonly Quote[];
    const quote = quotes.find((each) => each.coin === coin && Math.abs(nowMs - each.atMs) <= DAY_MS);
    if (quote) return quote.price;
  }
  return undefined;
}
