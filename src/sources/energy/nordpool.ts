import { type EnergyPriceSeries, energyPriceSeries } from '../../domain/energy-price.ts';
import { SourceError } from '../../domain/source-error.ts';
import { type Fields, fieldsOf, isoOf, listOf, numberOf, rowsOf, textOf } from '../fields.ts';
import { jsonOf } from '../reply.ts';
import type { Source, SourceReply } from '../source.ts';
import { toldPrices } from './told-prices.ts';

export interface NordPoolAsk {
  /** Delivery day `YYYY-MM-DD`, Central European time. */
  readonly day: string;
  /** `FI`, `SE3`, `NO1`. */
  readonly areas: readonly string[];
  readonly currency: 'EUR' | 'SEK' | 'NOK' | 'DKK';
}

export interface NordPoolIndexAsk extends NordPoolAsk {
  readonly resolutionMinutes: 15 | 30 | 60;
}

/** Day-ahead prices in a resolution of choice, per MWh without tax and grid fee: a series an area. */
export const nordPoolIndices: Source<NordPoolIndexAsk, readonly EnergyPriceSeries[]> = {
  provider: 'nordpool',
  request({ day, areas, currency, resolutionMinutes }) {
    const query = new URLSearchParams({
      date: day,
      market: 'DayAhead',
      indexNames: areas.join(','),
      currency,
      resolutionInMinutes: String(resolutionMinutes),
    });
    return requestOf(`/api/DayAheadPriceIndices?${query}`);
  },
  parse: (reply) => areaPrices(reply, 'multiIndexEntries'),
};

/** The same as the auction cleared it, in its own resolution. */
export const nordPoolPrices: Source<NordPoolAsk, readonly EnergyPriceSeries[]> = {
  provider: 'nordpool',
  request({ day, areas, currency }) {
    const query = new URLSearchParams({
      market: 'DayAhead',
      date: day,
      deliveryArea: areas.join(','),
      currency,
    });
    return requestOf(`/api/DayAheadPrices?${query}`);
  },
  parse: (reply) => areaPrices(reply, 'multiAreaEntries'),
};

function requestOf(path: string) {
  return { provider: 'nordpool', host: 'dataportal-api.nordpoolgroup.com', path };
}

function areaPrices(reply: SourceReply, list: string): readonly EnergyPriceSeries[] {
  // Before it is published (about 12:45) one endpoint answers 204, the other 200 with empty lists.
  if (reply.status === 204) throw new SourceError('not-yet', 'it has no prices of that day');
  const found = fieldsOf(jsonOf(reply));
  const entries = listOf(found[list]);
  const areas = new Set(entries.flatMap(({ entryPerArea }) => Object.keys(fieldsOf(entryPerArea))));
  return toldPrices(
    [...areas].map((area) => seriesOf(area, found, entries)),
    found[list],
  );
}

function seriesOf(area: string, found: Fields, entries: readonly Fields[]): EnergyPriceSeries {
  const states = listOf(found.areaStates).filter(({ areas }) => rowsOf(areas).includes(area));
  return energyPriceSeries(
    {
      id: area,
      includes: 'wholesale',
      direction: 'import',
      currency: textOf(found.currency),
      forecast: states.some(({ state }) => state === 'Preliminary') || undefined,
    },
    entries.map((entry) => ({
      fromMs: isoOf(entry.deliveryStart) ?? Number.NaN,
      toMs: isoOf(entry.deliveryEnd) ?? Number.NaN,
      pricePerKwh: numberOf(fieldsOf(entry.entryPerArea)[area], 1 / 1000) ?? Number.NaN,
    })),
  );
}
