/** What would make the heat if the miners did not. Electric ones pay for power what the miners pay for it. */
export type Heating =
  | { readonly kind: 'resistive' }
  /** Gas, oil or pellets by the kilowatt-hour burnt; `efficiency` of the boiler, 0..1, up to 1.1 where it condenses. */
  | { readonly kind: 'boiler'; readonly pricePerKwhFuel: number; readonly efficiency: number }
  /** `cop`: heat given per electrical energy taken, as a mean over the time in which rooms are heated. */
  | { readonly kind: 'heat-pump'; readonly cop: number };

/**
 * What a kilowatt-hour of heat costs from a heating: c for a resistance heater, c_fuel/η for a boiler, c/COP for a heat
 * pump (economics section 9). NaN for an efficiency or COP that is not above 0.
 *
 * @param powerPricePerKwh c, what the heating itself would pay for power
 * @example gas at 0.09 and a boiler of 0.9: 0.10; a heat pump of COP 3 at 0.30: 0.10
 */
export function heatPricePerKwh(heating: Heating, powerPricePerKwh: number): number {
  switch (heating.kind) {
    case 'resistive':
      return powerPricePerKwh;
    case 'boiler':
      return heating.efficiency > 0 ? heating.pricePerKwhFuel / heating.efficiency : Number.NaN;
    case 'heat-pump':
      return heating.cop > 0 ? powerPricePerKwh / heating.cop : Number.NaN;
  }
}

/** Power that a heating takes to give as much heat, W: none for a boiler. */
export function heatingPowerW(heating: Heating, heatW: number): number {
  if (heating.kind === 'resistive') return heatW;
  return heating.kind === 'heat-pump' ? heatW / heating.cop : 0;
}

/** Does a heating take power, so that what it saves changes with the price of power? */
export function isElectric(heating: Heating | undefined): boolean {
  return heating?.kind === 'resistive' || heating?.kind === 'heat-pump';
}
