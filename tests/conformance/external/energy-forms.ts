import type { EnergyPrice, EnergyPriceSeries, PriceContents } from '../../../src/domain/energy-price.ts';
import {
  chargePerMonth,
  monthlyEnergyCost,
  ratePerKwh,
  type UtilityRate,
} from '../../../src/domain/utility-rate.ts';
import { amberPrices } from '../../../src/sources/energy/amber.ts';
import { awattarPrices } from '../../../src/sources/energy/awattar.ts';
import { comEdCurrentHour, comEdFiveMinutes } from '../../../src/sources/energy/comed.ts';
import { easyEnergyPrices } from '../../../src/sources/energy/easyenergy.ts';
import { eleringPrices } from '../../../src/sources/energy/elering.ts';
import { elprisetPrices } from '../../../src/sources/energy/elprisetjustnu.ts';
import { energinetPrices } from '../../../src/sources/energy/energinet.ts';
import { energyChartsPrices } from '../../../src/sources/energy/energy-charts.ts';
import { energyZeroPrices } from '../../../src/sources/energy/energyzero.ts';
import { entsoeAuctions, entsoePrices } from '../../../src/sources/energy/entsoe.ts';
import { amountsByPosition } from '../../../src/sources/energy/entsoe-document.ts';
import { nordPoolIndices, nordPoolPrices } from '../../../src/sources/energy/nordpool.ts';
import {
  octopusRegions,
  octopusStandingCharges,
  octopusUnitRates,
} from '../../../src/sources/energy/octopus.ts';
import { openEiRates } from '../../../src/sources/energy/openei.ts';
import { smardFiles, smardPrices } from '../../../src/sources/energy/smard.ts';
import { tibberPrices } from '../../../src/sources/energy/tibber.ts';
import { type Fields, fieldsOf, listOf, numberOf } from '../../../src/sources/fields.ts';
import type { SourceReply } from '../../../src/sources/source.ts';
import { type ExternalForms, RECEIVED_AT_MS } from './external-form.ts';

const DAY = '2026-01-01';
const SPAN = { fromMs: 0, toMs: 0 };
/** What the source calls a rate that holds however one pays. */
const ANY_PAYMENT = 'any payment';

/** A body as if it had just come with status 200. */
function replyOf(text: string): SourceReply {
  return { status: 200, text, receivedAtMs: RECEIVED_AT_MS };
}

function priceForm({ fromMs, toMs, pricePerKwh }: EnergyPrice) {
  return {
    start_ms: fromMs,
    end_ms: Number.isFinite(toMs) ? toMs : undefined,
    time_ms: fromMs,
    price_per_kwh: pricePerKwh,
  };
}

/** In every word that the recordings use of a list of prices. */
function seriesForm(series: EnergyPriceSeries | undefined) {
  const rates = (series?.prices ?? []).map(priceForm);
  const sum = rates.reduce((total, { price_per_kwh }) => total + price_per_kwh, 0);
  return {
    currency: series?.currency,
    resolution_min: series?.resolutionMs === undefined ? undefined : series.resolutionMs / 60_000,
    count: rates.length,
    first: rates[0],
    second: rates[1],
    last: rates.at(-1),
    mean_per_kwh: rates.length === 0 ? undefined : sum / rates.length,
    rates,
    points: rates,
  };
}

function including(series: readonly EnergyPriceSeries[], contents: PriceContents) {
  return series.find(({ includes }) => includes === contents);
}

function octopus(name: string, text: string): unknown {
  if (name.includes('grid-supply-points')) {
    const regions = octopusRegions.parse(replyOf(text), { postcode: '' });
    return { region: regions[0], regions, group_id: regions.map((region) => `_${region}`)[0] };
  }
  const ask = { product: name, region: 'C', ...SPAN };
  if (name.includes('standing-charges')) {
    const charges = octopusStandingCharges
      .parse(replyOf(text), ask)
      .map(({ fromMs, toMs, perDay, payment }) => ({
        start_ms: fromMs,
        end_ms: Number.isFinite(toMs) ? toMs : undefined,
        price_per_day: perDay,
        standing_per_day: perDay,
        standing_charge_per_day: perDay,
        payment_method: payment === ANY_PAYMENT ? undefined : payment,
      }));
    return { currency: 'GBP', charges: charges.reverse(), rates: charges };
  }
  const { series, nextPage } = octopusUnitRates.parse(replyOf(text), ask);
  const rates = series
    .filter(({ includes }) => includes === 'all-in')
    .flatMap((withVat) => {
      const without = series.find(({ id, includes }) => id === withVat.id && includes === 'all-in-excl-vat');
      return withVat.prices.map((price) => ({
        ...priceForm(price),
        price_ex_vat_per_kwh: without?.prices.find(({ fromMs }) => fromMs === price.fromMs)?.pricePerKwh,
        payment_method: withVat.id === ANY_PAYMENT ? undefined : withVat.id,
      }));
    })
    // As served: newest first.
    .sort((a, b) => b.start_ms - a.start_ms);
  return {
    ...seriesForm(series[0]),
    count: rates.length,
    first: rates[0],
    last: rates.at(-1),
    rates,
    next_page: nextPage,
  };
}

function tibber(_name: string, text: string): unknown {
  const homes = tibberPrices.parse(replyOf(text), undefined);
  const home = homes.find(({ series }) => series.length > 0) ?? homes[0];
  return {
    ...seriesForm(home?.series[0]),
    home_count: homes.length,
    today_count: home?.pricesOfToday,
    tomorrow_count: home?.pricesOfTomorrow,
  };
}

/** A price that is null stands among the points; of ours it is a gap. */
function energyCharts(name: string, text: string): unknown {
  const [series] = energyChartsPrices.parse(replyOf(text), { zone: name, fromDay: DAY, toDay: DAY });
  const stepMs = series?.resolutionMs ?? Number.NaN;
  const points = (series?.prices ?? []).flatMap((price, at, prices) => {
    const gapMs = (prices[at + 1]?.fromMs ?? price.toMs) - price.toMs;
    const unknown = Array.from({ length: Math.round(gapMs / stepMs) || 0 }, (_, step) => ({
      start_ms: price.toMs + step * stepMs,
      price_per_kwh: undefined,
    }));
    return [priceForm(price), ...unknown];
  });
  return { ...seriesForm(series), count: points.length, points, rates: points };
}

function comed(name: string, text: string): unknown {
  const isHour = name.includes('hour');
  const [series] = isHour
    ? comEdCurrentHour.parse(replyOf(text), undefined)
    : comEdFiveMinutes.parse(replyOf(text), SPAN);
  // As served: newest first, by the time that is told, at which the five minutes end.
  const points = (series?.prices ?? [])
    .map((price) => ({ ...priceForm(price), time_ms: price.toMs }))
    .reverse();
  return { ...seriesForm(series), points, rates: points, first: points[0], last: points.at(-1) };
}

function entsoe(_name: string, text: string): unknown {
  const auctions = entsoeAuctions(replyOf(text));
  return {
    ...seriesForm(entsoePrices.parse(replyOf(text), { domain: '', ...SPAN })[0]),
    currency: auctions[0]?.currency,
    unit: auctions[0]?.unit,
    series: auctions.flatMap(({ periods, sequencePosition, curveType, unit }) =>
      periods.map((period) => {
        const perKwh = unit === 'MWH' ? 1 / 1000 : 1;
        const prices = amountsByPosition(period, curveType).map((amount) => amount && amount * perKwh);
        return {
          resolution: period.resolution,
          start_ms: period.fromMs,
          end_ms: period.toMs,
          sequence_position: sequencePosition,
          points_present: period.points.length,
          count: prices.length,
          first_price_per_kwh: prices[0],
          last_price_per_kwh: prices.findLast((price) => price !== undefined),
        };
      }),
    ),
  };
}

function nordpool(name: string, text: string): unknown {
  const ask = { day: DAY, areas: [], currency: 'EUR', resolutionMinutes: 60 } as const;
  const source =
    name.includes('Indices') || text.includes('multiIndexEntries') ? nordPoolIndices : nordPoolPrices;
  const areas = source.parse(replyOf(text), ask);
  const byArea = Object.fromEntries(areas.map((each) => [each.id, seriesForm(each)]));
  return { ...seriesForm(areas[0]), ...byArea, areas: byArea };
}

function energyzero(_name: string, text: string): unknown {
  const groups = energyZeroPrices.parse(replyOf(text), { day: DAY, interval: 'hour' });
  return { ...seriesForm(groups[0]), groups: groups.map(({ id }) => id).sort() };
}

function easyenergy(_name: string, text: string): unknown {
  const ask = { fromDay: DAY, toDay: DAY, granularity: 'hour' } as const;
  const series = easyEnergyPrices.parse(replyOf(text), ask);
  const [withVat, allIn] = [including(series, 'incl-vat'), including(series, 'all-in')];
  const rates = (including(series, 'wholesale')?.prices ?? []).map((price) => {
    const same = ({ fromMs }: EnergyPrice) => fromMs === price.fromMs;
    return {
      ...priceForm(price),
      price_incl_vat_per_kwh: withVat?.prices.find(same)?.pricePerKwh,
      all_in_per_kwh: allIn?.prices.find(same)?.pricePerKwh,
    };
  });
  return { ...seriesForm(series[0]), first: rates[0], last: rates.at(-1), rates, points: rates };
}

function amber(_name: string, text: string): unknown {
  const ask = { siteId: '', next: 0, resolutionMinutes: 30 } as const;
  const { intervals } = amberPrices.parse(replyOf(text), ask);
  return {
    currency: 'AUD',
    count: intervals.length,
    rates: intervals.map((interval) => ({
      start_ms: interval.fromMs,
      end_ms: interval.toMs,
      // As told: below 0 the owner is paid.
      price_per_kwh: interval.channel === 'feedIn' ? negative(interval.pricePerKwh) : interval.pricePerKwh,
      spot_per_kwh: interval.spotPerKwh,
      renewables_pct: interval.renewablesPct,
      channel: interval.channel,
      forecast: interval.forecast,
    })),
  };
}

function negative(price: number | undefined): number | undefined {
  return price === undefined ? undefined : -price;
}

/** A tariff is a rule, and no list: what it comes to is told for the hours and the use that are asked about. */
function openei(_name: string, text: string, _beside?: unknown, asked?: unknown): unknown {
  const [rate] = openEiRates.parse(replyOf(text), { label: '' });
  const { checks, monthly_kwh } = fieldsOf(asked);
  return (
    rate && {
      name: rate.name,
      utility: rate.utility,
      sector: rate.sector,
      currency: rate.currency,
      fixed_per_month: rate.fixedCharge && chargePerMonth(rate.fixedCharge),
      minimum_per_month: rate.minimumCharge && chargePerMonth(rate.minimumCharge),
      checks: listOf(checks).map((check) => checkOf(rate, check)),
      monthly_kwh,
      year_cost: yearCost(rate, numberOf(monthly_kwh) ?? Number.NaN),
    }
  );
}

function checkOf(rate: UtilityRate, check: Fields) {
  const [month = 1, hour = 0] = [numberOf(check.month), numberOf(check.hour)];
  const at = { month, hour, isWeekend: check.weekday === false };
  return { ...check, price_per_kwh: ratePerKwh(rate, at) };
}

/** Of a use that is the same in every month and falls into its first weekday hour. */
function yearCost(rate: UtilityRate, monthlyKwh: number): number | undefined {
  const months = Array.from({ length: 12 }, (_, at) => ({
    month: at + 1,
    hour: 0,
    isWeekend: false,
    kwh: monthlyKwh,
  }));
  const sum = months
    .map((use) => monthlyEnergyCost(rate, [use]) ?? Number.NaN)
    .reduce((total, cost) => total + cost, 0);
  return Number.isFinite(sum) ? sum : undefined;
}

function elering(_name: string, text: string): unknown {
  const countries = eleringPrices.parse(replyOf(text), SPAN);
  const byCountry = countries.map((each) => [each.id, seriesForm(each)] as const);
  return { ...byCountry[0]?.[1], ...Object.fromEntries(byCountry) };
}

function smard(name: string, text: string): unknown {
  if (name.includes('index')) return { files: smardFiles.parse(replyOf(text), { resolution: 'hour' }) };
  return seriesForm(smardPrices.parse(replyOf(text), { resolution: 'hour', fileMs: 0 })[0]);
}

export const energyForms: ExternalForms = {
  octopus,
  tibber,
  awattar: (_name, text) => seriesForm(awattarPrices.parse(replyOf(text), { country: 'de' })[0]),
  'energy-charts': energyCharts,
  elprisetjustnu: (_name, text) =>
    seriesForm(elprisetPrices.parse(replyOf(text), { zone: 'SE1', day: DAY })[0]),
  comed,
  entsoe,
  nordpool,
  energyzero,
  easyenergy,
  amber,
  openei,
  energinet: (_name, text) => seriesForm(energinetPrices.parse(replyOf(text), { area: '', ...SPAN })[0]),
  elering,
  smard,
};
