import type { PriceContents } from '../energy-price.ts';
import { consumerPricePerKwh, type PriceAdditions } from './price-additions.ts';

/**
 * What the household pays for a kilowatt-hour whose price holds some of the additions already: it gets only the others
 * (economics section 7). Tibber's hold all, awattar's nothing.
 */
export function completedPricePerKwh(
  pricePerKwh: number,
  includes: PriceContents,
  additions: PriceAdditions,
): number {
  switch (includes) {
    case 'wholesale':
      return consumerPricePerKwh(pricePerKwh, additions);
    case 'incl-vat':
      return pricePerKwh + consumerPricePerKwh(0, additions);
    case 'all-in-excl-vat':
      return pricePerKwh * (1 + additions.vatFraction);
    case 'all-in':
      return pricePerKwh;
  }
}
