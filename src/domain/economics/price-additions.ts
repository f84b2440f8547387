/** What stands on a bill for a kilowatt-hour besides the energy. Each piece is typed in by the owner. */
export interface PriceAdditions {
  /** Supplier's fixed surcharge and the grid's fee, money per kWh before VAT. */
  readonly surchargePerKwh: number;
  /** Levies and energy taxes, money per kWh before VAT. */
  readonly leviesPerKwh: number;
  /** 0.19 for 19 %. */
  readonly vatFraction: number;
}

/**
 * What the household pays for a kilowatt-hour: (p + surcharge + levies) · (1 + VAT) (economics section 7).
 *
 * @param pricePerKwh the bare energy's
 * @example consumerPricePerKwh(0.08, { surchargePerKwh: 0.1, leviesPerKwh: 0.02, vatFraction: 0.2 }) // 0.24
 */
export function consumerPricePerKwh(
  pricePerKwh: number,
  { surchargePerKwh, leviesPerKwh, vatFraction }: PriceAdditions,
): number {
  return (pricePerKwh + surchargePerKwh + leviesPerKwh) * (1 + vatFraction);
}
