import type { FeatureDefinition } from '../definition.ts';
import { perRow } from '../operators/row-wise.ts';

const MINER = {
  group: 'pool',
  entity: 'miner',
  step: 'hour',
  windowMs: 0,
  outlier: 'flag',
  missing: { rule: 'absent' },
  version: 1,
} as const;

const HASHPRICE = { from: 'linked', entity: 'coin', name: 'hashprice_usd_ph_day' } as const;
const FEE = { from: 'fact', name: 'poolFeeShare' } as const;
const EFFECTIVE = { from: 'feature', name: 'effective_hashrate_th_s' } as const;
const TH_PER_PH = 1_000;

/** What a miner's work earns. */
export const EARNING_FEATURES: readonly FeatureDefinition[] = [
  {
    ...MINER,
    name: 'fee_adjusted_profitability',
    unit: '¤/TH/d',
    formula: 'hashprice_usd_ph_day ÷ 1000 × (1 − pool fee): what one TH/s keeps of a day.',
    source: 'Definition.',
    inputs: [HASHPRICE, FEE],
    range: [0, 1e6],
    evaluator: perRow((perPhDay: number, fee: number) => (perPhDay / TH_PER_PH) * (1 - fee)),
  },
  {
    ...MINER,
    name: 'earnings_usd_24h',
    unit: '¤',
    formula:
      'effective_hashrate_th_s (of 24 hours) × fee_adjusted_profitability, with what coins mined along add: what the shares of a day are worth at the price of the moment.',
    source: 'Economics section 1; expected worth, whatever a pool’s luck.',
    inputs: [
      EFFECTIVE,
      { from: 'feature', name: 'fee_adjusted_profitability' },
      { from: 'linked', entity: 'coin', name: 'merge_mining_bonus_percent' },
    ],
    range: [0, 1e9],
    evaluator: perRow(
      (rateThS: number, perThDay: number, bonus: number) =>
        // A coin that nobody mines along has no bonus; that none is known is no reason to call its own worth unknown.
        rateThS * perThDay * (1 + (Number.isNaN(bonus) ? 0 : bonus) / 100),
    ),
  },
  {
    ...MINER,
    name: 'earnings_per_th_usd',
    unit: '¤',
    formula: 'earnings_usd_24h ÷ effective_hashrate_th_s: of one TH/s in 24 hours.',
    source: 'Definition.',
    inputs: [{ from: 'feature', name: 'earnings_usd_24h' }, EFFECTIVE],
    range: [0, 1e6],
    evaluator: perRow((earned: number, rateThS: number) => (rateThS > 0 ? earned / rateThS : Number.NaN)),
  },
];
