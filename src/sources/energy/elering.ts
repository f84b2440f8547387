import { type EnergyPriceSeries, energyPriceSeries } from '../../domain/energy-price.ts';
import { fieldsOf, listOf, numberOf, secondsOf } from '../fields.ts';
import { jsonOf } from '../reply.ts';
import type { Source } from '../source.ts';
import { pricesFromStarts } from './price-starts.ts';
import { toldPrices } from './told-prices.ts';

export interface EleringAsk {
  readonly fromMs: number;
  readonly toMs: number;
}

/** Day-ahead prices of Estonia, Latvia, Lithuania and Finland, €/MWh without tax and grid fee: a series a country. */
export const eleringPrices: Source<EleringAsk, readonly EnergyPriceSeries[]> = {
  provider: 'elering',
  request({ fromMs, toMs }) {
    const query = new URLSearchParams({
      start: new Date(fromMs).toISOString(),
      end: new Date(toMs).toISOString(),
    });
    return { provider: 'elering', host: 'dashboard.elering.ee', path: `/api/nps/price?${query}` };
  },
  parse(reply) {
    const countries = Object.entries(fieldsOf(fieldsOf(jsonOf(reply)).data));
    const series = countries.map(([id, rows]) =>
      energyPriceSeries(
        { id, includes: 'wholesale', direction: 'import', currency: 'EUR' },
        pricesFromStarts(
          listOf(rows).map(({ timestamp, price }) => ({
            fromMs: secondsOf(timestamp),
            pricePerKwh: numberOf(price, 1 / 1000),
          })),
        ),
      ),
    );
    return toldPrices(series, countries[0]?.[1]);
  },
};
