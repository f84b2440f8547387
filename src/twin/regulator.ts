/** The converter that makes core voltage out of the supply's, and its share of the heat. */
export interface Regulator {
  /** Loss that is there as soon as it runs, W. */
  readonly fixedLossW: number;
  /** Loss by current: resistance of switches, coil and copper, Ω. */
  readonly resistanceOhm: number;
  /** Its own heat path to the heatsink, K per W of loss. */
  readonly kelvinPerW: number;
}

/** Heat that the converter makes when it delivers `powerW` at `coreV`, W: fixed part + I²·R. Zero when switched off. */
export function regulatorLossW(regulator: Regulator, powerW: number, coreV: number): number {
  if (coreV <= 0) return 0;
  const currentA = powerW / coreV;
  return regulator.fixedLossW + currentA * currentA * regulator.resistanceOhm;
}

/** Temperature of the regulator, °C: what it sits on plus what its own loss adds. */
export function regulatorTempC(regulator: Regulator, lossW: number, sinkC: number): number {
  return sinkC + lossW * regulator.kelvinPerW;
}
