import type { EnergyPrice } from '../../domain/energy-price.ts';

const HOUR_MS = 3_600_000;
const QUARTER_MS = 900_000;

/** The market time unit of Europe's day-ahead auction fell from an hour to 15 minutes with this delivery day (CEST). */
const QUARTER_HOURS_FROM_MS = Date.UTC(2025, 8, 30, 22);

/** A row of a provider that says when a price begins but not when it ends. */
export interface PriceStart {
  readonly fromMs: number | undefined;
  /** Absent where it is not known: the time still tells how long its neighbour lasts. */
  readonly pricePerKwh: number | undefined;
}

/**
 * Intervals out of beginnings alone, in any order. Each lasts as long as the lesser of the gaps before and after it:
 * a missing row stays a gap, and a list may change from hours to quarter-hours. A row further than an hour from both
 * its neighbours lasts `aloneMs`, else as long as Europe's day-ahead intervals of its time.
 */
export function pricesFromStarts(rows: readonly PriceStart[], aloneMs?: number): readonly EnergyPrice[] {
  const starts = [...new Set(rows.flatMap(({ fromMs }) => fromMs ?? []))].sort((a, b) => a - b);
  const lengths = new Map(
    starts.map((fromMs, at) => {
      const before = fromMs - (starts[at - 1] ?? Number.NEGATIVE_INFINITY);
      const after = (starts[at + 1] ?? Number.POSITIVE_INFINITY) - fromMs;
      const gapMs = Math.min(before, after);
      return [fromMs, gapMs <= HOUR_MS ? gapMs : (aloneMs ?? dayAheadLengthMs(fromMs))];
    }),
  );
  return rows.flatMap(({ fromMs, pricePerKwh }) =>
    fromMs === undefined || pricePerKwh === undefined
      ? []
      : { fromMs, toMs: fromMs + (lengths.get(fromMs) ?? HOUR_MS), pricePerKwh },
  );
}

function dayAheadLengthMs(fromMs: number): number {
  return fromMs >= QUARTER_HOURS_FROM_MS ? QUARTER_MS : HOUR_MS;
}
