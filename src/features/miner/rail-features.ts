import type { FeatureDefinition } from '../definition.ts';
import { perRow } from '../operators/row-wise.ts';
import { buckets, fact, telemetry } from './telemetry-input.ts';

/** Supplies of computers must hold their rails within 5 %. */
const TOLERANCE = 0.05;

const OF_MINER = {
  group: 'miner',
  entity: 'miner',
  step: 'hour',
  windowMs: 0,
  outlier: 'flag',
  missing: { rule: 'absent' },
  version: 1,
} as const;

/** How good the volts are that a miner lives on: what weak supplies, thin leads and loose plugs show in. */
export const RAIL_FEATURES: readonly FeatureDefinition[] = [
  {
    ...OF_MINER,
    name: 'input_voltage_sag_percent',
    unit: '%',
    formula:
      '100 × (voltage that the device is made for − lowest input voltage within the hour) ÷ the former; below 0 it was always above.',
    source: 'Definition; hardware catalogue for the voltage.',
    inputs: [telemetry('voltageInV', 'min'), fact('nominalInputV')],
    range: [-50, 100],
    evaluator: perRow((lowestV: number, nominalV: number) =>
      nominalV > 0 ? (100 * (nominalV - lowestV)) / nominalV : Number.NaN,
    ),
  },
  {
    ...OF_MINER,
    name: 'input_voltage_ripple_percent',
    unit: '%',
    formula:
      '100 × standard deviation ÷ mean of all polls of the input voltage within the hour: what is slow enough for the device to see of a ripple.',
    source: 'Coefficient of variation (Pearson 1896).',
    inputs: buckets('voltageInV'),
    range: [0, 50],
    evaluator: perRow((mean: number, count: number, m2: number) =>
      count >= 2 && mean > 0 ? (100 * Math.sqrt(m2 / (count - 1))) / mean : Number.NaN,
    ),
  },
  {
    ...OF_MINER,
    name: 'rail_quality',
    unit: '',
    formula:
      '1 − (farthest that the input voltage was from what the device is made for within the hour ÷ 5 % of that): 1 is perfect, 0 is out of tolerance.',
    source: 'ATX12VO and ATX12V design guides (Intel): 12 V and 5 V within ±5 %.',
    inputs: [telemetry('voltageInV', 'min'), telemetry('voltageInV', 'max'), fact('nominalInputV')],
    range: [0, 1],
    outlier: 'winsorise',
    evaluator: perRow((lowestV: number, highestV: number, nominalV: number) =>
      nominalV > 0
        ? 1 - Math.max(nominalV - lowestV, highestV - nominalV) / (TOLERANCE * nominalV)
        : Number.NaN,
    ),
  },
  {
    ...OF_MINER,
    name: 'core_voltage_droop_percent',
    unit: '%',
    formula:
      '100 × (core voltage that is set − core voltage that is measured) ÷ the former, of the means of the hour: what the regulator and the board lose.',
    source: 'Definition.',
    inputs: [telemetry('voltageCoreSetV'), telemetry('voltageCoreV')],
    range: [-50, 100],
    evaluator: perRow((setV: number, measuredV: number) =>
      setV > 0 && measuredV > 0 ? (100 * (setV - measuredV)) / setV : Number.NaN,
    ),
  },
];
