import { type EnergyPriceSeries, energyPriceSeries } from '../../domain/energy-price.ts';
import { fieldsOf, isoOf, listOf, numberOf, textOf } from '../fields.ts';
import { jsonOf } from '../reply.ts';
import type { Source } from '../source.ts';
import { pricesFromStarts } from './price-starts.ts';
import { toldPrices } from './told-prices.ts';

export interface EnerginetAsk {
  /** `DK1`, `DK2`; of the neighbours `NO2`, `SE3`, `SE4` and `DE`. */
  readonly area: string;
  readonly fromMs: number;
  readonly toMs: number;
}

/**
 * Denmark's day-ahead prices by the quarter-hour, in kroner and euro per MWh, without tax and grid fee. Those by the hour
 * of before October 2025 have other names, as its dataset `Elspotprices` had.
 */
export const energinetPrices: Source<EnerginetAsk, readonly EnergyPriceSeries[]> = {
  provider: 'energinet',
  request({ area, fromMs, toMs }) {
    const query = new URLSearchParams({
      start: minuteUtc(fromMs),
      end: minuteUtc(toMs),
      timezone: 'UTC',
      filter: JSON.stringify({ PriceArea: [area] }),
      limit: '0',
    });
    const path = `/dataset/DayAheadPrices?${query}`;
    return { provider: 'energinet', host: 'api.energidataservice.dk', path };
  },
  parse(reply) {
    const { records } = fieldsOf(jsonOf(reply));
    const rows = listOf(records);
    const areas = new Set(rows.flatMap(({ PriceArea }) => textOf(PriceArea) ?? []));
    const series = [...areas].flatMap((id) =>
      (['DKK', 'EUR'] as const).map((currency) => {
        const starts = rows
          .filter(({ PriceArea }) => textOf(PriceArea) === id)
          .map((row) => ({
            fromMs: isoOf(row.TimeUTC ?? row.HourUTC),
            pricePerKwh: numberOf(row[`DayAheadPrice${currency}`] ?? row[`SpotPrice${currency}`], 1 / 1000),
          }));
        const about = { id, includes: 'wholesale', direction: 'import', currency } as const;
        return energyPriceSeries(about, pricesFromStarts(starts));
      }),
    );
    return toldPrices(series, records);
  },
};

/** `2026-11-21T17:00`: what the service takes; in the zone that `timezone` names. */
function minuteUtc(atMs: number): string {
  return new Date(atMs).toISOString().slice(0, 16);
}
