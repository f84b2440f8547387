import type { FeatureDefinition, FeatureInput } from '../definition.ts';
import { movingQuantile, movingRank, rankOfFirst } from '../operators/moving-quantile.ts';
import { movingSum } from '../operators/moving-sum.ts';
import { composed, input, perRow } from '../operators/row-wise.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

const outside = (series: string): FeatureInput => ({ from: 'outside', series });
const ahead = (hours: number): FeatureInput => ({
  from: 'ahead',
  series: 'powerPrice',
  aheadMs: hours * HOUR_MS,
});
const HOURS_AHEAD = Array.from({ length: 24 }, (_, hour) => hour + 1);

const SITE = {
  group: 'energy',
  entity: 'site',
  step: 'hour',
  outlier: 'flag',
  missing: { rule: 'absent' },
  version: 1,
} as const;

const told = (
  name: string,
  series: string,
  unit: string,
  formula: string,
  range: readonly [number, number],
): FeatureDefinition => ({
  ...SITE,
  name,
  unit,
  formula,
  source: 'The owner’s tariff, or the provider that the owner has switched on.',
  inputs: [outside(series)],
  windowMs: 0,
  range,
  evaluator: input(0),
});

/** Kelvin-hours of 24 hours by which the air outside was colder (or warmer) than a base. */
const degreeHours = (name: string, baseC: number, sign: 1 | -1, words: string): FeatureDefinition => ({
  ...SITE,
  name,
  unit: 'K·h',
  formula: `Sum over 24 hours of the kelvins by which the air outside is ${words} ${baseC} °C.`,
  source: 'Degree hours; base as in EN ISO 15927-6 (heating) and common use (cooling).',
  inputs: [outside('outdoorTempC')],
  windowMs: DAY_MS,
  range: [0, 2_000],
  evaluator: composed(
    movingSum({ windowMs: DAY_MS, atLeast: 0.9 }),
    perRow((tempC: number) => Math.max(0, sign * (baseC - tempC))),
  ),
});

/** What power costs now and soon, how clean it is, and the air outside. */
export const ENERGY_FEATURES: readonly FeatureDefinition[] = [
  {
    ...told(
      'power_price_now',
      'powerPrice',
      '¤/kWh',
      'What a kilowatt-hour costs from this moment on.',
      [-10, 100],
    ),
    step: 'minute',
  },
  {
    ...SITE,
    name: 'power_price_next',
    unit: '¤/kWh',
    formula: 'What a kilowatt-hour will cost in an hour, where that is known.',
    source: 'The owner’s tariff.',
    inputs: [ahead(1)],
    windowMs: 0,
    range: [-10, 100],
    evaluator: input(0),
  },
  {
    ...SITE,
    name: 'power_price_quantile_24h',
    unit: '',
    formula:
      'Place of the price of the moment among those of the last 24 hours: 0 the cheapest, 1 the dearest.',
    source: 'Definition; equal ones count half.',
    inputs: [outside('powerPrice')],
    windowMs: DAY_MS,
    range: [0, 1],
    evaluator: movingRank({ windowMs: DAY_MS, atLeast: 0.5 }),
  },
  {
    ...SITE,
    name: 'power_price_quantile_ahead',
    unit: '',
    formula:
      'Place of the price of the moment among itself and the next 24 hours’, as far as they are known: low means that waiting costs more.',
    source: 'Definition; equal ones count half.',
    inputs: [outside('powerPrice'), ...HOURS_AHEAD.map(ahead)],
    windowMs: 0,
    range: [0, 1],
    evaluator: perRow((...prices: number[]) => rankOfFirst(prices)),
  },
  {
    ...SITE,
    name: 'cheap_window_indicator',
    unit: '',
    formula:
      '1 where the price of the moment is at or below the lower quarter of the last 24 hours’, else 0.',
    source: 'Definition.',
    inputs: [outside('powerPrice')],
    windowMs: DAY_MS,
    range: [0, 1],
    evaluator: composed(
      perRow((now: number, quarter: number) =>
        Number.isNaN(now + quarter) ? Number.NaN : Number(now <= quarter),
      ),
      input(0),
      movingQuantile({ windowMs: DAY_MS, atLeast: 0.5 }, 0.25),
    ),
  },
  {
    ...SITE,
    name: 'cheaper_hour_ahead_hours',
    unit: 'h',
    formula:
      'Hours until the first hour of the next 24 that is cheaper than now; missing where none is known.',
    source: 'Definition.',
    inputs: [outside('powerPrice'), ...HOURS_AHEAD.map(ahead)],
    windowMs: 0,
    range: [1, 24],
    evaluator: perRow((now: number, ...next: number[]) => {
      const first = next.findIndex((price) => price < now);
      return first < 0 ? Number.NaN : first + 1;
    }),
  },
  told(
    'carbon_intensity_g_kwh',
    'carbonIntensity',
    'g/kWh',
    'Carbon dioxide of a kilowatt-hour from the grid.',
    [0, 2_000],
  ),
  told('solar_surplus_w', 'solarSurplusW', 'W', 'What the house would feed into the grid.', [0, 1e6]),
  told('outdoor_temp_c', 'outdoorTempC', '°C', 'Air temperature outside.', [-60, 60]),
  told('humidity_percent', 'humidityPercent', '%', 'Relative humidity of the air outside.', [0, 100]),
  degreeHours('heating_degree_hours', 15, 1, 'below'),
  degreeHours('cooling_degree_hours', 22, -1, 'above'),
];
