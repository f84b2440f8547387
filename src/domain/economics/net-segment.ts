import type { PowerSegment } from './power-segment.ts';

/** What running earns while power costs the same. */
export interface NetSegment extends PowerSegment {
  /** Revenue and saved heating less power, money an hour, while running. */
  readonly netPerHour: number;
  /** What being off would save, money an hour; negative where running pays. */
  readonly offSavesPerHour: number;
}

export interface RunningRates {
  readonly revenuePerDay: number;
  readonly powerW: number;
  /** Power drawn while off (fans, control board), W. */
  readonly idlePowerW: number;
}

/**
 * Net of each price segment. Running: R/24 − P/1000 · (c − heat). Off: −P_idle/1000 · (c − heat). Being off saves the
 * difference (run decision, economics section 8, without wear).
 */
export function netSegments(
  segments: readonly PowerSegment[],
  { revenuePerDay, powerW, idlePowerW }: RunningRates,
): readonly NetSegment[] {
  return segments.map((segment) => {
    const costPerKwh = segment.pricePerKwh - segment.heatPerKwh;
    const netPerHour = revenuePerDay / 24 - (powerW / 1000) * costPerKwh;
    const offPerHour = -(idlePowerW / 1000) * costPerKwh;
    return { ...segment, netPerHour, offSavesPerHour: offPerHour - netPerHour };
  });
}
