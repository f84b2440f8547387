import { type FanCurve, flowForResistance } from './fan.ts';
import type { HeatLoad, ThermalPath } from './thermal-path.ts';

export interface FanTarget {
  /** Mean chip temperature to keep, °C. */
  readonly targetC: number;
  /** Never slower than this, percent. */
  readonly minPercent: number;
}

/** What there is to carry away, and into which air. */
export type Heat = Omit<HeatLoad, 'sinkAirKPerW'>;

/** How fast the firmware's PID (P 3, I 0.1, D 1 at 10 Hz, ESP-Miner fan_controller_task.c) comes to rest, s. */
const SETTLING_S = 45;

/**
 * The duty at which automatic control comes to rest, percent.
 *
 * A PID run at 60-s steps would swing, so the twin takes where the PID ends: the duty at which the chip settles at its
 * target, R_b = (T_target − T_air − R_a·P₁) / (P₁ + P₂), within `minPercent`..100 as in the firmware. The integral term
 * of a PID makes up for dust and for a worn fan, until 100 % is reached; so does this.
 */
export function restingFanPercent(
  target: FanTarget,
  { thermal, fan }: { readonly thermal: ThermalPath; readonly fan: FanCurve },
  heat: Heat,
  { dust, fanWear }: { readonly dust: number; readonly fanWear: number },
): number {
  const spareK = target.targetC - heat.airC - thermal.chipSinkKPerW * heat.chipW;
  const heatW = Math.max(heat.chipW + heat.sinkW, 1e-9);
  const flow = spareK > 0 ? flowForResistance(fan, spareK / heatW, dust) : 1;
  const duty = fanWear >= 1 ? 1 : flow / (1 - fanWear);
  return Math.min(100, Math.max(target.minPercent, duty * 100));
}

/** Fan duty `dtS` seconds on, when control is bound for `wanted`: exponential with the PID's settling time. */
export function approach(percent: number, wanted: number, dtS: number): number {
  return wanted + (percent - wanted) * Math.exp(-dtS / SETTLING_S);
}
