/**
 * What a chip would do if every core answered, H/s: each small core makes one hash a clock. The firmware calls it
 * expectedHashrate (ESP-Miner power_management_task.c, `expected_hashrate`).
 *
 * @example nominalHashrateHs(525, 2040, 1) // 1.071e12, a Bitaxe Gamma
 */
export function nominalHashrateHs(frequencyMhz: number, smallCoresPerChip: number, chips: number): number {
  return frequencyMhz * 1e6 * smallCoresPerChip * chips;
}

/** How much core voltage a kind of chip needs. */
export interface VoltageNeed {
  /** Clock at which `referenceV` is enough for half of the answers to be right, MHz. */
  readonly referenceMhz: number;
  readonly referenceV: number;
  /** Relative need added by a relative step of the clock, and by its square. */
  readonly linear: number;
  readonly quadratic: number;
  /** Need added by a degree above 60 °C, V/K: hot transistors switch slower. */
  readonly perKelvinV: number;
  /** Width of the change from right to wrong answers, V (scale of the logistic curve). */
  readonly widthV: number;
  /** Standard deviation between chips of one kind (silicon lottery), V. */
  readonly lotteryV: number;
}

/**
 * Core voltage at which half of a chip's answers are wrong, V:
 * V½ = V_ref · (1 + a·x + b·x²) + k·(T − 60 °C) + luck, with x = f / f_ref − 1.
 *
 * Below the parabola's vertex the need stays level, so it never falls with a rising clock. `a` and `b` are fitted to
 * measured sweeps: a Bitaxe Gamma (525–625 MHz at 1000–1150 mV, and 800 MHz at 1175 mV) and a 79-point sweep of
 * 400–625 MHz at 1100–1275 mV.
 */
export function halfErrorVoltageV(
  need: VoltageNeed,
  frequencyMhz: number,
  chipC: number,
  luckV: number,
): number {
  const x = frequencyMhz / need.referenceMhz - 1;
  const vertex = need.quadratic > 0 ? -need.linear / (2 * need.quadratic) : -1;
  const climbing = Math.max(x, vertex);
  const clock = 1 + climbing * (need.linear + need.quadratic * climbing);
  return need.referenceV * clock + need.perKelvinV * (chipC - 60) + luckV;
}

/**
 * Share of answers that are wrong, 0..1: logistic in the voltage, e = 1 / (1 + exp((V − V½) / w)). It falls with every
 * millivolt and rises with clock and heat.
 */
export function hardwareErrorRate(
  need: VoltageNeed,
  coreV: number,
  frequencyMhz: number,
  chipC: number,
  luckV: number,
): number {
  const half = halfErrorVoltageV(need, frequencyMhz, chipC, luckV);
  return 1 / (1 + Math.exp((coreV - half) / need.widthV));
}
