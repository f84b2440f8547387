import { type EnergyPriceSeries, energyPriceSeries } from '../../domain/energy-price.ts';
import { SourceError } from '../../domain/source-error.ts';
import { fieldsOf, momentOf, numberOf, rowsOf } from '../fields.ts';
import { jsonOf } from '../reply.ts';
import type { Source } from '../source.ts';
import { pricesFromStarts } from './price-starts.ts';
import { toldPrices } from './told-prices.ts';

export interface SmardAsk {
  readonly resolution: 'hour' | 'quarterhour';
  /** Beginning of a file, as {@link smardFiles} lists them. */
  readonly fileMs: number;
}

/** Series 4169: day-ahead price of Germany and Luxembourg. */
const FOLDER = '/app/chart_data/4169/DE-LU';
const HOST = 'www.smard.de';

/** When the files begin, a week each: epoch ms, ascending. */
export const smardFiles: Source<Pick<SmardAsk, 'resolution'>, readonly number[]> = {
  provider: 'smard',
  request: ({ resolution }) => ({
    provider: 'smard',
    host: HOST,
    path: `${FOLDER}/index_${resolution}.json`,
  }),
  parse(reply) {
    const { timestamps } = fieldsOf(jsonOf(reply));
    const files = rowsOf(timestamps).flatMap((atMs) => momentOf(atMs) ?? []);
    if (files.length === 0) throw new SourceError('unreadable-reply', 'it names no files');
    return files.sort((a, b) => a - b);
  },
};

/** A week of prices, €/MWh without tax and grid fee; what is not known yet is null. */
export const smardPrices: Source<SmardAsk, readonly EnergyPriceSeries[]> = {
  provider: 'smard',
  request: ({ resolution, fileMs }) => ({
    provider: 'smard',
    host: HOST,
    path: `${FOLDER}/4169_DE-LU_${resolution}_${fileMs}.json`,
  }),
  parse(reply) {
    const { series } = fieldsOf(jsonOf(reply));
    const rows = rowsOf(series).map((row) => {
      const [atMs, perMwh] = rowsOf(row);
      return { fromMs: momentOf(atMs), pricePerKwh: numberOf(perMwh, 1 / 1000) };
    });
    const about = { id: 'DE-LU', includes: 'wholesale', direction: 'import', currency: 'EUR' } as const;
    const told = rowsOf(series).filter((row) => rowsOf(row)[1] !== null);
    return toldPrices([energyPriceSeries(about, pricesFromStarts(rows))], series && told);
  },
};
