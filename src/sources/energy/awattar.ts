import { type EnergyPriceSeries, energyPriceSeries } from '../../domain/energy-price.ts';
import { fieldsOf, listOf, momentOf, numberOf } from '../fields.ts';
import { jsonOf } from '../reply.ts';
import type { Source } from '../source.ts';
import { toldPrices } from './told-prices.ts';

const ZONES = { de: 'DE-LU', at: 'AT' } as const;

export interface AwattarAsk {
  readonly country: keyof typeof ZONES;
  /** Without them: the next 24 hours, as far as they are known. */
  readonly fromMs?: number | undefined;
  readonly toMs?: number | undefined;
}

/** Day-ahead prices of Germany and Austria, €/MWh without tax and grid fee; the unit is spelled `Eur/MWh`. */
export const awattarPrices: Source<AwattarAsk, readonly EnergyPriceSeries[]> = {
  provider: 'awattar',
  request({ country, fromMs, toMs }) {
    const query = new URLSearchParams();
    if (fromMs !== undefined) query.set('start', String(fromMs));
    if (toMs !== undefined) query.set('end', String(toMs));
    const path = query.size > 0 ? `/v1/marketdata?${query}` : '/v1/marketdata';
    return { provider: 'awattar', host: `api.awattar.${country}`, path };
  },
  parse(reply, { country }) {
    const { data } = fieldsOf(jsonOf(reply));
    const rows = listOf(data).map((row) => ({
      fromMs: momentOf(row.start_timestamp) ?? Number.NaN,
      toMs: momentOf(row.end_timestamp) ?? Number.NaN,
      pricePerKwh: numberOf(row.marketprice, 1 / 1000) ?? Number.NaN,
    }));
    const about = {
      id: ZONES[country],
      includes: 'wholesale',
      direction: 'import',
      currency: 'EUR',
    } as const;
    return toldPrices([energyPriceSeries(about, rows)], data);
  },
};
