import type { AverageCarbonSeries, CarbonIntensity } from '../../domain/carbon-intensity.ts';
import type { ChainDay } from '../../domain/chain-metrics.ts';
import type { Weather, WeatherHour } from '../../domain/weather.ts';
import { ukIntensity, ukRegionalIntensity } from '../../sources/carbon/carbonintensity-uk.ts';
import { electricityMapsHistory } from '../../sources/carbon/electricitymaps.ts';
import { wattTimeForecast } from '../../sources/carbon/watttime.ts';
import { blockchainInfoChart } from '../../sources/on-chain/blockchain-info.ts';
import { coinMetricsDays } from '../../sources/on-chain/coin-metrics.ts';
import { fearAndGreed } from '../../sources/sentiment/alternative-me.ts';
import { metNoForecast } from '../../sources/weather/met-no.ts';
import { openMeteoForecast } from '../../sources/weather/open-meteo.ts';
import { asks, type ProviderQuestions } from './provider-questions.ts';
import type { Heard, SeriesPart } from './question.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const PAST_DAYS = 90;

/** Carbon of the grid, weather, mood of the market and statistics of chains, by provider in the order of preference. */
export const surroundingsQuestions: Readonly<Record<string, ProviderQuestions>> = {
  'carbonintensity-uk': (_, { postcode = '' }) => [
    postcode === ''
      ? asks('carbon:average', ukIntensity, (nowMs) => ({ fromMs: nowMs }), HOUR_MS / 2, britishHeard('GB'))
      : asks(
          'carbon:average',
          ukRegionalIntensity,
          (nowMs) => ({ fromMs: nowMs, outwardCode: postcode.toUpperCase() }),
          HOUR_MS / 2,
          britishHeard(postcode.toUpperCase()),
        ),
  ],
  electricitymaps: (_, { zone = '' }) => [
    asks(
      'carbon:average',
      electricityMapsHistory,
      () => ({ zone }),
      HOUR_MS,
      (series) => ({
        value: [series],
        past: [carbonPast(`carbon:electricitymaps:${zone}`, series.points)],
      }),
    ),
  ],
  // What one kilowatt-hour more emits: for choosing hours, and never mixed with an average.
  watttime: (_, { region = '' }) => [
    asks(
      'carbon:marginal',
      wattTimeForecast,
      () => ({ region, hours: 48 }),
      HOUR_MS,
      (value) => ({ value }),
    ),
  ],
  'open-meteo': (_, place) => [
    asks(
      'weather',
      openMeteoForecast,
      () => ({ ...placeOf(place), forecastDays: 3, pastDays: 2 }),
      HOUR_MS,
      weatherHeard,
    ),
    asks(
      'past:weather',
      openMeteoForecast,
      () => ({ ...placeOf(place), forecastDays: 1, pastDays: PAST_DAYS }),
      DAY_MS,
      (told) => ({ value: { points: told.hours.length }, past: weatherHeard(told).past }),
    ),
  ],
  'met-no': (_, place) => [asks('weather', metNoForecast, () => placeOf(place), HOUR_MS, weatherHeard)],
  'alternative-me': () => [
    asks(
      'sentiment',
      fearAndGreed,
      () => ({ days: PAST_DAYS }),
      6 * HOUR_MS,
      (points) => {
        const last = points.at(-1);
        return {
          value: last,
          atMs: last?.atMs,
          past: [{ series: 'sentiment', points: points.map(({ atMs, index }) => ({ atMs, value: index })) }],
        };
      },
    ),
  ],
  'coin-metrics': ({ coins }) =>
    coins
      .filter((coin) => COIN_METRICS.has(coin))
      .map((coin) =>
        asks(
          `chain:${coin}`,
          coinMetricsDays,
          (nowMs) => ({ coin, sinceMs: nowMs - PAST_DAYS * DAY_MS }),
          DAY_MS,
          (chainDays) => chainHeard(coin, chainDays),
        ),
      ),
  'blockchain-info': () => [
    asks(
      'chain:BTC',
      blockchainInfoChart,
      () => ({ chart: 'transaction-fees' as const, days: PAST_DAYS }),
      DAY_MS,
      (chainDays) => chainHeard('BTC', chainDays),
    ),
  ],
};

/** Those of its community data that machines at home mine. */
const COIN_METRICS: ReadonlySet<string> = new Set([
  'BTC',
  'BCH',
  'LTC',
  'DOGE',
  'DASH',
  'ZEC',
  'ETC',
  'DGB',
  'VTC',
]);

function placeOf({ latitude, longitude }: Readonly<Record<string, string>>) {
  return { latitude: Number(latitude), longitude: Number(longitude) };
}

function weatherHeard(weather: Weather): Heard<Weather> {
  const part = (name: string, of: (hour: WeatherHour) => number | undefined): SeriesPart => ({
    series: `weather:${name}`,
    points: weather.hours.flatMap((hour) => {
      const value = of(hour);
      return value === undefined ? [] : [{ atMs: hour.atMs, value }];
    }),
  });
  return {
    value: weather,
    past: [part('temp', ({ tempC }) => tempC), part('humidity', ({ humidityPct }) => humidityPct)],
  };
}

/** What was measured stands over what was expected of the same half-hour. */
function britishHeard(place: string) {
  return (series: readonly AverageCarbonSeries[]): Heard<readonly AverageCarbonSeries[]> => {
    const expected = series.filter(({ forecast }) => forecast);
    const measured = series.filter(({ forecast }) => !forecast);
    const points = [...expected, ...measured].flatMap((each) => each.points);
    return { value: series, past: [carbonPast(`carbon:carbonintensity-uk:${place}`, points)] };
  };
}

function carbonPast(series: string, points: readonly CarbonIntensity[]): SeriesPart {
  return { series, points: points.map(({ fromMs, gPerKwh }) => ({ atMs: fromMs, value: gPerKwh })) };
}

/** The days' fees and new coins are kept as past; the last day is the figure. */
function chainHeard(coin: string, days: readonly ChainDay[]): Heard<ChainDay | undefined> {
  const last = days.at(-1);
  const part = (name: 'fees' | 'issued' | 'difficulty'): SeriesPart => ({
    series: `chain:${name}:${coin}`,
    points: days.flatMap(({ atMs, [name]: value }) => (value === undefined ? [] : [{ atMs, value }])),
  });
  return { value: last, atMs: last?.atMs, past: [part('fees'), part('issued'), part('difficulty')] };
}
