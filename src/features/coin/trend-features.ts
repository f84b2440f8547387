import type { FeatureDefinition } from '../definition.ts';
import { exponentialMean, exponentialWindowMs } from '../operators/exponential-mean.ts';
import { difference, lag } from '../operators/lag.ts';
import { movingMax, movingMin } from '../operators/moving-extremes.ts';
import { movingMean } from '../operators/moving-sum.ts';
import { composed, input, perRow } from '../operators/row-wise.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

const PRICE = { from: 'outside', series: 'price' } as const;
const DAILY = {
  group: 'market',
  entity: 'coin',
  step: 'day',
  outlier: 'flag',
  missing: { rule: 'absent' },
  version: 1,
} as const;

const window = (days: number, atLeast = 0.8) => ({ windowMs: days * DAY_MS, atLeast });

/** Half-life of what traders call an EMA of n days: it weighs the present day 2 ÷ (n + 1). */
const halfLifeMs = (days: number) => (DAY_MS * Math.LN2) / Math.log((days + 1) / (days - 1));
const emaWindowMs = (days: number) => exponentialWindowMs(halfLifeMs(days), DAY_MS);
const ema = (days: number) => exponentialMean(halfLifeMs(days));
const minus = perRow((a: number, b: number) => a - b);

const average = (days: number): FeatureDefinition => ({
  ...DAILY,
  name: `price_ma_${days}d`,
  unit: '¤',
  formula: `Mean of the prices at the ends of the last ${days} days (UTC).`,
  source: 'Definition.',
  inputs: [PRICE],
  windowMs: days * DAY_MS,
  range: [0, 1e9],
  evaluator: movingMean(window(days)),
});

const exponential = (days: number): FeatureDefinition => ({
  ...DAILY,
  name: `price_ema_${days}d`,
  unit: '¤',
  formula: `Exponentially weighted mean of the prices at the ends of days; the last day weighs 2 ÷ ${days + 1}.`,
  source: 'Definition.',
  inputs: [PRICE],
  windowMs: emaWindowMs(days),
  range: [0, 1e9],
  evaluator: ema(days),
});

/** What chart readers look at, day by day. None of it is a forecast: whether it helps one is for its gate to say. */
export const TREND_FEATURES: readonly FeatureDefinition[] = [
  average(7),
  average(30),
  average(200),
  exponential(12),
  exponential(26),
  {
    ...DAILY,
    name: 'price_macd',
    unit: '¤',
    formula: 'price_ema_12d − price_ema_26d.',
    source: 'Appel 1979.',
    inputs: [
      { from: 'feature', name: 'price_ema_12d' },
      { from: 'feature', name: 'price_ema_26d' },
    ],
    windowMs: 0,
    range: [-1e9, 1e9],
    evaluator: minus,
  },
  {
    ...DAILY,
    name: 'price_macd_signal',
    unit: '¤',
    formula: 'Exponentially weighted mean of price_macd; the last day weighs 2 ÷ 10.',
    source: 'Appel 1979.',
    inputs: [{ from: 'feature', name: 'price_macd' }],
    windowMs: emaWindowMs(9),
    range: [-1e9, 1e9],
    evaluator: ema(9),
  },
  {
    ...DAILY,
    name: 'price_rsi_14d',
    unit: '',
    formula: '100 × mean rise ÷ (mean rise + mean fall) of the daily prices of 14 days, plain means.',
    source:
      'Wilder 1978 with plain means in place of his running ones (Cutler): it then has a finite memory.',
    inputs: [PRICE],
    windowMs: 15 * DAY_MS,
    range: [0, 100],
    evaluator: composed(
      perRow((rise: number, fall: number) => (rise + fall > 0 ? (100 * rise) / (rise + fall) : Number.NaN)),
      composed(
        movingMean(window(14)),
        composed(
          perRow((step: number) => Math.max(step, 0)),
          difference(DAY_MS),
        ),
      ),
      composed(
        movingMean(window(14)),
        composed(
          perRow((step: number) => Math.max(-step, 0)),
          difference(DAY_MS),
        ),
      ),
    ),
  },
  {
    ...DAILY,
    name: 'price_high_24h',
    unit: '¤',
    step: 'hour',
    formula: 'Highest of the hourly prices of 24 hours.',
    source: 'Definition.',
    inputs: [PRICE],
    windowMs: DAY_MS,
    range: [0, 1e9],
    evaluator: movingMax(window(1, 0.5)),
  },
  {
    ...DAILY,
    name: 'price_low_24h',
    unit: '¤',
    step: 'hour',
    formula: 'Lowest of the hourly prices of 24 hours.',
    source: 'Definition.',
    inputs: [PRICE],
    windowMs: DAY_MS,
    range: [0, 1e9],
    evaluator: movingMin(window(1, 0.5)),
  },
  {
    ...DAILY,
    name: 'price_atr_14d',
    unit: '¤',
    formula:
      'Mean over 14 days of the true range: highest less lowest price of the day, or its greater distance from the day before’s last price.',
    source: 'Wilder 1978, with a plain mean; high and low are those of hourly prices.',
    inputs: [{ from: 'feature', name: 'price_high_24h' }, { from: 'feature', name: 'price_low_24h' }, PRICE],
    windowMs: 15 * DAY_MS,
    range: [0, 1e9],
    evaluator: composed(
      movingMean(window(14)),
      composed(
        perRow((high: number, low: number, before: number) =>
          Number.isNaN(before) ? high - low : Math.max(high, before) - Math.min(low, before),
        ),
        input(0),
        input(1),
        composed(lag(DAY_MS), input(2)),
      ),
    ),
  },
  {
    ...DAILY,
    name: 'market_cycle_position',
    unit: '',
    formula:
      '(price − lowest) ÷ (highest − lowest) of the daily prices of 365 days: 0 at the low, 1 at the high.',
    source: 'Definition.',
    inputs: [PRICE],
    windowMs: 365 * DAY_MS,
    range: [0, 1],
    evaluator: composed(
      perRow((price: number, low: number, high: number) =>
        high > low ? (price - low) / (high - low) : Number.NaN,
      ),
      input(0),
      movingMin(window(365, 0.2)),
      movingMax(window(365, 0.2)),
    ),
  },
];
