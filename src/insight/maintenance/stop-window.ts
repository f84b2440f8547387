import type { Span } from '../../domain/economics/covered-span.ts';
import { timeMean } from '../../domain/economics/price-hours.ts';

/** Time during which a kilowatt-hour costs the same; undefined where nobody knows. */
export interface PricedSpan extends Span {
  readonly pricePerKwh: number | undefined;
}

/** Prices that differ by less are the same: rounding of a sum of charges. */
const SAME_PRICE = 1e-9;

/**
 * When a standstill of some length costs least within a time: what work earns is the same at all hours, so it is where its
 * power would have cost most. The mean price over a standstill is linear between the places at which it begins or ends with
 * a span, so the best of those places is the best of all (Dantzig 1951: a linear function is greatest at a corner). The
 * window goes on as long as the price does. Undefined where all hours that are known cost alike, or none is.
 *
 * @param spans in order, without gap or overlap
 */
export function stopWindow(spans: readonly PricedSpan[], within: Span, stopsMs: number): Span | undefined {
  const starts = spans
    .flatMap(({ fromMs, toMs }) => [fromMs, toMs - stopsMs])
    .concat(within.fromMs)
    .filter((fromMs) => fromMs >= within.fromMs && fromMs + stopsMs <= within.toMs)
    .toSorted((one, other) => one - other);
  let best: { readonly fromMs: number; readonly price: number } | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const fromMs of starts) {
    const price = timeMean({ fromMs, toMs: fromMs + stopsMs }, spans, ({ pricePerKwh }) => pricePerKwh);
    if (price === undefined) continue;
    least = Math.min(least, price);
    if (!best || price > best.price + SAME_PRICE) best = { fromMs, price };
  }
  if (!best || best.price - least <= SAME_PRICE) return undefined;
  return { fromMs: best.fromMs, toMs: endOf(spans, best.fromMs + stopsMs, best.price, within.toMs) };
}

/** How far the window may reach: on through spans that cost as much as the standstill itself. */
function endOf(spans: readonly PricedSpan[], fromMs: number, price: number, latestMs: number): number {
  let endMs = fromMs;
  for (const { fromMs: beginsMs, toMs, pricePerKwh } of spans)
    if (beginsMs <= endMs && toMs > endMs && (pricePerKwh ?? Number.NEGATIVE_INFINITY) >= price - SAME_PRICE)
      endMs = Math.min(toMs, latestMs);
  return endMs;
}
