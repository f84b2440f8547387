import { type EnergyPriceSeries, energyPriceSeries } from '../../domain/energy-price.ts';
import { SourceError } from '../../domain/source-error.ts';
import { isoOf, listOf, numberOf } from '../fields.ts';
import { jsonOf } from '../reply.ts';
import type { Source } from '../source.ts';
import { toldPrices } from './told-prices.ts';

export interface ElprisetAsk {
  readonly zone: 'SE1' | 'SE2' | 'SE3' | 'SE4';
  /** `YYYY-MM-DD`, Swedish time. */
  readonly day: string;
}

/** Sweden's day-ahead prices of one day, in kronor and in euro, without tax and grid fee. */
export const elprisetPrices: Source<ElprisetAsk, readonly EnergyPriceSeries[]> = {
  provider: 'elprisetjustnu',
  request({ zone, day }) {
    const [year, ...monthAndDay] = day.split('-');
    const path = `/api/v1/prices/${year}/${monthAndDay.join('-')}_${zone}.json`;
    return { provider: 'elprisetjustnu', host: 'www.elprisetjustnu.se', path };
  },
  parse(reply, { zone }) {
    // Tomorrow's file appears about 13:00.
    if (reply.status === 404) throw new SourceError('not-yet', 'it has no prices of that day');
    const found = jsonOf(reply);
    const rows = listOf(found);
    const inCurrency = (currency: 'SEK' | 'EUR') =>
      energyPriceSeries(
        { id: zone, includes: 'wholesale', direction: 'import', currency },
        rows.map((row) => ({
          fromMs: isoOf(row.time_start) ?? Number.NaN,
          toMs: isoOf(row.time_end) ?? Number.NaN,
          pricePerKwh: numberOf(row[`${currency}_per_kWh`]) ?? Number.NaN,
        })),
      );
    return toldPrices([inCurrency('SEK'), inCurrency('EUR')], found);
  },
};
