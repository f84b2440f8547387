import type { FeatureDefinition } from '../definition.ts';
import { dividedBy } from '../operators/arithmetic.ts';
import { composed } from '../operators/row-wise.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../span.ts';
import { recoveryTime } from './recovery-time.ts';
import { OF_MINER, telemetry } from './telemetry-input.ts';

/** How long a miner has run, and how long it needs to be itself again. */
export const UPTIME_FEATURES: readonly FeatureDefinition[] = [
  {
    ...OF_MINER,
    name: 'uptime_hours',
    unit: 'h',
    formula: 'Hours since the device (or its mining process) started, as it tells, at the end of the minute.',
    source: 'Device.',
    inputs: [telemetry('uptimeS', 'last')],
    range: [0, 200_000],
    outlier: 'drop',
    evaluator: dividedBy(3_600),
  },
  {
    ...OF_MINER,
    name: 'recovery_time_minutes',
    unit: 'min',
    formula:
      'Minutes from the last restart of the last 24 hours (the device’s uptime fell) to the first whose hashrate was back at 90 % of its mean over the hour before; minutes without hashing do not count in that mean. Missing without a restart, and until it is back.',
    source: 'Definition.',
    inputs: [telemetry('hashrateHs'), telemetry('uptimeS', 'last')],
    windowMs: DAY_MS + HOUR_MS,
    range: [1, 1_440],
    outlier: 'flag',
    evaluator: composed(
      dividedBy(MINUTE_MS),
      recoveryTime({ beforeMs: HOUR_MS, backAt: 0.9, toldForMs: DAY_MS }),
    ),
  },
];
