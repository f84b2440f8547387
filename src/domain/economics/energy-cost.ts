import { coveredSpans, type Span } from './covered-span.ts';
import { importAndExport, type PowerTrace, piece } from './power-trace.ts';
import type { PriceSpan } from './price-span.ts';

/** What a power has cost over a time, and how much of that time nothing can be said of. */
export interface EnergyCost {
  /** Energy from the grid, and into it, kWh. */
  readonly importKwh: number;
  readonly exportKwh: number;
  /** Money for the energy of known price; what is fed in is not taken off. */
  readonly cost: number;
  /** Money for what was fed in at a known price. */
  readonly feedInCredit: number;
  /** Energy of which the price is not known, kWh, both ways. */
  readonly unpricedKwh: number;
  /** Time of which the power is not known, ms. */
  readonly unmeasuredMs: number;
}

/**
 * Cost of a power at the prices of a time: Σ kWh_i · c_i, with the energy of each price's stretch by the trapezoid rule
 * (economics section 7). Exact to the millisecond for prices of any length, also where clocks change. Gaps in power or
 * price are told, never filled.
 */
export function energyCost(within: Span, trace: PowerTrace, prices: readonly PriceSpan[]): EnergyCost {
  const sum = { importKwh: 0, exportKwh: 0, cost: 0, feedInCredit: 0, unpricedKwh: 0, unmeasuredMs: 0 };
  for (const span of coveredSpans(within, trace, prices)) {
    const { first: power, second: price } = span;
    if (!power) {
      sum.unmeasuredMs += span.toMs - span.fromMs;
      continue;
    }
    const { importKwh, exportKwh } = importAndExport(piece(power, span));
    sum.importKwh += importKwh;
    sum.exportKwh += exportKwh;
    if (price?.pricePerKwh === undefined) sum.unpricedKwh += importKwh;
    else sum.cost += importKwh * price.pricePerKwh;
    if (price?.feedInPerKwh === undefined) sum.unpricedKwh += exportKwh;
    else sum.feedInCredit += exportKwh * price.feedInPerKwh;
  }
  return sum;
}
