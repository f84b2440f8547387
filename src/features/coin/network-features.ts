import type { FeatureDefinition, FeatureInput } from '../definition.ts';
import { lag, relativeChange } from '../operators/lag.ts';
import { movingStd } from '../operators/moving-moments.ts';
import { movingRelativeSlope } from '../operators/moving-slope.ts';
import { movingMean } from '../operators/moving-sum.ts';
import type { Operator } from '../operators/operator.ts';
import { composed, input, perRow } from '../operators/row-wise.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const DAY_S = 86_400;
const HS_PER_PHS = 1e15;

const outside = (series: string): FeatureInput => ({ from: 'outside', series });
const COIN = {
  entity: 'coin',
  step: 'hour',
  windowMs: 0,
  outlier: 'flag',
  missing: { rule: 'absent' },
  version: 1,
} as const;

const told = (
  name: string,
  series: string,
  unit: string,
  formula: string,
  range: readonly [number, number],
): FeatureDefinition => ({
  ...COIN,
  group: 'market',
  name,
  unit,
  formula,
  source: 'The provider that the owner has switched on.',
  inputs: [outside(series)],
  range,
  evaluator: input(0),
});

const percentMore = (spanMs: number): Operator =>
  composed(
    perRow((share: number) => 100 * share),
    relativeChange(spanMs),
  );

/** How hard a coin is to find, and what finding it is worth. */
export const NETWORK_FEATURES: readonly FeatureDefinition[] = [
  told('market_cap_usd', 'marketCap', '¤', 'All coins that exist × price.', [0, 1e16]),
  told('volume_24h_usd', 'volume24h', '¤', 'What was traded in 24 hours.', [0, 1e15]),
  told('network_hashrate', 'networkHashrateHs', 'H/s', 'Rate of all miners of the coin together.', [0, 1e25]),
  told('network_difficulty', 'difficulty', '', 'How hard a block is to find, as its nodes count.', [0, 1e30]),
  told('sentiment_index', 'sentiment', '', 'Fear and greed of the market: 0 fear, 100 greed.', [0, 100]),
  told(
    'market_dominance_percent',
    'dominancePercent',
    '%',
    'Share of the worth of all coins together.',
    [0, 100],
  ),
  told(
    'coin_profitability_rank',
    'profitabilityRank',
    '',
    'Place of the coin, 1 the best, among those of its algorithm by what work earns before fees.',
    [1, 10_000],
  ),
  {
    ...COIN,
    group: 'market',
    name: 'block_reward_usd',
    unit: '¤',
    formula: '(new coins of a block + its mean fees) × price.',
    source: 'Definition.',
    inputs: [outside('subsidy'), outside('feesPerBlock'), outside('price')],
    range: [0, 1e9],
    evaluator: perRow((subsidy: number, fees: number, price: number) => (subsidy + fees) * price),
  },
  {
    ...COIN,
    group: 'market',
    name: 'transaction_fees_percent',
    unit: '%',
    formula: '100 × mean fees of a block ÷ (new coins + mean fees).',
    source: 'Definition.',
    inputs: [outside('feesPerBlock'), outside('subsidy')],
    range: [0, 100],
    evaluator: perRow((fees: number, subsidy: number) =>
      fees + subsidy > 0 ? (100 * fees) / (fees + subsidy) : Number.NaN,
    ),
  },
  {
    ...COIN,
    group: 'market',
    name: 'halving_countdown_days',
    unit: 'd',
    formula: 'Days until the next change of the new coins of a block, as the chain’s height and pace say.',
    source: 'Subsidy rule of the coin (models/coins.json).',
    inputs: [outside('nextSubsidyAtMs')],
    range: [0, 3_000],
    evaluator: daysUntil(),
  },
  {
    ...COIN,
    group: 'pool',
    name: 'hashprice_usd_ph_day',
    unit: '¤/PH/d',
    formula:
      '10¹⁵ × 86400 × (new coins + mean fees) ÷ (difficulty × hashes of one unit of it) × price: what one PH/s earns in a day before fees.',
    source: 'Luxor’s definition of hashprice; economics section 1.',
    inputs: [
      outside('subsidy'),
      outside('feesPerBlock'),
      outside('difficulty'),
      { from: 'fact', name: 'hashesPerDifficulty' },
      outside('price'),
    ],
    range: [0, 1e12],
    evaluator: perRow((subsidy: number, fees: number, difficulty: number, hashes: number, price: number) =>
      difficulty > 0 && hashes > 0
        ? ((HS_PER_PHS * DAY_S * (subsidy + fees)) / (difficulty * hashes)) * price
        : Number.NaN,
    ),
  },
  {
    ...COIN,
    group: 'pool',
    name: 'merge_mining_bonus_percent',
    unit: '%',
    formula: '100 × what coins mined along earn ÷ what the coin itself earns, for the same work.',
    source: 'Definition.',
    inputs: [outside('mergedPerHsDay'), outside('ownPerHsDay')],
    range: [0, 1_000],
    evaluator: perRow((merged: number, own: number) => (own > 0 ? (100 * merged) / own : Number.NaN)),
  },
  {
    ...COIN,
    group: 'pool',
    name: 'difficulty_trend_7d',
    unit: '%',
    formula: '100 × (difficulty now ÷ difficulty 7 days ago − 1).',
    source: 'Definition.',
    inputs: [outside('difficulty')],
    windowMs: 7 * DAY_MS,
    range: [-90, 300],
    evaluator: percentMore(7 * DAY_MS),
  },
  {
    ...COIN,
    group: 'market',
    name: 'mining_profitability_trend',
    unit: '%/d',
    formula: 'Least-squares slope of hashprice over 30 days as a share of its mean, per cent a day.',
    source: 'Definition.',
    inputs: [{ from: 'feature', name: 'hashprice_usd_ph_day' }],
    windowMs: 30 * DAY_MS,
    range: [-50, 50],
    evaluator: composed(
      perRow((share: number) => 100 * share),
      movingRelativeSlope({ windowMs: 30 * DAY_MS, atLeast: 0.5 }, DAY_MS),
    ),
  },
  {
    ...COIN,
    group: 'pool',
    name: 'profitability_volatility',
    unit: '%',
    formula: 'Standard deviation, over 30 days, of what hashprice changed by in 24 hours, in per cent.',
    source: 'Definition.',
    inputs: [{ from: 'feature', name: 'hashprice_usd_ph_day' }],
    windowMs: 31 * DAY_MS,
    range: [0, 500],
    evaluator: composed(movingStd({ windowMs: 30 * DAY_MS, atLeast: 0.5 }), percentMore(DAY_MS)),
  },
  {
    ...COIN,
    group: 'market',
    name: 'onchain_activity_ratio',
    unit: '',
    formula: 'Fees of the day ÷ their mean over 30 days: above 1 the chain is busier than usual.',
    source: 'Definition.',
    inputs: [outside('feesPerDay')],
    windowMs: 30 * DAY_MS,
    range: [0, 50],
    evaluator: composed(
      perRow((now: number, mean: number) => (mean > 0 ? now / mean : Number.NaN)),
      input(0),
      movingMean({ windowMs: 30 * DAY_MS, atLeast: 0.5 }),
    ),
  },
  {
    ...COIN,
    group: 'pool',
    name: 'optimal_coin_switching_frequency',
    unit: '1/d',
    formula:
      'How often in 30 days the coin became, or ceased to be, the one that earns most of its algorithm, a day; a switch more often earns nothing.',
    source: 'Definition.',
    inputs: [{ from: 'feature', name: 'coin_profitability_rank' }],
    windowMs: 30 * DAY_MS + HOUR_MS,
    range: [0, 24],
    evaluator: composed(
      perRow((changed: number) => 24 * changed),
      composed(
        movingMean({ windowMs: 30 * DAY_MS, atLeast: 0.5 }),
        composed(
          perRow((now: number, before: number) =>
            Number.isNaN(now + before) ? Number.NaN : Number((now === 1) !== (before === 1)),
          ),
          input(0),
          lag(HOUR_MS),
        ),
      ),
    ),
  },
];

/** Days from the end of a row until a moment; missing once it has passed. */
function daysUntil(): Operator {
  return ({ stepMs }) =>
    (inputs, out, rows, startMs) => {
      for (let i = 0; i < rows; i++) {
        const left = (inputs[0]?.[i] ?? Number.NaN) - (startMs + (i + 1) * stepMs);
        out[i] = left >= 0 ? left / DAY_MS : Number.NaN;
      }
    };
}
