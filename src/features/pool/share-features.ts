import type { FeatureDefinition } from '../definition.ts';
import { dividedBy, linear, product, ratio, shareOfBoth } from '../operators/arithmetic.ts';
import { movingStd } from '../operators/moving-moments.ts';
import { movingMean, movingSum } from '../operators/moving-sum.ts';
import { columnOf, type Operator } from '../operators/operator.ts';
import { composed, input } from '../operators/row-wise.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const MINUTE_S = 60;

const ACCEPTED = { from: 'series', series: 'sharesAccepted', stat: 'increment' } as const;
const REJECTED = { from: 'series', series: 'sharesRejected', stat: 'increment' } as const;
const STALE = { from: 'series', series: 'sharesStale', stat: 'increment' } as const;

const MINER = {
  group: 'pool',
  entity: 'miner',
  step: 'minute',
  outlier: 'flag',
  missing: { rule: 'absent' },
  version: 1,
} as const;

const day = { windowMs: DAY_MS, atLeast: 0.5 };
const week = { windowMs: 7 * DAY_MS, atLeast: 0.2 };
const sumOf = (index: number, window: typeof day): Operator => composed(movingSum(window), input(index));

/** Of shares accepted, rejected and stale. */
const lateChance: Operator = () => (inputs, out, rows) => {
  const [accepted, rejected, stale] = [columnOf(inputs, 0), columnOf(inputs, 1), columnOf(inputs, 2)];
  for (let i = 0; i < rows; i++) {
    const taken = accepted[i] ?? Number.NaN;
    const refused = rejected[i] ?? Number.NaN;
    const told = stale[i] ?? Number.NaN;
    const late = Math.min(told, taken + refused + told);
    // Some firmwares count stale ones among the rejected: the larger of both sums is what was sent at least.
    const sent = taken + Math.max(refused, late);
    out[i] = sent > 0 ? (late + 0.5) / (sent + 1) : Number.NaN;
  }
};

/** What pools took of a miner's work, counted from its shares. */
export const SHARE_FEATURES: readonly FeatureDefinition[] = [
  {
    ...MINER,
    name: 'effective_hashrate_th_s',
    unit: 'TH/s',
    formula:
      'Accepted shares × difficulty that the pool asked × hashes of one unit of it ÷ seconds, over the watched minutes of 24 hours.',
    source: 'Definition of share difficulty; relative standard error 1/√shares.',
    inputs: [
      ACCEPTED,
      { from: 'series', series: 'poolDifficulty', stat: 'mean' },
      { from: 'fact', name: 'hashesPerShareDifficulty' },
    ],
    windowMs: DAY_MS,
    range: [0, 1e6],
    evaluator: composed(
      movingMean(day),
      composed(dividedBy(MINUTE_S * 1e12), composed(product(), product(), input(2))),
    ),
  },
  {
    ...MINER,
    name: 'reported_vs_effective_ratio',
    unit: '',
    formula: 'Mean of the rate that the miner tells ÷ effective_hashrate_th_s, both over 24 hours.',
    source: 'Definition; above 1 the miner tells more than its shares show.',
    inputs: [
      { from: 'series', series: 'hashrateHs', stat: 'mean' },
      { from: 'feature', name: 'effective_hashrate_th_s' },
    ],
    windowMs: DAY_MS,
    range: [0, 20],
    evaluator: composed(ratio(), composed(dividedBy(1e12), composed(movingMean(day), input(0))), input(1)),
  },
  {
    ...MINER,
    name: 'share_acceptance_rate',
    unit: '%',
    formula: '100 × accepted ÷ (accepted + rejected) shares of 24 hours.',
    source: 'Definition.',
    inputs: [ACCEPTED, REJECTED],
    windowMs: DAY_MS,
    range: [0, 100],
    evaluator: composed(linear(100), composed(shareOfBoth(), sumOf(0, day), sumOf(1, day))),
  },
  {
    ...MINER,
    name: 'stale_probability',
    unit: '',
    formula: '(stale shares + ½) ÷ (all shares + 1), of 7 days: the chance that the next one comes too late.',
    source: 'Jeffreys’ prior for a proportion (Brown, Cai & DasGupta 2001).',
    inputs: [ACCEPTED, REJECTED, STALE],
    windowMs: 7 * DAY_MS,
    range: [0, 1],
    evaluator: composed(lateChance, sumOf(0, week), sumOf(1, week), sumOf(2, week)),
  },
  {
    ...MINER,
    name: 'pool_latency_ms',
    unit: 'ms',
    formula: 'Mean time that the pool takes to answer, over an hour.',
    source: 'Definition.',
    inputs: [{ from: 'series', series: 'poolLatencyMs', stat: 'mean' }],
    windowMs: HOUR_MS,
    range: [0, 60_000],
    evaluator: movingMean({ windowMs: HOUR_MS, atLeast: 0.1 }),
  },
  {
    ...MINER,
    name: 'pool_latency_jitter_ms',
    unit: 'ms',
    formula: 'Standard deviation of the minutes’ answer times of the pool, over an hour.',
    source: 'Definition.',
    inputs: [{ from: 'series', series: 'poolLatencyMs', stat: 'mean' }],
    windowMs: HOUR_MS,
    range: [0, 60_000],
    evaluator: movingStd({ windowMs: HOUR_MS, atLeast: 0.1 }),
  },
  {
    ...MINER,
    name: 'pool_efficiency_score',
    unit: '',
    formula: 'share_acceptance_rate ÷ 100 × (1 − pool fee): what part of the work is paid for, 0 to 1.',
    source: 'Definition.',
    inputs: [
      { from: 'feature', name: 'share_acceptance_rate' },
      { from: 'fact', name: 'poolFeeShare' },
    ],
    windowMs: 0,
    range: [0, 1],
    evaluator: composed(product(), dividedBy(100), linear(-1, 1, 1)),
  },
];
