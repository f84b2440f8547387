import { localDay, wallTime } from '../../domain/economics/local-time.ts';
import type { EnergyPriceSeries } from '../../domain/energy-price.ts';
import { dayAfter, zoneDay } from '../../domain/zone-day.ts';
import { amberPast, amberPrices } from '../../sources/energy/amber.ts';
import { awattarPrices } from '../../sources/energy/awattar.ts';
import { comEdFiveMinutes } from '../../sources/energy/comed.ts';
import { easyEnergyPrices } from '../../sources/energy/easyenergy.ts';
import { eleringPrices } from '../../sources/energy/elering.ts';
import { elprisetPrices } from '../../sources/energy/elprisetjustnu.ts';
import { energinetPrices } from '../../sources/energy/energinet.ts';
import { energyChartsPrices } from '../../sources/energy/energy-charts.ts';
import { energyZeroPrices } from '../../sources/energy/energyzero.ts';
import { entsoePrices } from '../../sources/energy/entsoe.ts';
import { nordPoolPrices } from '../../sources/energy/nordpool.ts';
import { octopusStandingCharges, octopusUnitRates } from '../../sources/energy/octopus.ts';
import { openEiRates } from '../../sources/energy/openei.ts';
import { smardPrices } from '../../sources/energy/smard.ts';
import { tibberPast, tibberPrices } from '../../sources/energy/tibber.ts';
import type { Source } from '../../sources/source.ts';
import { asksPast, type Piece, piecesOf } from './back-fill.ts';
import { asks, type ProviderQuestions } from './provider-questions.ts';
import type { Heard, Question } from './question.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Tomorrow's prices are out soon after noon: whoever asks by the hour has them within the hour. */
const DAY_AHEAD_FRESH_MS = HOUR_MS;
/** Of the past, so much at once: 1,440 half-hours, and Octopus tells 1,500. */
const PAST_DAYS_AT_ONCE = 30;

/** Zones whose exchange day is counted in Central European time. */
const CENTRAL_EUROPE = 'Europe/Berlin';

type Series = readonly EnergyPriceSeries[];

/** Prices of power: today and tomorrow as far as they are known, and ninety days of the past, by provider. */
export const energyQuestions: Readonly<Record<string, ProviderQuestions>> = {
  awattar: (_, { country }) =>
    isAwattarCountry(country)
      ? spans('awattar', awattarPrices, (fromMs, toMs) => ({
          country,
          fromMs,
          toMs,
        }))
      : [],
  'energy-charts': (_, { zone }) =>
    zone === undefined
      ? []
      : daySpans('energy-charts', energyChartsPrices, (fromDay, toDay) => ({ zone, fromDay, toDay })),
  entsoe: (_, { zone }) =>
    zone === undefined
      ? []
      : spans('entsoe', entsoePrices, (fromMs, toMs) => ({ domain: zone, fromMs, toMs })),
  nordpool: (_, { zone }) =>
    zone === undefined
      ? []
      : days('nordpool', nordPoolPrices, CENTRAL_EUROPE, (day) => ({
          day,
          areas: [zone],
          currency: currencyOfArea(zone),
        })),
  elprisetjustnu: (_, { zone }) =>
    isSwedish(zone)
      ? days('elprisetjustnu', elprisetPrices, 'Europe/Stockholm', (day) => ({ day, zone }))
      : [],
  energyzero: () =>
    days('energyzero', energyZeroPrices, 'Europe/Amsterdam', (day) => ({
      day,
      interval: 'quarter' as const,
    })),
  easyenergy: () =>
    daySpans('easyenergy', easyEnergyPrices, (fromDay, toDay) => ({
      fromDay,
      toDay,
      granularity: 'quarter' as const,
    })),
  energinet: (_, { zone }) =>
    zone === undefined
      ? []
      : spans('energinet', energinetPrices, (fromMs, toMs) => ({ area: zone, fromMs, toMs })),
  elering: () => spans('elering', eleringPrices, (fromMs, toMs) => ({ fromMs, toMs })),
  // A file a week, from Monday on: tomorrow's may be in the next one.
  smard: () => [
    asks('energy:smard', smardPrices, smardWeek, DAY_AHEAD_FRESH_MS, (series) =>
      pricesHeard('smard', series),
    ),
    asks(
      'energy:smard:tomorrow',
      smardPrices,
      (nowMs) => smardWeek(nowMs + DAY_MS),
      DAY_AHEAD_FRESH_MS,
      (series) => pricesHeard('smard', series),
    ),
    asksPast(
      'past:energy:smard',
      smardPrices,
      weekOf,
      ({ fromMs }) => smardWeek(fromMs),
      (series) => seriesParts('smard', series),
    ),
  ],
  openei: (_, { latitude, longitude }) => [
    asks(
      'rates:openei',
      openEiRates,
      () => ({ latitude: Number(latitude), longitude: Number(longitude) }),
      7 * DAY_MS,
      (value) => ({ value }),
    ),
  ],
  comed: () => spans('comed', comEdFiveMinutes, (fromMs, toMs) => ({ fromMs, toMs }), HOUR_MS / 6, 10),
  octopus: (_, { product, region }) => {
    if (product === undefined || region === undefined) return [];
    const paged = { ...octopusUnitRates, parse: octopusSeries } satisfies Source<
      Parameters<typeof octopusUnitRates.request>[0],
      Series
    >;
    const ask = (fromMs: number, toMs: number) => ({ product, region, fromMs, toMs });
    return [
      ...spans('octopus', paged, ask),
      asks(
        'charges:octopus',
        octopusStandingCharges,
        (nowMs) => ask(Math.floor(nowMs / DAY_MS) * DAY_MS, Math.floor(nowMs / DAY_MS + 1) * DAY_MS),
        DAY_MS,
        (value) => ({ value }),
      ),
    ];
  },
  tibber: () => [
    asks(
      'energy:tibber',
      tibberPrices,
      () => undefined,
      DAY_AHEAD_FRESH_MS,
      (homes) =>
        pricesHeard(
          'tibber',
          homes.flatMap(({ series }) => series),
        ),
    ),
    asks(
      'past:energy:tibber',
      tibberPast,
      () => undefined,
      DAY_MS,
      (homes) => {
        const past = seriesParts(
          'tibber',
          homes.flatMap(({ series }) => series),
        );
        return { value: { points: past.reduce((sum, { points }) => sum + points.length, 0) }, past };
      },
    ),
  ],
  amber: (_, { site }) =>
    site === undefined
      ? []
      : [
          asks(
            'energy:amber',
            amberPrices,
            () => ({ siteId: site, next: 48, resolutionMinutes: 30 as const }),
            HOUR_MS / 6,
            ({ series }) => pricesHeard('amber', series),
          ),
          asksPast(
            'past:energy:amber',
            amberPast,
            // How much it tells at once nobody says.
            piecesOf(7 * DAY_MS),
            // Its days are those of a clock without summer time; where they change, each piece asks for the whole of both.
            ({ fromMs, toMs }) => ({
              siteId: site,
              fromDay: zoneDay(fromMs, 'Australia/Brisbane'),
              toDay: zoneDay(toMs, 'Australia/Brisbane'),
            }),
            ({ series }) => seriesParts('amber', series),
          ),
        ],
};

function octopusSeries(...given: Parameters<typeof octopusUnitRates.parse>): Series {
  return octopusUnitRates.parse(...given).series;
}

/** One that answers for any span: from yesterday to the day after tomorrow, and once for the past. */
function spans<Ask>(
  id: string,
  source: Source<Ask, Series>,
  ask: (fromMs: number, toMs: number) => Ask,
  freshMs = DAY_AHEAD_FRESH_MS,
  pastDays = PAST_DAYS_AT_ONCE,
): readonly Question[] {
  const startOf = (nowMs: number) => Math.floor(nowMs / HOUR_MS) * HOUR_MS;
  return [
    asks(
      `energy:${id}`,
      source,
      (nowMs) => ask(startOf(nowMs) - DAY_MS, startOf(nowMs) + 2 * DAY_MS),
      freshMs,
      (series) => pricesHeard(id, series),
    ),
    asksPast(
      `past:energy:${id}`,
      source,
      piecesOf(pastDays * DAY_MS),
      ({ fromMs, toMs }) => ask(fromMs, toMs),
      (series) => seriesParts(id, series),
    ),
  ];
}

/** The same in calendar days. */
function daySpans<Ask>(
  id: string,
  source: Source<Ask, Series>,
  ask: (fromDay: string, toDay: string) => Ask,
): readonly Question[] {
  const today = (nowMs: number) => zoneDay(nowMs, CENTRAL_EUROPE);
  return [
    asks(
      `energy:${id}`,
      source,
      (nowMs) => ask(dayAfter(today(nowMs), -1), dayAfter(today(nowMs))),
      DAY_AHEAD_FRESH_MS,
      (series) => pricesHeard(id, series),
    ),
    asksPast(
      `past:energy:${id}`,
      source,
      piecesOf(PAST_DAYS_AT_ONCE * DAY_MS),
      ({ fromMs, toMs }) => ask(zoneDay(fromMs, CENTRAL_EUROPE), zoneDay(toMs, CENTRAL_EUROPE)),
      (series) => seriesParts(id, series),
    ),
  ];
}

/**
 * One that answers for a day at a time: yesterday, today, and tomorrow as soon as that is out. Where the owner lives east
 * or west of the exchange's clock, his day has hours of two of its days.
 */
function days<Ask>(
  id: string,
  source: Source<Ask, Series>,
  timeZone: string,
  ask: (day: string) => Ask,
): readonly Question[] {
  const heard = (series: Series) => pricesHeard(id, series);
  const today = (nowMs: number) => zoneDay(nowMs, timeZone);
  const yesterday = (nowMs: number) => dayAfter(today(nowMs), -1);
  return [
    asks(`energy:${id}`, source, (nowMs) => ask(today(nowMs)), DAY_AHEAD_FRESH_MS, heard),
    asks(`energy:${id}:yesterday`, source, (nowMs) => ask(yesterday(nowMs)), DAY_AHEAD_FRESH_MS, heard),
    asks(`energy:${id}:tomorrow`, source, (nowMs) => ask(dayAfter(today(nowMs))), DAY_AHEAD_FRESH_MS, heard),
    asksPast(
      `past:energy:${id}`,
      source,
      (atMs) => localDay(atMs, timeZone),
      ({ fromMs }) => ask(zoneDay(fromMs, timeZone)),
      (series) => seriesParts(id, series),
    ),
  ];
}

function pricesHeard(id: string, series: Series): Heard<Series> {
  return { value: series, past: seriesParts(id, series) };
}

/** What was settled is kept; what was expected is not. A price without an end is a tariff, not a past. */
function seriesParts(provider: string, series: Series) {
  return series
    .filter(({ forecast }) => !forecast)
    .map(({ id, includes, direction, prices }) => ({
      series: `energy:${provider}:${id}:${includes}:${direction}`,
      points: prices
        .filter(({ toMs }) => Number.isFinite(toMs))
        .map(({ fromMs, pricePerKwh }) => ({ atMs: fromMs, value: pricePerKwh })),
    }));
}

function smardWeek(atMs: number): { readonly resolution: 'quarterhour'; readonly fileMs: number } {
  return { resolution: 'quarterhour', fileMs: weekOf(atMs).fromMs };
}

/** From Monday to Monday by a clock in Berlin. */
function weekOf(atMs: number): Piece {
  let { fromMs, toMs } = localDay(atMs, CENTRAL_EUROPE);
  while (wallTime(fromMs, CENTRAL_EUROPE).isoWeekday !== 1)
    fromMs = localDay(fromMs - 1, CENTRAL_EUROPE).fromMs;
  while (wallTime(toMs, CENTRAL_EUROPE).isoWeekday !== 1) toMs = localDay(toMs, CENTRAL_EUROPE).toMs;
  return { fromMs, toMs };
}

function currencyOfArea(area: string): 'EUR' | 'SEK' | 'NOK' | 'DKK' {
  if (/^SE\d/.test(area)) return 'SEK';
  if (/^NO\d/.test(area)) return 'NOK';
  return /^DK\d/.test(area) ? 'DKK' : 'EUR';
}

function isAwattarCountry(country: string | undefined): country is 'de' | 'at' {
  return country === 'de' || country === 'at';
}

function isSwedish(zone: string | undefined): zone is 'SE1' | 'SE2' | 'SE3' | 'SE4' {
  return zone !== undefined && /^SE[1-4]$/.test(zone);
}
