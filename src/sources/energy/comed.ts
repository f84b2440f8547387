import { type EnergyPriceSeries, energyPriceSeries } from '../../domain/energy-price.ts';
import { listOf, numberOf } from '../fields.ts';
import { jsonOf } from '../reply.ts';
import type { Source, SourceReply } from '../source.ts';
import { toldPrices } from './told-prices.ts';
import { wallAsUtcMs } from './wall-moments.ts';

export interface ComEdAsk {
  readonly fromMs: number;
  readonly toMs: number;
}

const FIVE_MINUTES_MS = 300_000;
const HOUR_MS = 3_600_000;

/**
 * Northern Illinois, five minutes at a time: the supply price alone, US cents as text, newest first. Its provider
 * stamps each row once its five minutes are over (not said in its manual, <https://hourlypricing.comed.com/hp-api/>).
 */
export const comEdFiveMinutes: Source<ComEdAsk, readonly EnergyPriceSeries[]> = {
  provider: 'comed',
  request({ fromMs, toMs }) {
    const query = new URLSearchParams({
      type: '5minutefeed',
      datestart: chicagoTime(fromMs),
      dateend: chicagoTime(toMs),
    });
    return { provider: 'comed', host: 'hourlypricing.comed.com', path: `/api?${query}` };
  },
  parse: (reply) => series(reply, (atMs) => ({ fromMs: atMs - FIVE_MINUTES_MS, toMs: atMs })),
};

/** The mean of the running hour so far: from its beginning to the end of the last five minutes that are in it. */
export const comEdCurrentHour: Source<undefined, readonly EnergyPriceSeries[]> = {
  provider: 'comed',
  request: () => ({
    provider: 'comed',
    host: 'hourlypricing.comed.com',
    path: '/api?type=currenthouraverage',
  }),
  parse: (reply) =>
    series(reply, (atMs) => ({ fromMs: Math.floor((atMs - 1) / HOUR_MS) * HOUR_MS, toMs: atMs })),
};

function series(reply: SourceReply, spanOf: (atMs: number) => { fromMs: number; toMs: number }) {
  const found = jsonOf(reply);
  const rows = listOf(found).map(({ millisUTC, price }) => ({
    ...spanOf(numberOf(millisUTC) ?? Number.NaN),
    pricePerKwh: numberOf(price, 1 / 100) ?? Number.NaN,
  }));
  const about = { id: 'ComEd', includes: 'wholesale', direction: 'import', currency: 'USD' } as const;
  return toldPrices([energyPriceSeries(about, rows)], found);
}

/** `YYYYMMDDhhmm` of a clock in Chicago. */
function chicagoTime(atMs: number): string {
  return new Date(wallAsUtcMs(atMs, 'America/Chicago')).toISOString().replace(/\D/g, '').slice(0, 12);
}
