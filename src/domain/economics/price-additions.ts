import type { PriceContents } from '../energy-price.ts';

/** What stands on a bill for a kilowatt-hour besides the energy. Each piece is typed in by the owner. */
export interface PriceAdditions {
  /** Supplier's fixed surcharge and the grid's fee, money per kWh before VAT. */
  readonly surchargePerKwh: number;
  /** Levies and energy taxes, money per kWh before VAT. */
  readonly leviesPerKwh: number;
  /** 0.19 for 19 %. */
  readonly vatFraction: number;
}

/** Nothing comes on top: the price is what the household pays. */
export const NO_ADDITIONS: PriceAdditions = { surchargePerKwh: 0, leviesPerKwh: 0, vatFraction: 0 };

/**
 * What the household pays for a kilowatt-hour: (p + surcharge + levies) · (1 + VAT) (economics section 7). A price that
 * holds some of them already gets only the others.
 *
 * @example consumerPricePerKwh(0.08, { surchargePerKwh: 0.1, leviesPerKwh: 0.02, vatFraction: 0.2 }) // 0.24
 */
export function consumerPricePerKwh(
  pricePerKwh: number,
  { surchargePerKwh, leviesPerKwh, vatFraction }: PriceAdditions,
  includes: PriceContents = 'wholesale',
): number {
  const withVat = 1 + vatFraction;
  const additions = surchargePerKwh + leviesPerKwh;
  switch (includes) {
    case 'wholesale':
      return (pricePerKwh + additions) * withVat;
    case 'incl-vat':
      return pricePerKwh + additions * withVat;
    case 'all-in-excl-vat':
      return pricePerKwh * withVat;
    case 'all-in':
      return pricePerKwh;
  }
}
