import { SourceError } from '../../domain/source-error.ts';
import type {
  FlatDemand,
  RateTier,
  RecurringCharge,
  ScheduledTiers,
  TierUnit,
  UtilityRate,
} from '../../domain/utility-rate.ts';
import { amountOf, type Fields, fieldsOf, listOf, numberOf, rowsOf, secondsOf, textOf } from '../fields.ts';
import { jsonOf } from '../reply.ts';
import type { Source } from '../source.ts';

export type OpenEiAsk =
  /** One tariff. */
  | { readonly label: string }
  /** Those for homes at a place. */
  | { readonly latitude: number; readonly longitude: number };

/** Tariffs of the U.S. Utility Rate Database; times by the utility's own clock, dollars per kWh. */
export const openEiRates: Source<OpenEiAsk, readonly UtilityRate[]> = {
  provider: 'openei',
  request(ask) {
    const query = new URLSearchParams({ version: '7', format: 'json', detail: 'full' });
    if ('label' in ask) query.set('getpage', ask.label);
    else {
      query.set('lat', ask.latitude.toFixed(2));
      query.set('lon', ask.longitude.toFixed(2));
      query.set('sector', 'Residential');
      query.set('approved', 'true');
    }
    return { provider: 'openei', host: 'api.openei.org', path: `/utility_rates?${query}` };
  },
  parse(reply) {
    const { items, error, errors } = fieldsOf(jsonOf(reply));
    const failure = textOf(fieldsOf(error).message) ?? textOf(error) ?? textOf(rowsOf(errors)[0]);
    if (!Array.isArray(items)) throw failureOf(failure);
    if (items.length === 0) throw new SourceError('not-found', 'it knows no tariff there');
    const rates = listOf(items).flatMap((item) => rateOf(item) ?? []);
    if (rates.length === 0) throw new SourceError('unreadable-reply', 'its tariffs name no prices');
    return rates;
  },
};

function failureOf(message: string | undefined): SourceError {
  if (message === undefined) return new SourceError('unreadable-reply', 'there is no list of tariffs');
  return new SourceError(/api.?key/i.test(message) ? 'refused' : 'unreadable-reply', message.slice(0, 300));
}

/** Undefined without prices: some entries of the database are names alone. */
function rateOf(item: Fields): UtilityRate | undefined {
  const energy = scheduledTiers(item, 'energy', 'kWh');
  if (!energy) return undefined;
  const demand = scheduledTiers(item, 'demand', 'kW');
  const flatDemand = flatDemandOf(item);
  const isUnread = (structure: unknown, read: unknown) => rowsOf(structure).length > 0 && read === undefined;
  return {
    id: textOf(item.label),
    name: textOf(item.name),
    utility: textOf(item.utility),
    sector: textOf(item.sector),
    currency: 'USD',
    fromMs: secondsOf(item.startdate),
    toMs: secondsOf(item.enddate),
    energy,
    fixedCharge:
      chargeOf(item.fixedchargefirstmeter, item.fixedchargeunits) ??
      chargeOf(item.fixedmonthlycharge, '$/month'),
    minimumCharge:
      chargeOf(item.mincharge, item.minchargeunits) ?? chargeOf(item.minmonthlycharge, '$/month'),
    demand,
    flatDemand,
    demandUnread:
      isUnread(item.demandratestructure, demand) ||
      isUnread(item.flatdemandstructure, flatDemand) ||
      undefined,
  };
}

function scheduledTiers(item: Fields, kind: 'energy' | 'demand', unit: TierUnit): ScheduledTiers | undefined {
  const periods = periodsOf(item[`${kind}ratestructure`], unit);
  if (!periods) return undefined;
  const weekdays = scheduleOf(item[`${kind}weekdayschedule`], periods.length);
  const weekend = scheduleOf(item[`${kind}weekendschedule`], periods.length);
  return weekdays && weekend ? { periods, weekdays, weekend } : undefined;
}

/** Undefined where a period has no price that can be read: the tariff would be told wrong. */
function periodsOf(structure: unknown, unit: TierUnit): readonly (readonly RateTier[])[] | undefined {
  const periods = rowsOf(structure).map((tiers) => listOf(tiers).map((tier) => tierOf(tier, unit)));
  const told = periods.map((tiers) => tiers.flatMap((tier) => tier ?? []));
  const isWhole = told.every((tiers, at) => tiers.length > 0 && tiers.length === periods[at]?.length);
  return told.length > 0 && isWhole ? told : undefined;
}

/** Dollars per kWh or kW: people enter these by hand, and some enter something else. */
const ABSURD_RATE = 1_000;

const TIER_UNITS: readonly TierUnit[] = ['kWh', 'kWh daily', 'kWh/kW', 'kWh/kW daily', 'kW'];

function tierOf(tier: Fields, usual: TierUnit): RateTier | undefined {
  const rate = numberOf(tier.rate);
  const adjustment = numberOf(tier.adj) ?? 0;
  // A tier may hold nothing but its adjustment.
  if (rate === undefined && tier.adj === undefined) return undefined;
  const price = (rate ?? 0) + adjustment;
  if (Math.abs(price) > ABSURD_RATE) return undefined;
  return {
    rate: price,
    sellRate: numberOf(tier.sell),
    max: amountOf(tier.max),
    maxUnit: TIER_UNITS.find((known) => known === textOf(tier.unit)) ?? usual,
  };
}

/** 12 × 24 numbers of periods. A tariff of one period may leave its schedule out. */
function scheduleOf(told: unknown, periods: number): readonly (readonly number[])[] | undefined {
  if (told === undefined && periods === 1) return Array.from({ length: 12 }, () => Array<number>(24).fill(0));
  const months = rowsOf(told).map((hours) => rowsOf(hours).map((period) => numberOf(period) ?? -1));
  const isPeriod = (period: number) => Number.isInteger(period) && period >= 0 && period < periods;
  const isWhole =
    months.length === 12 && months.every((hours) => hours.length === 24 && hours.every(isPeriod));
  return isWhole ? months : undefined;
}

function flatDemandOf(item: Fields): FlatDemand | undefined {
  const periods = periodsOf(item.flatdemandstructure, 'kW');
  const months = rowsOf(item.flatdemandmonths).map((period) => numberOf(period) ?? -1);
  return periods && months.length === 12 ? { periods, months } : undefined;
}

function chargeOf(amount: unknown, unit: unknown): RecurringCharge | undefined {
  const charge = numberOf(amount);
  const per = /^\$\/(day|month|year)$/.exec(textOf(unit) ?? '')?.[1];
  if (charge === undefined) return undefined;
  return { amount: charge, per: per === 'day' || per === 'year' ? per : 'month' };
}
