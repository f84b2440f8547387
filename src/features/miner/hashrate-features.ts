import type { FeatureDefinition } from '../definition.ts';
import { dividedBy, linear } from '../operators/arithmetic.ts';
import { movingVariance, movingVariation } from '../operators/moving-moments.ts';
import type { Operator } from '../operators/operator.ts';
import { composed } from '../operators/row-wise.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../span.ts';
import { buckets, telemetry } from './telemetry-input.ts';

/** More than any machine that is sold: the quickest racks of 2026 reach 1,200 TH/s. */
const MOST_TH_S = 5_000;

const OF_MINER = {
  group: 'miner',
  entity: 'miner',
  step: 'minute',
  outlier: 'drop',
  missing: { rule: 'absent' },
  version: 1,
} as const;

const VARIANCE = {
  ...OF_MINER,
  unit: '(TH/s)²',
  source: 'Sample variance; buckets joined as in Chan, Golub & LeVeque 1983.',
  inputs: buckets('hashrateHs'),
  range: [0, MOST_TH_S ** 2],
  outlier: 'flag',
} as const;

const inTera = dividedBy(1e12);

/** H²/s² into (TH/s)². */
const varianceInTera = (windowMs: number, atLeast: number) =>
  composed(dividedBy(1e24), movingVariance({ windowMs, atLeast }));

const board = (place: 1 | 2 | 3 | 4): FeatureDefinition => ({
  ...OF_MINER,
  name: `board${place}_th_s`,
  unit: 'TH/s',
  formula: `Mean hashrate that the device tells of its hashboard ${place} over the minute; missing for devices with fewer.`,
  source: 'Device.',
  inputs: [telemetry(`board${place}Hs`)],
  windowMs: 0,
  range: [0, MOST_TH_S],
  evaluator: inTera,
});

const BOARDS = [telemetry('board1Hs'), telemetry('board2Hs'), telemetry('board3Hs'), telemetry('board4Hs')];

/** Mean of the boards that are there; missing of fewer than two, or of boards that all stand still. */
function meanOfBoards(boards: readonly Float64Array[], row: number): number {
  let sum = 0;
  let there = 0;
  for (const board of boards) {
    const rate = board[row] ?? Number.NaN;
    if (!(rate >= 0)) continue;
    sum += rate;
    there++;
  }
  return there >= 2 && sum > 0 ? sum / there : Number.NaN;
}

/** Mean of (r/r̄ − 1)². */
const relativeVariance: Operator = () => (boards, out, rows) => {
  for (let i = 0; i < rows; i++) {
    const mean = meanOfBoards(boards, i);
    let squares = 0;
    let there = 0;
    for (const board of boards) {
      const rate = board[i] ?? Number.NaN;
      if (!(rate >= 0)) continue;
      squares += (rate / mean - 1) ** 2;
      there++;
    }
    out[i] = squares / there;
  }
};

const weakestRatio: Operator = () => (boards, out, rows) => {
  for (let i = 0; i < rows; i++) {
    let weakest = Number.POSITIVE_INFINITY;
    for (const board of boards) {
      const rate = board[i] ?? Number.NaN;
      if (rate >= 0 && rate < weakest) weakest = rate;
    }
    out[i] = weakest / meanOfBoards(boards, i);
  }
};

/** How fast a miner hashes, board by board, and how steadily. */
export const HASHRATE_FEATURES: readonly FeatureDefinition[] = [
  {
    ...OF_MINER,
    name: 'hashrate_th_s',
    unit: 'TH/s',
    formula: 'Mean over the minute of the hashrate that the device tells, its shortest averaging window.',
    source: 'Device.',
    inputs: [telemetry('hashrateHs')],
    windowMs: 0,
    range: [0, MOST_TH_S],
    evaluator: inTera,
  },
  board(1),
  board(2),
  board(3),
  board(4),
  {
    ...OF_MINER,
    name: 'hashboard_variance',
    unit: '',
    formula:
      'Mean of (hashrate of a board ÷ mean hashrate of the boards − 1)² over the boards: 0 where all do the same, 0.5 where one of three stands still. Missing of fewer than two boards.',
    source: 'Population variance of the boards, relative so that it compares between models.',
    inputs: BOARDS,
    windowMs: 0,
    range: [0, 3],
    outlier: 'flag',
    evaluator: relativeVariance,
  },
  {
    ...OF_MINER,
    name: 'weakest_board_ratio',
    unit: '',
    formula:
      'Hashrate of the slowest board ÷ mean hashrate of the boards: 1 where all do the same, 0 where one stands still. Missing of fewer than two boards.',
    source: 'Definition.',
    inputs: BOARDS,
    windowMs: 0,
    range: [0, 1],
    outlier: 'flag',
    evaluator: weakestRatio,
  },
  {
    ...OF_MINER,
    name: 'hashrate_stability',
    unit: '',
    formula:
      '1 − standard deviation ÷ mean of the minute means of the hashrate over the last hour; at least 30 of the minutes must be there. 1 is perfectly steady; what spreads more than its mean counts as 0.',
    source: 'Coefficient of variation (Pearson 1896).',
    inputs: [telemetry('hashrateHs')],
    windowMs: HOUR_MS,
    range: [0, 1],
    outlier: 'winsorise',
    evaluator: composed(linear(-1, 1), movingVariation({ windowMs: HOUR_MS, atLeast: 0.5 })),
  },
  {
    ...VARIANCE,
    name: 'hashrate_variance_1min',
    formula: 'Variance of the polls of the hashrate within the minute; missing with fewer than two polls.',
    windowMs: 0,
    evaluator: varianceInTera(MINUTE_MS, 1),
  },
  {
    ...VARIANCE,
    name: 'hashrate_variance_10min',
    formula: 'Variance of all polls of the hashrate in the last 10 minutes, 5 of which must be there.',
    windowMs: 10 * MINUTE_MS,
    evaluator: varianceInTera(10 * MINUTE_MS, 0.5),
  },
  {
    ...VARIANCE,
    name: 'hashrate_variance_1h',
    formula: 'Variance of all polls of the hashrate in the last hour, half of whose minutes must be there.',
    windowMs: HOUR_MS,
    evaluator: varianceInTera(HOUR_MS, 0.5),
  },
  {
    ...VARIANCE,
    name: 'hashrate_variance_24h',
    formula: 'Variance of all polls of the hashrate in the last 24 hours, half of which must be there.',
    step: 'hour',
    windowMs: DAY_MS,
    evaluator: varianceInTera(DAY_MS, 0.5),
  },
  {
    ...OF_MINER,
    name: 'hashrate_variation_24h',
    unit: '',
    formula:
      'Standard deviation ÷ mean of all polls of the hashrate in the last 24 hours, half of which must be there.',
    source: 'Coefficient of variation (Pearson 1896).',
    inputs: buckets('hashrateHs'),
    step: 'hour',
    windowMs: DAY_MS,
    range: [0, 5],
    outlier: 'flag',
    evaluator: movingVariation({ windowMs: DAY_MS, atLeast: 0.5 }),
  },
];
