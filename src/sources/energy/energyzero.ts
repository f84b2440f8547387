import { type EnergyPriceSeries, energyPriceSeries, type PriceContents } from '../../domain/energy-price.ts';
import { type Fields, fieldsOf, isoOf, listOf, numberOf } from '../fields.ts';
import { jsonOf } from '../reply.ts';
import type { Source } from '../source.ts';
import { pricesFromStarts } from './price-starts.ts';
import { toldPrices } from './told-prices.ts';

export interface EnergyZeroAsk {
  /** `YYYY-MM-DD`, Dutch time. */
  readonly day: string;
  readonly interval: 'quarter' | 'hour';
}

const GROUPS: Readonly<Record<string, PriceContents>> = {
  base: 'wholesale',
  base_with_vat: 'incl-vat',
  all_in: 'all-in-excl-vat',
  all_in_with_vat: 'all-in',
};

/**
 * Dutch prices, €/kWh as text, in four makings that are kept apart: the market's, with VAT, with energy tax and
 * purchase fee, with all of these (klaasnicolaas/python-energyzero src/energyzero/api/rest.py). The id is the group.
 */
export const energyZeroPrices: Source<EnergyZeroAsk, readonly EnergyPriceSeries[]> = {
  provider: 'energyzero',
  request({ day, interval }) {
    const query = new URLSearchParams({
      energyType: 'ENERGY_TYPE_ELECTRICITY',
      // The other way round than ISO: 01-12-2026.
      date: day.split('-').reverse().join('-'),
      interval: interval === 'quarter' ? 'INTERVAL_QUARTER' : 'INTERVAL_HOUR',
    });
    return { provider: 'energyzero', host: 'public.api.energyzero.nl', path: `/public/v1/prices?${query}` };
  },
  parse(reply) {
    const found = fieldsOf(jsonOf(reply));
    if (Array.isArray(found.Prices)) return toldPrices([ofOld(listOf(found.Prices))], found.Prices);
    const series = Object.entries(GROUPS).map(([id, includes]) =>
      energyPriceSeries(
        { id, includes, direction: 'import', currency: 'EUR' },
        listOf(found[id]).map((row) => ({
          fromMs: isoOf(row.start) ?? Number.NaN,
          toMs: isoOf(row.end) ?? Number.NaN,
          pricePerKwh: numberOf(fieldsOf(row.price).value) ?? Number.NaN,
        })),
      ),
    );
    return toldPrices(series, found.base);
  },
};

/** The list of its former interface: beginnings alone, and one price, whose VAT was for the question to decide. */
function ofOld(rows: readonly Fields[]): EnergyPriceSeries {
  const starts = rows.map(({ readingDate, price }) => ({
    fromMs: isoOf(readingDate),
    pricePerKwh: numberOf(price),
  }));
  const about = { id: 'base', includes: 'wholesale', direction: 'import', currency: 'EUR' } as const;
  return energyPriceSeries(about, pricesFromStarts(starts));
}
