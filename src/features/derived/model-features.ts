import type { EntityKind, FeatureDefinition } from '../definition.ts';
import { input } from '../operators/row-wise.ts';

const HOUR_MS = 3_600_000;

/**
 * Features that a model yields. They are declared here, so that everything that reads them can be built and checked;
 * each is missing until its model has beaten its baseline and tells it (as the outside series of its own name).
 */
export const MODEL_FEATURES: readonly FeatureDefinition[] = [
  yielded(
    'optimal_power_limit_w',
    'miner',
    'W',
    'Power at which the miner is expected to earn most.',
    [0, 1e5],
  ),
  yielded(
    'hardware_upgrade_benefit_score',
    'miner',
    '¤/d',
    'Expected gain of replacing the miner by the best that can be bought, its price spread over its life.',
    [-1e5, 1e5],
  ),
  yielded(
    'maintenance_urgency_score',
    'miner',
    '',
    'How soon cleaning or repair is worth its cost: 0 not, 1 now.',
    [0, 1],
  ),
  yielded(
    'optimal_coin_allocation',
    'fleet',
    '',
    'Share of the fleet that should work for its present main coin.',
    [0, 1],
  ),
  yielded(
    'predicted_24h_profit_change',
    'miner',
    '¤/d',
    'By how much tomorrow’s net is expected to differ from today’s.',
    [-1e6, 1e6],
  ),
  yielded('hardware_failure_probability', 'miner', '', 'Chance that the miner fails within 30 days.', [0, 1]),
  yielded(
    'optimal_firmware_settings',
    'miner',
    'MHz',
    'Clock at which the miner is expected to earn most.',
    [0, 5_000],
  ),
  yielded(
    'predicted_maintenance_benefit',
    'miner',
    '¤/d',
    'What cleaning is expected to bring a day.',
    [-1e5, 1e5],
  ),
];

function yielded(
  name: string,
  entity: EntityKind,
  unit: string,
  formula: string,
  range: readonly [number, number],
): FeatureDefinition {
  return {
    name,
    group: 'derived',
    entity,
    unit,
    formula,
    source: 'Told by a model, where one has beaten its baseline on the owner’s own past; missing until then.',
    inputs: [{ from: 'outside', series: `model:${name}` }],
    step: 'hour',
    windowMs: 0,
    range,
    outlier: 'drop',
    missing: { rule: 'hold', forMs: 24 * HOUR_MS, reason: 'A model speaks once a day.' },
    version: 1,
    evaluator: input(0),
  };
}
