import type { PriceSegment } from './tariff.ts';

/** What running earns while power costs the same. */
export interface NetSegment extends PriceSegment {
  /** Revenue and heat credit less power, money an hour, while running. */
  readonly netPerHour: number;
  /** What being off would save, money an hour; negative where running pays. */
  readonly offSavesPerHour: number;
}

export interface RunningRates {
  readonly revenuePerDay: number;
  readonly powerW: number;
  /** Power drawn while off (fans, control board), W. */
  readonly idlePowerW: number;
  /** What a kilowatt-hour of power saves in heating. */
  readonly heatCreditPerKwh: number;
}

/**
 * Net of each price segment. Running: R/24 − P/1000 · (c − heat). Off: −P_idle/1000 · (c − heat). Being off saves the
 * difference (run decision, economics section 8, without wear).
 */
export function netSegments(
  segments: readonly PriceSegment[],
  { revenuePerDay, powerW, idlePowerW, heatCreditPerKwh }: RunningRates,
): readonly NetSegment[] {
  return segments.map((segment) => {
    const costPerKwh = segment.pricePerKwh - heatCreditPerKwh;
    const netPerHour = revenuePerDay / 24 - (powerW / 1000) * costPerKwh;
    const offPerHour = -(idlePowerW / 1000) * costPerKwh;
    return { ...segment, netPerHour, offSavesPerHour: offPerHour - netPerHour };
  });
}
