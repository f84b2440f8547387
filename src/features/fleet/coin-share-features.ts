import type { FeatureDefinition } from '../definition.ts';
import { input } from '../operators/row-wise.ts';

/** How the work of the house is spread over coins. */
export const COIN_SHARE_FEATURES: readonly FeatureDefinition[] = [
  {
    name: 'primary_coin_dominance',
    group: 'pool',
    entity: 'fleet',
    unit: '',
    formula:
      'Rate that works for the coin with most of it ÷ rate of the whole fleet (machines of one algorithm).',
    source: 'Definition.',
    inputs: [{ from: 'outside', series: 'primaryCoinShare' }],
    step: 'hour',
    windowMs: 0,
    range: [0, 1],
    outlier: 'flag',
    missing: { rule: 'absent' },
    version: 1,
    evaluator: input(0),
  },
];
