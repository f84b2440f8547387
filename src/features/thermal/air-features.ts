import type { FeatureDefinition } from '../definition.ts';
import { telemetry } from '../miner/telemetry-input.ts';
import { firstThere, minus } from '../operators/arithmetic.ts';
import { composed, input } from '../operators/row-wise.ts';

const OF_MINER = {
  group: 'thermal',
  entity: 'miner',
  step: 'minute',
  windowMs: 0,
  unit: '°C',
  outlier: 'drop',
  missing: { rule: 'absent' },
  version: 1,
} as const;

/** Solder gives way at 183 to 220 °C, and no sensor of a miner is made for less than −40. */
const PLAUSIBLE_C = [-40, 150] as const;

const AIR = [telemetry('tempInletC'), telemetry('roomTempC')];

/** Temperatures around the chips: of the air that comes and goes, of the board and its regulator. */
export const AIR_FEATURES: readonly FeatureDefinition[] = [
  {
    ...OF_MINER,
    name: 'inlet_temp_c',
    formula: 'Air at the inlet that the device tells, mean over the minute.',
    source: 'Device.',
    inputs: [telemetry('tempInletC')],
    range: PLAUSIBLE_C,
    evaluator: input(0),
  },
  {
    ...OF_MINER,
    name: 'outlet_temp_c',
    formula: 'Air at the outlet that the device tells, mean over the minute.',
    source: 'Device.',
    inputs: [telemetry('tempOutletC')],
    range: PLAUSIBLE_C,
    evaluator: input(0),
  },
  {
    ...OF_MINER,
    name: 'air_temp_rise_k',
    unit: 'K',
    formula:
      'Air at the outlet less air at the inlet, means of the minute: with the power it says how much air goes through.',
    source: 'Definition.',
    inputs: [telemetry('tempInletC'), telemetry('tempOutletC')],
    range: [-50, 100],
    evaluator: minus(1, 0),
  },
  {
    ...OF_MINER,
    name: 'cooling_air_temp_c',
    formula:
      'Air that cools the device, mean over the minute: at its inlet where it has a sensor there, else of the room it is in.',
    source: 'Device, else the room’s sensor.',
    inputs: AIR,
    range: PLAUSIBLE_C,
    evaluator: firstThere(),
  },
  {
    ...OF_MINER,
    name: 'chip_above_air_k',
    unit: 'K',
    formula: 'Mean of the chips (else the hottest) less the air that cools them, means of the minute.',
    source: 'Definition.',
    inputs: [telemetry('tempChipAvgC'), telemetry('tempChipMaxC'), ...AIR],
    range: [-50, 150],
    evaluator: composed(minus(), firstThere(0, 1), firstThere(2, 3)),
  },
  {
    ...OF_MINER,
    name: 'board_temp_c',
    formula: 'Warmest board that the device tells, mean over the minute.',
    source: 'Device.',
    inputs: [telemetry('tempBoardMaxC')],
    range: PLAUSIBLE_C,
    evaluator: input(0),
  },
  {
    ...OF_MINER,
    name: 'regulator_temp_c',
    formula: 'Voltage regulator, mean over the minute.',
    source: 'Device.',
    inputs: [telemetry('tempVrC')],
    range: [-40, 200],
    evaluator: input(0),
  },
];
