/** A power supply and its leads, seen from the miner. */
export interface Supply {
  readonly nominalV: number;
  /** Inner resistance of supply, leads and plugs, Ω. */
  readonly resistanceOhm: number;
  /** Below this input the board loses its feet and restarts, V. */
  readonly brownOutV: number;
}

/**
 * Input voltage under a load of constant power, V. From V = V₀ − I·R and I = P/V:
 * V = (V₀ + √(V₀² − 4·P·R)) / 2, the upper (stable) solution. NaN where the supply cannot deliver that power at all
 * (P > V₀²/4R).
 */
export function inputVoltageV(openV: number, resistanceOhm: number, powerW: number): number {
  return (openV + Math.sqrt(openV * openV - 4 * powerW * resistanceOhm)) / 2;
}

/**
 * Brown-outs per second: e-fold more often for every 0.25 % of nominal that the input comes closer to the limit, once in
 * two seconds at it. Dips of the mains and load steps make it a matter of luck, hence a rate.
 */
export function brownOutRatePerS(supply: Supply, inputV: number): number {
  if (Number.isNaN(inputV)) return Number.POSITIVE_INFINITY;
  return 0.5 * Math.exp((supply.brownOutV - inputV) / (0.0025 * supply.nominalV));
}
