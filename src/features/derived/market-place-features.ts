import type { FeatureDefinition } from '../definition.ts';
import { perRow } from '../operators/row-wise.ts';

const DECILES = [10, 20, 30, 40, 50, 60, 70, 80, 90] as const;

/** Where a miner stands among the machines that can be bought. */
export const MARKET_PLACE_FEATURES: readonly FeatureDefinition[] = [
  {
    group: 'derived',
    entity: 'miner',
    step: 'hour',
    windowMs: 0,
    outlier: 'flag',
    missing: { rule: 'absent' },
    version: 1,
    name: 'efficiency_vs_market_percentile',
    unit: '%',
    formula:
      'Share of the machines of its algorithm in the hardware catalogue that need more energy for a hash than this one does now.',
    source: 'models/hardware.json, rated figures; between its deciles by distance.',
    inputs: [
      { from: 'feature', name: 'efficiency_j_th' },
      ...DECILES.map((decile) => ({ from: 'fact' as const, name: `marketJThP${decile}` })),
    ],
    range: [0, 100],
    evaluator: perRow((own: number, ...deciles: number[]) => 100 - placeAmong(own, deciles)),
  },
];

/** Percentile, 0..100, of a value among the deciles 10..90 of others; beyond them 5 and 95. Missing where one is. */
function placeAmong(value: number, deciles: readonly number[]): number {
  if ([value, ...deciles].some(Number.isNaN)) return Number.NaN;
  const above = deciles.findIndex((decile) => decile >= value);
  if (above === 0) return 5;
  if (above < 0) return 95;
  const low = deciles[above - 1] ?? value;
  const high = deciles[above] ?? value;
  return 10 * (above + (high > low ? (value - low) / (high - low) : 0));
}
