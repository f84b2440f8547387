import { describe, expect, it } from 'vitest';
import { byPlace, checkCases, type FeatureCase, steady } from '../../../tests/support/feature-cases.ts';
import { valuesOf } from '../../../tests/support/feature-stream.ts';
import { CALENDAR_FEATURES } from './calendar-features.ts';
import { HISTORY_FEATURES } from './history-features.ts';
import { SHARE_OF_WHOLE_FEATURES } from './share-of-whole-features.ts';

const NO = Number.NaN;

/** The quantity's own inputs for what it is in its unit. */
const QUANTITIES: readonly {
  readonly name: string;
  readonly ending: string;
  readonly inputs: (values: readonly number[]) => FeatureCase['inputs'];
}[] = [
  { name: 'hashrate', ending: '_th_s', inputs: (values) => [values.map((value) => value * 1e12)] },
  { name: 'power', ending: '_w', inputs: (values) => [values.map(() => NO), values] },
  { name: 'chip_temp', ending: '_c', inputs: (values) => [values] },
  { name: 'price', ending: '', inputs: (values) => [values] },
  { name: 'difficulty', ending: '', inputs: (values) => [values] },
];

/** A day and an hour at 10, then 11, then 12. */
const hours = [...steady(23, 10), 11, 12];
/** 10 for long, then a single hour of 20. */
const leap = [...steady(1_000, 10), 20];

/** A mean in which an hour of 20 weighs 1 and all before, at 10, half as much every so many hours. */
const fading = (halfLifeHours: number, rows: number) => {
  const decay = 2 ** (-1 / halfLifeHours);
  return 10 + (10 * (1 - decay)) / (1 - decay ** rows);
};

const deviation = (one: number, other: number) =>
  Math.sqrt((one ** 2 + other ** 2 - (one + other) ** 2 / 24) / 23);

const history = QUANTITIES.flatMap(({ name, ending, inputs }): FeatureCase[] => {
  const kelvins = name === 'chip_temp';
  const of = (feature: string, values: readonly number[], given: string, is: number): FeatureCase => ({
    feature: `${name}_${feature}`,
    given,
    inputs: inputs(values),
    is,
  });
  const changes = (feature: string, is: number) =>
    of(`${feature}_${kelvins ? 'k' : 'percent'}`, hours, '10 for long, then 11, then 12', is);
  return [
    of(`lag_1h${ending}`, hours, '10 for long, then 11, then 12', 11),
    of(`lag_2h${ending}`, hours, '10 for long, then 11, then 12', 10),
    of(`lag_24h${ending}`, hours, '10 for long, then 11, then 12', 10),
    of(`lag_24h${ending}`, hours.slice(1), 'a day', NO),
    of(`mean_1h${ending}`, hours, '10 for long, then 11, then 12', 12),
    of(`mean_6h${ending}`, hours, '10 for long, then 11, then 12', 10.5),
    of(`mean_24h${ending}`, hours, '10 for long, then 11, then 12', 10.125),
    of(`mean_6h${ending}`, [NO, NO, NO, NO, 11, 12], 'two of six hours', NO),
    of(`ema_6h${ending}`, leap, '10 for long, then 20', fading(6, 240)),
    of(`ema_24h${ending}`, leap, '10 for long, then 20', fading(24, 957)),
    changes('change_1h', kelvins ? 1 : 100 / 11),
    ...(name === 'price' ? [] : [changes('change_24h', kelvins ? 2 : 20)]),
    changes('volatility_24h', kelvins ? deviation(1, 1) : deviation(10, 100 / 11)),
  ];
});

const row = (feature: string, given: string, inputs: readonly number[], is: number): FeatureCase => ({
  feature,
  given,
  inputs: inputs.map((value) => [value]),
  is,
});

const shares: readonly FeatureCase[] = [
  row('fleet_hashrate_th_s', 'a fleet', [250e12], 250),
  row('fleet_power_w', 'a fleet', [6_000], 6_000),
  row('share_of_fleet_hashrate', '50 of 250 TH/s', [50e12, 250], 0.2),
  row('share_of_fleet_hashrate', 'a fleet that stands still', [0, 0], NO),
  row('share_of_fleet_power', '1,500 of 6,000 W', [1_500, 6_000], 0.25),
  row('power_limit_utilisation', '900 W under a limit of 1,000', [900, 1_000], 0.9),
  row('rated_hashrate_utilisation', '1.1 where 1.2 TH/s are promised', [1.1e12, 1.2e12], 1.1 / 1.2),
  row('rated_power_utilisation', '22 W at the wall where 20 are promised', [22, 18, 20], 1.1),
];

/** On a clock two hours ahead of UTC. */
const at = (utc: string) => ({ startMs: Date.parse(utc), offsetMinutes: () => 120 });
/** Noon of Wednesday, the 15th of July. */
const SUMMER_NOON = at('2026-07-15T10:00Z');

const clock = (feature: string, is: number, moment = SUMMER_NOON): FeatureCase => ({
  feature,
  given: `${new Date(moment.startMs).toISOString()}, two hours east`,
  inputs: [],
  is,
  at: moment,
});

const place = (feature: string, latitudeDeg: number, is: number, moment = SUMMER_NOON): FeatureCase => ({
  feature,
  given: `${new Date(moment.startMs).toISOString()} at ${latitudeDeg}°`,
  inputs: [[latitudeDeg]],
  is,
  at: moment,
});

const turn = 2 * Math.PI;
const calendar: readonly FeatureCase[] = [
  clock('hour_of_day', 12),
  clock('hour_of_day', 1, at('2026-07-14T23:00Z')),
  clock('hour_of_day_sin', 0),
  clock('hour_of_day_cos', -1),
  clock('weekday', 3),
  clock('weekday', 1, at('2026-07-12T22:00Z')),
  clock('weekday_sin', Math.sin(turn * (2.5 / 7))),
  clock('weekday_cos', Math.cos(turn * (2.5 / 7))),
  clock('is_weekend', 0),
  clock('is_weekend', 1, at('2026-07-17T22:00Z')),
  clock('month', 7),
  clock('month', 1, at('2025-12-31T22:00Z')),
  clock('year_sin', Math.sin(turn * (195.5 / 365))),
  clock('year_cos', Math.cos(turn * (195.5 / 365))),
  place('season', 52, 2),
  place('season', -34, 0),
  place('season', 52, 0, at('2026-12-01T10:00Z')),
  place('season', -34, 3, at('2026-03-01T10:00Z')),
  place('season', NO, NO),
  place('season_warmth', 52, 1, at('2026-07-14T22:00Z')),
  place('season_warmth', -34, -1, at('2026-07-14T22:00Z')),
];

checkCases(
  [...HISTORY_FEATURES, ...CALENDAR_FEATURES, ...SHARE_OF_WHOLE_FEATURES],
  [...history, ...shares, ...calendar],
);

describe('where the clock is put forward', () => {
  const changeMs = Date.parse('2026-03-29T01:00Z');
  const offsetMinutes = (atMs: number) => (atMs < changeMs ? 60 : 120);

  it('the hour after one is three', () => {
    const hourOfDay = CALENDAR_FEATURES.find(({ name }) => name === 'hour_of_day');
    if (hourOfDay === undefined) throw new Error('nobody tells the hour');
    const startMs = changeMs - 2 * 3_600_000;
    const found = valuesOf(hourOfDay, [byPlace(4, () => NO)], { startMs, offsetMinutes });
    expect(found).toEqual([0, 1, 3, 4]);
  });
});
