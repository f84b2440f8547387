import { type FanCurve, flowForResistance } from './fan.ts';
import type { HeatLoad, ThermalPath } from './thermal-path.ts';

export interface FanTarget {
  readonly targetC: number;
  /** Never slower than this, percent. */
  readonly minPercent: number;
}

/** How fast the firmware's PID (P 3, I 0.1, D 1 at 10 Hz, ESP-Miner fan_controller_task.c) comes to rest, s. */
const SETTLING_S = 45;

/**
 * Fan duty after `dtS` seconds of automatic control, percent.
 *
 * A PID run at 60-s steps would swing, so the twin takes where the PID comes to rest: the duty at which the chip settles
 * at its target, R_b = (T_target − T_air − R_a·P₁) / (P₁ + P₂), approached with the PID's settling time. Within
 * `minPercent`..100 as in the firmware. `wear` is the part of its speed that the fan has lost: the integral term of a
 * PID makes up for it, until 100 % is reached.
 */
export function nextFanPercent(
  percent: number,
  target: FanTarget,
  path: ThermalPath,
  fan: FanCurve,
  load: Omit<HeatLoad, 'sinkAirKPerW'>,
  state: { readonly dust: number; readonly wear: number },
  dtS: number,
): number {
  const room = target.targetC - load.airC - path.chipSinkKPerW * load.chipW;
  const heatW = load.chipW + load.sinkW;
  const flow = room > 0 ? flowForResistance(fan, room / Math.max(heatW, 1e-9), state.dust) : 1;
  const duty = state.wear >= 1 ? 1 : flow / (1 - state.wear);
  const wanted = Math.min(100, Math.max(target.minPercent, duty * 100));
  return wanted + (percent - wanted) * Math.exp(-dtS / SETTLING_S);
}
