import type { FeatureDefinition } from '../definition.ts';
import { input } from '../operators/row-wise.ts';
import { telemetry } from './telemetry-input.ts';

const OF_MINER = {
  group: 'miner',
  entity: 'miner',
  step: 'minute',
  windowMs: 0,
  outlier: 'flag',
  missing: { rule: 'absent' },
  version: 1,
} as const;

/** The device counts from its start on; a count that falls began again at 0, so nothing is lost or negative. */
const counted = (
  name: string,
  formula: string,
  series: 'sharesAccepted' | 'sharesRejected' | 'sharesStale',
): FeatureDefinition => ({
  ...OF_MINER,
  name,
  unit: '',
  formula: `${formula} By how much the device’s own count rose; after a restart that is the new count.`,
  source: 'Device.',
  inputs: [telemetry(series, 'increment')],
  range: [0, 100_000],
  evaluator: input(0),
});

/** What a miner delivered, and how much of its work was bad. */
export const SHARE_COUNT_FEATURES: readonly FeatureDefinition[] = [
  counted('accepted_shares', 'Shares that the pool accepted in the minute.', 'sharesAccepted'),
  counted('rejected_shares', 'Shares that the pool rejected in the minute.', 'sharesRejected'),
  counted(
    'stale_shares',
    'Shares that came too late in the minute, where the device tells them apart.',
    'sharesStale',
  ),
  {
    ...OF_MINER,
    name: 'error_rate',
    unit: '%',
    formula:
      'Share of its nonces that the device found wrong when it checked them, as it tells, mean over the minute. Missing for devices that only count errors: see hw_errors_per_hour.',
    source: 'Device.',
    inputs: [telemetry('hwErrorPct')],
    range: [0, 100],
    outlier: 'drop',
    evaluator: input(0),
  },
  {
    ...OF_MINER,
    name: 'hw_errors_per_hour',
    unit: '1/h',
    formula: 'By how much the device’s count of hardware errors rose in the hour.',
    source: 'Device.',
    inputs: [telemetry('hwErrors', 'increment')],
    step: 'hour',
    range: [0, 1e9],
    evaluator: input(0),
  },
];
