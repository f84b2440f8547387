import type { HeatCredit } from '../settings.ts';

/**
 * What a kilowatt-hour of a miner's power saves in heating: u · c_heat. All electrical power ends as heat, of which
 * the part u is wanted; `pricePerKwhHeat` is what that heat costs otherwise: the price of power for a resistance
 * heater, of gas divided by the boiler's efficiency, of power divided by the COP of a heat pump (economics section 9).
 */
export function heatCreditPerKwh({ share, pricePerKwhHeat }: HeatCredit): number {
  return share * pricePerKwhHeat;
}
