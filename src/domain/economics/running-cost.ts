import type { PriceSegment } from './tariff.ts';

const HOUR_MS = 3_600_000;

/** Energy of a constant power over a time, kWh. */
export function energyKwh(powerW: number, fromMs: number, toMs: number): number {
  return ((powerW / 1000) * (toMs - fromMs)) / HOUR_MS;
}

/**
 * What a constant power costs over price segments: Σ P/1000 · h_i · c_i, exact (economics section 7).
 *
 * @example a 1000 W heater for a day at 0.25 per kWh costs 6.00
 */
export function runningCost(powerW: number, segments: readonly PriceSegment[]): number {
  return segments.reduce(
    (cost, { fromMs, toMs, pricePerKwh }) => cost + energyKwh(powerW, fromMs, toMs) * pricePerKwh,
    0,
  );
}
