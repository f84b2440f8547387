import type { FeatureDefinition } from '../definition.ts';
import { buckets, fact, firstOf, telemetry } from '../miner/telemetry-input.ts';
import { movingMean } from '../operators/moving-sum.ts';
import { composed, input, perRow } from '../operators/row-wise.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../span.ts';

const OF_MINER = {
  group: 'operation',
  entity: 'miner',
  step: 'hour',
  windowMs: 0,
  unit: '',
  outlier: 'flag',
  missing: { rule: 'absent' },
  version: 1,
} as const;

const OF_FLEET = { ...OF_MINER, entity: 'fleet', step: 'day', range: [0, 1], source: 'Settings.' } as const;

const behindOne = (name: string, what: string, told: string): FeatureDefinition => ({
  ...OF_FLEET,
  name,
  formula: `Share of the fleet’s hashrate that stops with one ${what}: the greatest that any has.`,
  inputs: [fact(told)],
  evaluator: input(0),
});

/** Rows that were filled in later stand a minute apart, and say nothing of who answered. */
const MINUTES_OF_HOUR = HOUR_MS / MINUTE_MS;

/** Answers of an hour ÷ polls that fit into it; NaN of history that is too coarse to tell. */
function answeredShare(answers: number, pollMs: number): number {
  if (!(pollMs > 0)) return Number.NaN;
  if (2 * pollMs < MINUTE_MS && answers <= MINUTES_OF_HOUR) return Number.NaN;
  return Math.min(1, (answers * pollMs) / HOUR_MS);
}

/** Whether one can count on a miner, on the way to it, and on there being no single thing on which all hangs. */
export const RELIABILITY_FEATURES: readonly FeatureDefinition[] = [
  {
    ...OF_MINER,
    name: 'polls_answered_share_24h',
    formula:
      'Mean over the hours of the last 24 in which the device answered at all of answers ÷ polls that fit into an hour; a quarter of the hours must be there. An hour with no more than one answer a minute is left out where it is asked more often than twice a minute: so coarse is history that was filled in later. An hour in which Davylamp was closed for a while counts as if it had been asked.',
    version: 2,
    source: 'Definition.',
    inputs: [telemetry('state', 'count'), telemetry('hashrateHs', 'count'), fact('pollMs')],
    windowMs: DAY_MS,
    range: [0, 1],
    outlier: 'winsorise',
    evaluator: composed(
      movingMean({ windowMs: DAY_MS, atLeast: 0.25 }),
      perRow((states: number, rates: number, pollMs: number) =>
        answeredShare(firstOf(states, rates), pollMs),
      ),
    ),
  },
  {
    ...OF_MINER,
    name: 'wifi_rssi_dbm',
    unit: 'dBm',
    formula: 'Strength of the wireless network that the device tells, mean over the hour.',
    source: 'Device.',
    inputs: [telemetry('wifiRssiDbm')],
    range: [-120, 0],
    outlier: 'drop',
    evaluator: input(0),
  },
  {
    ...OF_MINER,
    name: 'network_reliability',
    version: 2,
    formula:
      'polls_answered_share_24h × mean ÷ (mean + standard deviation) of the time that the pool takes to answer within the hour, where the device tells that: 1 answers always and evenly.',
    source: 'Definition.',
    inputs: [{ from: 'feature', name: 'polls_answered_share_24h' }, ...buckets('poolLatencyMs')],
    range: [0, 1],
    evaluator: perRow((answered: number, meanMs: number, count: number, m2: number) => {
      if (!(count >= 2 && meanMs > 0)) return answered;
      return answered * (meanMs / (meanMs + Math.sqrt(m2 / (count - 1))));
    }),
  },
  {
    ...OF_MINER,
    name: 'stability_score',
    formula:
      'online_share_24h × (1 − hashrate_variation_24h, 0 at least) ÷ (1 + restarts_24h): 1 ran through the day at one rate; one restart halves it.',
    source: 'Definition.',
    inputs: [
      { from: 'feature', name: 'online_share_24h' },
      { from: 'feature', name: 'hashrate_variation_24h' },
      { from: 'feature', name: 'restarts_24h' },
    ],
    range: [0, 1],
    evaluator: perRow(
      (online: number, variation: number, restarts: number) =>
        (online * Math.max(0, 1 - variation)) / (1 + restarts),
    ),
  },
  behindOne('rate_share_behind_one_pool', 'pool', 'largestPoolShare'),
  behindOne('rate_share_behind_one_board', 'board', 'largestBoardShare'),
  behindOne('rate_share_behind_one_circuit', 'circuit of the house', 'largestCircuitShare'),
  {
    ...OF_FLEET,
    name: 'single_point_of_failure_share',
    formula:
      'The greatest of the shares of the fleet’s hashrate that stop with one pool, one board and one circuit, of those that are known.',
    inputs: [fact('largestPoolShare'), fact('largestBoardShare'), fact('largestCircuitShare')],
    evaluator: perRow((...shares: number[]) => Math.max(...shares.filter((share) => !Number.isNaN(share)))),
  },
];
