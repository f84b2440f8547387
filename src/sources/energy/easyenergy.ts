import { type EnergyPriceSeries, energyPriceSeries, type PriceContents } from '../../domain/energy-price.ts';
import { type Fields, fieldsOf, isoOf, listOf, numberOf } from '../fields.ts';
import { jsonOf } from '../reply.ts';
import type { Source } from '../source.ts';
import { pricesFromStarts } from './price-starts.ts';
import { toldPrices } from './told-prices.ts';
import { wallMoments } from './wall-moments.ts';

export interface EasyEnergyAsk {
  /** `YYYY-MM-DD`, Dutch time. */
  readonly fromDay: string;
  readonly toDay: string;
  readonly granularity: 'hour' | 'quarter';
}

const FIELDS: Readonly<Record<string, PriceContents>> = {
  price: 'wholesale',
  priceIncVat: 'incl-vat',
  invoicePrice: 'all-in',
};

/**
 * Dutch prices, €/kWh: the market's, with VAT, and as billed. The id is the field. Its times are those of a clock in
 * Amsterdam and carry no zone (klaasnicolaas/python-easyenergy src/easyenergy/const.py).
 */
export const easyEnergyPrices: Source<EasyEnergyAsk, readonly EnergyPriceSeries[]> = {
  provider: 'easyenergy',
  request({ fromDay, toDay, granularity }) {
    const query = new URLSearchParams({ start: fromDay, end: toDay, type: 'electricity', granularity });
    return { provider: 'easyenergy', host: 'price-graph.mijn.easyenergy.com', path: `/api/prices?${query}` };
  },
  parse(reply) {
    const told = jsonOf(reply);
    const prices = Array.isArray(told) ? listOf(told).map(ofOld) : fieldsOf(told).prices;
    const rows = listOf(prices);
    const starts = momentsOf(rows);
    const series = Object.entries(FIELDS).map(([id, includes]) =>
      energyPriceSeries(
        { id, includes, direction: 'import', currency: 'EUR' },
        pricesFromStarts(
          rows.map((row, at) => ({ fromMs: starts[at], pricePerKwh: numberOf(row[id]) })),
          rows.some(({ granularity }) => granularity === 'quarter') ? 900_000 : 3_600_000,
        ),
      ),
    );
    return toldPrices(series, prices);
  },
};

/**
 * A row of its former interface, `getapxtariffs`: a time with its zone, and one price. Whether that has VAT in it was
 * for the question to say; it stands where the market's stands.
 */
function ofOld({ Timestamp, TariffUsage }: Fields): Fields {
  return { from: Timestamp, price: TariffUsage };
}

/** When each row begins. A time that the clock shows twice in autumn is the earlier where it stands first. */
function momentsOf(rows: readonly Fields[]): readonly (number | undefined)[] {
  const seen = new Set<number>();
  return rows.map(({ from }) => {
    const wallMs = isoOf(from);
    if (wallMs === undefined || /T.*(Z|[+-]\d\d:?\d\d)$/i.test(String(from))) return wallMs;
    const moments = wallMoments(wallMs, 'Europe/Amsterdam');
    const atMs = moments.find((moment) => !seen.has(moment)) ?? moments[0];
    if (atMs !== undefined) seen.add(atMs);
    return atMs;
  });
}
