import type { FeatureDefinition } from '../definition.ts';
import { firstOf, telemetry } from '../miner/telemetry-input.ts';
import { lag } from '../operators/lag.ts';
import { hold, timeSince } from '../operators/last-known.ts';
import { movingMean, movingSum } from '../operators/moving-sum.ts';
import type { Operator } from '../operators/operator.ts';
import { composed, input, perRow } from '../operators/row-wise.ts';
import { DAY_MS, HOUR_MS } from '../span.ts';

const OF_MINER = {
  group: 'operation',
  entity: 'miner',
  step: 'hour',
  outlier: 'flag',
  missing: { rule: 'absent' },
  version: 1,
} as const;

/** Counts stand for what was seen: with less than a quarter of the hours seen, none is told. */
const seen = (days: number) => ({ windowMs: days * DAY_MS, atLeast: 0.25 });
/** An outage that began while nobody looked is found when somebody looks again within a day. */
const LOOKED_BACK_MS = DAY_MS;

/** 1 in an hour in which hashing stopped: some of it offline after an hour seen without. Input 0: share not offline. */
const outageBegins: Operator = composed(
  perRow((online: number, onlineBefore: number) =>
    Number.isNaN(online) ? Number.NaN : Number(online < 1 && !(onlineBefore < 1)),
  ),
  input(0),
  composed(lag(HOUR_MS), composed(hold(LOOKED_BACK_MS), input(0))),
);

/** An outage that ends in a restart is one fault. Inputs: share not offline, restarts; either alone will do. */
const faults: Operator = composed(
  perRow((outages: number, restarts: number) =>
    Math.max(firstOf(outages, restarts), firstOf(restarts, outages)),
  ),
  outageBegins,
  input(1),
);

const STATE_AND_RESTARTS = [telemetry('state', 'share'), telemetry('uptimeS', 'resets')];
const FAULTS_DAYS = 30;

const restarts = (name: string, words: string, days: number): FeatureDefinition => ({
  ...OF_MINER,
  name,
  unit: '',
  formula: `How often the device’s uptime began again in the last ${words}; a quarter of the hours must have been seen.`,
  source: 'Device.',
  inputs: [telemetry('uptimeS', 'resets')],
  windowMs: days * DAY_MS,
  range: [0, 10_000],
  evaluator: movingSum(seen(days)),
});

const outages = (name: string, words: string, days: number): FeatureDefinition => ({
  ...OF_MINER,
  name,
  unit: '',
  formula: `Hours of the last ${words} in which an outage began: the device answered and hashed nothing without being paused, after an hour (the last seen of the day before, if any) without that. Silence is not an outage: nobody knows what it did. A quarter of the hours must have been seen.`,
  source: 'Definition.',
  inputs: [telemetry('state', 'share')],
  windowMs: days * DAY_MS + LOOKED_BACK_MS + HOUR_MS,
  range: [0, days * 24],
  evaluator: composed(movingSum(seen(days)), outageBegins),
});

/** How often a miner failed, and how long it lasts without. */
export const FAULT_FEATURES: readonly FeatureDefinition[] = [
  restarts('restarts_24h', '24 hours', 1),
  restarts('restarts_7d', '7 days', 7),
  outages('outages_24h', '24 hours', 1),
  outages('outages_7d', '7 days', 7),
  {
    ...OF_MINER,
    name: 'online_share_24h',
    unit: '',
    formula:
      'Share of the time in which the device was heard over the last 24 hours that it hashed or was paused on purpose; a quarter of the hours must have been seen.',
    source: 'Availability.',
    inputs: [telemetry('state', 'share')],
    windowMs: DAY_MS,
    range: [0, 1],
    evaluator: movingMean(seen(1)),
  },
  {
    ...OF_MINER,
    name: 'mean_time_between_faults_hours',
    unit: 'h',
    formula: `Hours that the device ran in the last ${FAULTS_DAYS} days (by its uptime, else those in which it was not offline) ÷ faults in them (restarts and outages, as far as it tells them; both in one hour are one). Where none was seen it is the hours themselves, and mean_time_between_faults_is_bound is 1: at least so long.`,
    source: 'Mean time between failures (IEC 60050-192).',
    inputs: [...STATE_AND_RESTARTS, telemetry('uptimeS', 'increment')],
    windowMs: FAULTS_DAYS * DAY_MS + LOOKED_BACK_MS + HOUR_MS,
    range: [0, FAULTS_DAYS * 24],
    evaluator: composed(
      perRow((count: number, hours: number) => hours / Math.max(1, count)),
      composed(movingSum(seen(FAULTS_DAYS)), faults),
      composed(
        movingSum(seen(FAULTS_DAYS)),
        // The counter may bridge a silence that began the hour before.
        perRow((online: number, _restarts: number, ranS: number) =>
          Math.min(1, firstOf(ranS / 3_600, online)),
        ),
      ),
    ),
  },
  {
    ...OF_MINER,
    name: 'mean_time_between_faults_is_bound',
    unit: '',
    formula: `1 where no fault was seen in the last ${FAULTS_DAYS} days, so that mean_time_between_faults_hours is only the least that it may be; else 0.`,
    source: 'Definition.',
    inputs: STATE_AND_RESTARTS,
    windowMs: FAULTS_DAYS * DAY_MS + LOOKED_BACK_MS + HOUR_MS,
    range: [0, 1],
    evaluator: composed(
      perRow((count: number) => (Number.isNaN(count) ? count : Number(count === 0))),
      composed(movingSum(seen(FAULTS_DAYS)), faults),
    ),
  },
  {
    ...OF_MINER,
    name: 'time_since_fault_hours',
    unit: 'h',
    formula: `Hours since the last hour with a restart or with the beginning of an outage, 0 in it; missing where none was seen in ${FAULTS_DAYS} days.`,
    source: 'Definition.',
    inputs: STATE_AND_RESTARTS,
    windowMs: FAULTS_DAYS * DAY_MS + LOOKED_BACK_MS + HOUR_MS,
    range: [0, FAULTS_DAYS * 24],
    evaluator: composed(
      perRow((ms: number) => ms / HOUR_MS),
      composed(timeSince(FAULTS_DAYS * DAY_MS), faults),
    ),
  },
];
