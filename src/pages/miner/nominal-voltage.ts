/** Supplies that home miners run on, V. */
const SUPPLIES_V = [5, 12, 24, 48] as const;

/** Below this part of its nominal value the input of a board has sagged: AxeOS warns at 4.7 of 5 V and 11.7 of 12 V. */
export const SAG_SHARE = 0.95;

/** The supply that a measured input voltage belongs to, V; undefined when it is within a fifth of none. */
export function nominalVoltage(voltageInV: number): number | undefined {
  return SUPPLIES_V.find((supplyV) => Math.abs(voltageInV / supplyV - 1) <= 0.2);
}
