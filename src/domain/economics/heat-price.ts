/** What would make the heat if the miner did not. */
export type Heating =
  | { readonly kind: 'resistive'; readonly pricePerKwh: number }
  /** Gas, oil or pellets by the kilowatt-hour burnt; `efficiency` of the boiler, 0..1, up to 1.1 where it condenses. */
  | { readonly kind: 'boiler'; readonly pricePerKwhFuel: number; readonly efficiency: number }
  /** `cop`: heat given per electrical energy taken, at the outdoor temperature of the time. */
  | { readonly kind: 'heat-pump'; readonly pricePerKwh: number; readonly cop: number };

/**
 * What a kilowatt-hour of heat costs from a heating: c for a resistance heater, c_fuel/η for a boiler, c/COP for a heat
 * pump (economics section 9). Undefined for an efficiency or COP that is not above 0.
 *
 * @example gas at 0.09 and a boiler of 0.9: 0.10; a heat pump of COP 3 at 0.30: 0.10
 */
export function heatPricePerKwh(heating: Heating): number | undefined {
  switch (heating.kind) {
    case 'resistive':
      return heating.pricePerKwh;
    case 'boiler':
      return heating.efficiency > 0 ? heating.pricePerKwhFuel / heating.efficiency : undefined;
    case 'heat-pump':
      return heating.cop > 0 ? heating.pricePerKwh / heating.cop : undefined;
  }
}

/**
 * What a cooling pays to take a kilowatt-hour of a miner's heat out again: c/COP_cooling (economics section 9).
 * Undefined for a COP that is not above 0.
 */
export function coolingPricePerKwh(pricePerKwh: number, cop: number): number | undefined {
  return cop > 0 ? pricePerKwh / cop : undefined;
}

/**
 * What a kilowatt-hour of a miner's power is worth as heat: u · c_heat − v · c_cooling, where u of it is wanted and v of
 * it is cooled away; negative where the heat costs more than it saves (economics section 9).
 */
export function heatValuePerKwh({
  wantedShare,
  heatPricePerKwh,
  cooledShare,
  coolingPricePerKwh,
}: {
  /** u, 0..1. */
  readonly wantedShare: number;
  readonly heatPricePerKwh: number;
  /** v, 0..1 − u. */
  readonly cooledShare: number;
  readonly coolingPricePerKwh: number;
}): number {
  return wantedShare * heatPricePerKwh - cooledShare * coolingPricePerKwh;
}
