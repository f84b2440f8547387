/** Boltzmann's constant, eV/K (CODATA 2018, exact). */
const BOLTZMANN_EV_K = 8.617333262e-5;
const ZERO_C_K = 273.15;

export interface ArrheniusModel {
  /** Energy that the failure needs, eV. */
  readonly activationEv: number;
  /** Temperature at which an hour counts as one, °C. */
  readonly referenceC: number;
}

/**
 * How many hours at the reference temperature an hour at another wears as much as:
 * AF = exp(E_a/k · (1/T_ref − 1/T)), T in kelvins (Arrhenius; JEDEC JESD91B, section 5).
 *
 * @example arrheniusFactor(70, { activationEv: 0.7, referenceC: 60 }) // 2.0…
 */
export function arrheniusFactor(tempC: number, { activationEv, referenceC }: ArrheniusModel): number {
  return Math.exp((activationEv / BOLTZMANN_EV_K) * (1 / (referenceC + ZERO_C_K) - 1 / (tempC + ZERO_C_K)));
}
