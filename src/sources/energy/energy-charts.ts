import { type EnergyPriceSeries, energyPriceSeries } from '../../domain/energy-price.ts';
import { SourceError } from '../../domain/source-error.ts';
import { fieldsOf, numberOf, rowsOf, secondsOf } from '../fields.ts';
import { jsonOf } from '../reply.ts';
import type { Source } from '../source.ts';
import { pricesFromStarts } from './price-starts.ts';
import { toldPrices } from './told-prices.ts';

export interface EnergyChartsAsk {
  /** Bidding zone: `DE-LU`, `AT`, `BE`. */
  readonly zone: string;
  /** `YYYY-MM-DD` in the zone's own time, both counted in. */
  readonly fromDay: string;
  readonly toDay: string;
}

/** Prices that are not known yet are null. */
const isTold = (price: unknown) => price !== null;

/**
 * Day-ahead prices of Europe's zones as two parallel lists. They are €/MWh whatever `unit` says: it has read
 * `EUR / MWh` and `No Unit` (mampfes/ha_epex_spot#179).
 */
export const energyChartsPrices: Source<EnergyChartsAsk, readonly EnergyPriceSeries[]> = {
  provider: 'energy-charts',
  request({ zone, fromDay, toDay }) {
    const query = new URLSearchParams({ bzn: zone, start: fromDay, end: toDay });
    return { provider: 'energy-charts', host: 'api.energy-charts.info', path: `/price?${query}` };
  },
  parse(reply, { zone }) {
    const found = fieldsOf(jsonOf(reply));
    const prices = rowsOf(found.price);
    const times = rowsOf(found.unix_seconds);
    // Lists of unlike length no longer say which price is of when.
    if (times.length !== prices.length)
      throw new SourceError('unreadable-reply', 'its lists of times and prices differ in length');
    const rows = times.map((seconds, at) => ({
      fromMs: secondsOf(seconds),
      pricePerKwh: numberOf(prices[at], 1 / 1000),
    }));
    const about = { id: zone, includes: 'wholesale', direction: 'import', currency: 'EUR' } as const;
    return toldPrices(
      [energyPriceSeries(about, pricesFromStarts(rows))],
      found.price && prices.filter(isTold),
    );
  },
};
