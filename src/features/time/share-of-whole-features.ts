import type { FeatureDefinition } from '../definition.ts';
import { fact, firstOf, POWER_INPUTS, telemetry } from '../miner/telemetry-input.ts';
import { input, perRow } from '../operators/row-wise.ts';

const OF_TIME = {
  group: 'time',
  step: 'hour',
  windowMs: 0,
  outlier: 'flag',
  missing: { rule: 'absent' },
  version: 1,
} as const;

const share = (part: number, whole: number) => (whole > 0 ? part / whole : Number.NaN);

const utilisation = (
  rest: Pick<FeatureDefinition, 'name' | 'formula' | 'source' | 'inputs' | 'range' | 'evaluator'>,
): FeatureDefinition => ({ ...OF_TIME, entity: 'miner', unit: '', ...rest });

/** Which part of the fleet a miner is, and how much of what it could do it does. */
export const SHARE_OF_WHOLE_FEATURES: readonly FeatureDefinition[] = [
  {
    ...OF_TIME,
    name: 'fleet_hashrate_th_s',
    entity: 'fleet',
    unit: 'TH/s',
    formula: 'Sum over the miners of their mean hashrate of the hour.',
    source: 'Devices.',
    inputs: [telemetry('hashrateHs')],
    range: [0, 5e6],
    evaluator: perRow((hashesPerS: number) => hashesPerS / 1e12),
  },
  {
    ...OF_TIME,
    name: 'fleet_power_w',
    entity: 'fleet',
    unit: 'W',
    formula: 'Sum over the miners of the mean power of the hour that the devices tell.',
    source: 'Devices.',
    inputs: [telemetry('powerW')],
    range: [0, 2e7],
    evaluator: input(0),
  },
  utilisation({
    name: 'share_of_fleet_hashrate',
    formula: 'Mean hashrate of the hour ÷ that of the whole fleet.',
    source: 'Definition.',
    inputs: [telemetry('hashrateHs'), { from: 'linked', entity: 'fleet', name: 'fleet_hashrate_th_s' }],
    range: [0, 1],
    evaluator: perRow((hashesPerS: number, fleetThS: number) => share(hashesPerS / 1e12, fleetThS)),
  }),
  utilisation({
    name: 'share_of_fleet_power',
    formula: 'Mean power of the hour that the device tells ÷ that of the whole fleet.',
    source: 'Definition.',
    inputs: [telemetry('powerW'), { from: 'linked', entity: 'fleet', name: 'fleet_power_w' }],
    range: [0, 1],
    evaluator: perRow(share),
  }),
  utilisation({
    name: 'power_limit_utilisation',
    formula: 'Mean power of the hour that the device tells ÷ the limit that it is set to.',
    source: 'Device.',
    inputs: [telemetry('powerW'), telemetry('powerLimitW')],
    range: [0, 1.5],
    evaluator: perRow(share),
  }),
  utilisation({
    name: 'rated_hashrate_utilisation',
    formula: 'Mean hashrate of the hour ÷ what its maker promises.',
    source: 'Device; hardware catalogue.',
    inputs: [telemetry('hashrateHs'), fact('ratedHashrateHs')],
    range: [0, 3],
    evaluator: perRow(share),
  }),
  utilisation({
    name: 'rated_power_utilisation',
    formula:
      'Mean power of the hour (at the wall where it is measured, else as the device tells) ÷ what its maker says that it draws.',
    source: 'Meter or device; hardware catalogue.',
    inputs: [...POWER_INPUTS, fact('ratedPowerW')],
    range: [0, 3],
    evaluator: perRow((wallW: number, deviceW: number, ratedW: number) =>
      share(firstOf(wallW, deviceW), ratedW),
    ),
  }),
];
