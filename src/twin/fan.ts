/** A fan and the heatsink it blows through. */
export interface FanCurve {
  readonly maxRpm: number;
  /** Power of all fans at full speed, W. */
  readonly maxPowerW: number;
  /** Heat that leaves the still heatsink by itself, W/K. */
  readonly naturalWPerK: number;
  /** Heat carried off by the full stream of air, W/K. */
  readonly forcedWPerK: number;
}

/** Exponent of turbulent forced convection, Nu ∝ Re^0.8 (Dittus & Boelter; Incropera, eq. 8.60). */
const CONVECTION_EXPONENT = 0.8;

/**
 * Thermal resistance heatsink → air, K/W: 1 / (G₀ + G₁·q^0.8), with q = flow relative to a new fan at full speed (flow is
 * proportional to rpm, fan affinity laws). Dust multiplies it by 1 + `dust`.
 */
export function sinkResistanceKPerW(fan: FanCurve, flow: number, dust: number): number {
  return (1 + dust) / (fan.naturalWPerK + fan.forcedWPerK * flow ** CONVECTION_EXPONENT);
}

/** The inverse: the flow that gives a wanted resistance; 0 when still air is enough, more than 1 when no fan is. */
export function flowForResistance(fan: FanCurve, kelvinPerW: number, dust: number): number {
  const forced = ((1 + dust) / kelvinPerW - fan.naturalWPerK) / fan.forcedWPerK;
  return forced <= 0 ? 0 : forced ** (1 / CONVECTION_EXPONENT);
}

/** Power that the fans take, W: the cube of their speed (fan affinity laws). */
export function fanPowerW(fan: FanCurve, flow: number): number {
  return fan.maxPowerW * flow * flow * flow;
}
