/** Electrical constants of one chip. */
export interface ChipPower {
  /** Effective switched capacitance, W per V² per MHz. */
  readonly capacitance: number;
  /** Leakage at `leakageAtV` and 60 °C, W. */
  readonly leakageW: number;
  readonly leakageAtV: number;
  /** Voltage and temperature over which leakage grows e-fold. */
  readonly leakageFoldV: number;
  readonly leakageFoldC: number;
}

/** Switching power of one chip, W: C·V²·f (Weste & Harris, CMOS VLSI Design, eq. 5.10), `activity` 0..1 of it working. */
export function switchingPowerW(
  chip: ChipPower,
  coreV: number,
  frequencyMhz: number,
  activity: number,
): number {
  return chip.capacitance * coreV * coreV * frequencyMhz * activity;
}

/**
 * Leakage of one chip, W: P₀ · (V/V₀) · exp((V − V₀)/v) · exp((T − 60 °C)/t); subthreshold current grows exponentially
 * with temperature and, through barrier lowering, with voltage (Weste & Harris, section 5.3).
 */
export function leakagePowerW(chip: ChipPower, coreV: number, chipC: number): number {
  const overV = coreV - chip.leakageAtV;
  return (
    chip.leakageW *
    (coreV / chip.leakageAtV) *
    Math.exp(overV / chip.leakageFoldV + (chipC - 60) / chip.leakageFoldC)
  );
}
