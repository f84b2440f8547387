import type { Span } from './covered-span.ts';

const HOUR_MS = 3_600_000;

/** Energy of a constant power over a time, kWh. */
export function energyKwh(powerW: number, fromMs: number, toMs: number): number {
  return ((powerW / 1000) * (toMs - fromMs)) / HOUR_MS;
}

/**
 * What a constant power costs over segments of a price: Σ P/1000 · h_i · c_i, exact (economics section 7).
 *
 * @param perKwh the price of a segment, or whatever else belongs to each of its kilowatt-hours
 * @example a 1000 W heater for a day at 0.25 per kWh costs 6.00
 */
export function runningCost<Segment extends Span>(
  powerW: number,
  segments: readonly Segment[],
  perKwh: (segment: Segment) => number,
): number {
  return segments.reduce(
    (cost, segment) => cost + energyKwh(powerW, segment.fromMs, segment.toMs) * perKwh(segment),
    0,
  );
}
