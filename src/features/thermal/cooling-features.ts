import type { FeatureDefinition } from '../definition.ts';
import { perRow } from '../operators/row-wise.ts';

/** How well the air of the room cools a miner. */
export const COOLING_FEATURES: readonly FeatureDefinition[] = [
  {
    name: 'cooling_effectiveness',
    group: 'energy',
    entity: 'miner',
    unit: 'W/K',
    formula:
      '1 ÷ thermal resistance at the wall, else on the board: watts that each kelvin between chips and air carries off.',
    source: 'Definition of thermal conductance.',
    inputs: [
      { from: 'feature', name: 'thermal_resistance_wall' },
      { from: 'feature', name: 'thermal_resistance_board' },
    ],
    step: 'hour',
    windowMs: 0,
    range: [0, 1_000],
    outlier: 'flag',
    missing: { rule: 'absent' },
    version: 1,
    evaluator: perRow((wall: number, board: number) => 1 / (Number.isNaN(wall) ? board : wall)),
  },
];
