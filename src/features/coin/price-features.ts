import type { FeatureDefinition } from '../definition.ts';
import { lag, relativeChange } from '../operators/lag.ts';
import { movingCorrelation } from '../operators/moving-correlation.ts';
import { movingMax, movingMin } from '../operators/moving-extremes.ts';
import { movingStd } from '../operators/moving-moments.ts';
import { composed, input, perRow } from '../operators/row-wise.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const HOURS_OF_YEAR = 24 * 365;

const PRICE = { from: 'outside', series: 'price' } as const;
const COIN = {
  group: 'market',
  entity: 'coin',
  step: 'hour',
  outlier: 'flag',
  missing: { rule: 'absent' },
  version: 1,
} as const;

const percentMore = perRow((share: number) => 100 * share);

/** Logarithm of the price over that of the row before: returns that add up over time. */
const logReturn = (index = 0, spanMs = HOUR_MS) =>
  composed(
    perRow((now: number, before: number) => (now > 0 && before > 0 ? Math.log(now / before) : Number.NaN)),
    input(index),
    composed(lag(spanMs), input(index)),
  );

const window = (days: number) => ({ windowMs: days * DAY_MS, atLeast: 0.8 });

/** Standard deviation of hourly log returns over so many days, in per cent of a year. */
const volatility = (days: number) =>
  composed(
    perRow((hourly: number) => 100 * hourly * Math.sqrt(HOURS_OF_YEAR)),
    composed(movingStd(window(days)), logReturn()),
  );

/** What a coin trades for, how it has moved, and how much it moves. */
export const PRICE_FEATURES: readonly FeatureDefinition[] = [
  {
    ...COIN,
    name: 'price_usd',
    unit: '¤',
    formula: 'What one coin trades for, in the owner’s currency (the name is the feature table’s).',
    source: 'The market provider that the owner has switched on.',
    inputs: [PRICE],
    windowMs: 0,
    range: [0, 1e9],
    evaluator: input(0),
  },
  {
    ...COIN,
    name: 'price_change_24h_percent',
    unit: '%',
    formula: '100 × (price now ÷ price 24 hours ago − 1).',
    source: 'Definition.',
    inputs: [PRICE],
    windowMs: DAY_MS,
    range: [-100, 1_000],
    evaluator: composed(percentMore, relativeChange(DAY_MS)),
  },
  {
    ...COIN,
    name: 'price_change_7d_percent',
    unit: '%',
    formula: '100 × (price now ÷ price 7 days ago − 1).',
    source: 'Definition.',
    inputs: [PRICE],
    windowMs: 7 * DAY_MS,
    range: [-100, 5_000],
    evaluator: composed(percentMore, relativeChange(7 * DAY_MS)),
  },
  {
    ...COIN,
    name: 'price_momentum_30d_percent',
    unit: '%',
    formula: '100 × (price now ÷ price 30 days ago − 1).',
    source: 'Momentum as in Jegadeesh & Titman 1993, over one month.',
    inputs: [PRICE],
    windowMs: 30 * DAY_MS,
    range: [-100, 20_000],
    evaluator: composed(percentMore, relativeChange(30 * DAY_MS)),
  },
  {
    ...COIN,
    name: 'volatility_30d',
    unit: '%/a',
    formula: 'Standard deviation of the hourly log returns of 30 days × √8760, in per cent a year.',
    source: 'Realised volatility: Andersen, Bollerslev, Diebold & Labys 2003, with the mean taken off.',
    inputs: [PRICE],
    windowMs: 30 * DAY_MS + HOUR_MS,
    range: [0, 2_000],
    evaluator: volatility(30),
  },
  {
    ...COIN,
    name: 'volatility_7d',
    unit: '%/a',
    formula: 'Standard deviation of the hourly log returns of 7 days × √8760, in per cent a year.',
    source: 'As volatility_30d.',
    inputs: [PRICE],
    windowMs: 7 * DAY_MS + HOUR_MS,
    range: [0, 2_000],
    evaluator: volatility(7),
  },
  {
    ...COIN,
    name: 'volatility_regime',
    unit: '',
    formula: 'Volatility of 7 days ÷ volatility of 30 days: above 1 the market is more restless than it was.',
    source: 'Definition.',
    inputs: [
      { from: 'feature', name: 'volatility_7d' },
      { from: 'feature', name: 'volatility_30d' },
    ],
    windowMs: 0,
    range: [0, 5],
    evaluator: perRow((week: number, month: number) => (month > 0 ? week / month : Number.NaN)),
  },
  {
    ...COIN,
    name: 'price_correlation_btc',
    unit: '',
    formula: 'Correlation of the hourly log returns of the coin with those of bitcoin over 30 days.',
    source: 'Pearson 1895.',
    inputs: [PRICE, { from: 'outside', series: 'btcPrice' }],
    windowMs: 30 * DAY_MS + HOUR_MS,
    range: [-1, 1],
    evaluator: composed(movingCorrelation(window(30)), logReturn(0), logReturn(1)),
  },
  {
    ...COIN,
    name: 'price_support_resistance_proximity',
    unit: '',
    formula:
      'Distance of the price to the nearer of the lowest and the highest price of 30 days, as a share of the distance between them: 0 at either, 0.5 half-way.',
    source: 'Definition; the range of a month stands for support and resistance (Donchian 1960).',
    inputs: [PRICE],
    windowMs: 30 * DAY_MS,
    range: [0, 0.5],
    evaluator: composed(
      perRow((price: number, low: number, high: number) =>
        high > low ? Math.min(price - low, high - price) / (high - low) : Number.NaN,
      ),
      input(0),
      movingMin(window(30)),
      movingMax(window(30)),
    ),
  },
];
