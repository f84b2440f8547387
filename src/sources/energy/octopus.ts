import { type EnergyPriceSeries, energyPriceSeries } from '../../domain/energy-price.ts';
import { SourceError } from '../../domain/source-error.ts';
import { type Fields, fieldsOf, isoOf, listOf, numberOf, textOf } from '../fields.ts';
import { jsonOf } from '../reply.ts';
import type { Source, SourceRequest } from '../source.ts';
import { toldPrices } from './told-prices.ts';

export interface OctopusAsk {
  /** `AGILE-24-10-01`. */
  readonly product: string;
  /** Of the grid supply point: `C`. */
  readonly region: string;
  readonly fromMs: number;
  readonly toMs: number;
  /** From 1; what {@link OctopusPage} names as the next. */
  readonly page?: number | undefined;
}

export interface OctopusPage {
  readonly series: readonly EnergyPriceSeries[];
  /** To be asked for as well, for the older prices; absent at the end. */
  readonly nextPage?: number | undefined;
}

/** What the connection costs by the day, used or not, during [fromMs, toMs); `toMs` is Infinity until further notice. */
export interface OctopusStandingCharge {
  readonly fromMs: number;
  readonly toMs: number;
  /** GBP with VAT. */
  readonly perDay: number;
  /** `any payment`, or the way of paying that it holds for. */
  readonly payment: string;
}

/** The most that one page holds: a month of half-hours. */
const PAGE_SIZE = '1500';

/**
 * Prices of a tariff in Great Britain, pence, newest first: Agile by the half-hour, others by the rate's life. A price
 * that differs by how one pays comes as a series a way of paying, named after it.
 */
export const octopusUnitRates: Source<OctopusAsk, OctopusPage> = {
  provider: 'octopus',
  request: (ask) => tariffRequest('standard-unit-rates', ask),
  parse(reply, { product }) {
    const { results, next } = fieldsOf(jsonOf(reply));
    const rows = listOf(results);
    const ways = [...new Set(rows.map(wayOfPaying))];
    const direction = directionOf(product);
    const series = ways.flatMap((id) =>
      (['all-in', 'all-in-excl-vat'] as const).map((includes) =>
        energyPriceSeries(
          { id, includes, direction, currency: 'GBP' },
          rows
            .filter((row) => wayOfPaying(row) === id)
            .map((row) => priceOf(row, includes === 'all-in' ? 'value_inc_vat' : 'value_exc_vat')),
        ),
      ),
    );
    return { series: toldPrices(series, results), nextPage: pageIn(next) };
  },
};

/** What a tariff costs by the day, newest first in the answer, ascending here. */
export const octopusStandingCharges: Source<OctopusAsk, readonly OctopusStandingCharge[]> = {
  provider: 'octopus',
  request: (ask) => tariffRequest('standing-charges', ask),
  parse(reply) {
    const { results } = fieldsOf(jsonOf(reply));
    const charges = listOf(results).flatMap((row) => {
      const { fromMs, toMs, pricePerKwh: perDay } = priceOf(row, 'value_inc_vat');
      const isCharge = Number.isFinite(fromMs) && toMs > fromMs && perDay >= 0;
      return isCharge ? [{ fromMs, toMs, perDay, payment: wayOfPaying(row) }] : [];
    });
    if (charges.length === 0) throw new SourceError('unreadable-reply', 'there is no charge in its answer');
    return charges.sort((a, b) => a.fromMs - b.fromMs);
  },
};

/** The regions of a postcode: letters that end a tariff's code. Rarely more than one, where the grids meet. */
export const octopusRegions: Source<{ readonly postcode: string }, readonly string[]> = {
  provider: 'octopus',
  request({ postcode }) {
    const query = new URLSearchParams({ postcode: postcode.replace(/\s/g, '').toUpperCase() });
    return requestOf(`/v1/industry/grid-supply-points/?${query}`);
  },
  parse(reply) {
    const { results } = fieldsOf(jsonOf(reply));
    if (!Array.isArray(results)) throw new SourceError('unreadable-reply', 'it names no regions');
    const regions = listOf(results).flatMap(
      ({ group_id }) => /^_([A-P])$/.exec(textOf(group_id) ?? '')?.[1] ?? [],
    );
    if (regions.length === 0) throw new SourceError('not-found', 'it does not know that postcode');
    return [...new Set(regions)];
  },
};

function tariffRequest(what: string, { product, region, fromMs, toMs, page }: OctopusAsk): SourceRequest {
  const query = new URLSearchParams({
    period_from: new Date(fromMs).toISOString(),
    period_to: new Date(toMs).toISOString(),
    page_size: PAGE_SIZE,
  });
  if (page !== undefined) query.set('page', String(page));
  const tariff = `E-1R-${product}-${region}`;
  return requestOf(`/v1/products/${product}/electricity-tariffs/${tariff}/${what}/?${query}`);
}

/** Its codes say which way the power goes: `OUTGOING-VAR-24-10-26`. */
function directionOf(product: string): 'import' | 'export' {
  return /(^|-)(OUTGOING|EXPORT)(-|$)/i.test(product) ? 'export' : 'import';
}

function requestOf(path: string): SourceRequest {
  return { provider: 'octopus', host: 'api.octopus.energy', path };
}

function wayOfPaying({ payment_method }: Fields): string {
  return textOf(payment_method) ?? 'any payment';
}

function priceOf(row: Fields, field: string) {
  const isOpen = row.valid_to === null;
  return {
    fromMs: isoOf(row.valid_from) ?? Number.NaN,
    toMs: isOpen ? Number.POSITIVE_INFINITY : (isoOf(row.valid_to) ?? Number.NaN),
    pricePerKwh: numberOf(row[field], 1 / 100) ?? Number.NaN,
  };
}

/** Of the address of the next page only its number is taken: where to ask is not for an answer to say. */
function pageIn(next: unknown): number | undefined {
  const page = /[?&]page=(\d{1,4})(&|$)/.exec(textOf(next) ?? '')?.[1];
  return page === undefined ? undefined : Number(page);
}
