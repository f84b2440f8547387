import type { EnergyPriceSeries } from '../../domain/energy-price.ts';
import { SourceError } from '../../domain/source-error.ts';

/**
 * Those series that hold a price.
 *
 * @throws SourceError `not-yet` for a list without rows, `unreadable-reply` where there is no list, or none of its rows
 * can be read
 */
export function toldPrices(
  series: readonly EnergyPriceSeries[],
  rows: unknown,
): readonly [EnergyPriceSeries, ...EnergyPriceSeries[]] {
  const [first, ...others] = series.filter(({ prices }) => prices.length > 0);
  if (first) return [first, ...others];
  if (Array.isArray(rows) && rows.length === 0) throw new SourceError('not-yet', 'it has no prices of then');
  throw new SourceError('unreadable-reply', 'there is no price in its answer');
}
