import type { FeatureDefinition } from '../definition.ts';
import { exponentialMean, exponentialWindowMs } from '../operators/exponential-mean.ts';
import { difference, lag, relativeChange } from '../operators/lag.ts';
import { movingStd } from '../operators/moving-moments.ts';
import { movingMean } from '../operators/moving-sum.ts';
import { composed, perRow } from '../operators/row-wise.ts';
import { DAY_MS, HOUR_MS } from '../span.ts';
import { QUANTITIES, type Quantity } from './quantity.ts';

const OF_TIME = {
  group: 'time',
  step: 'hour',
  outlier: 'flag',
  missing: { rule: 'absent' },
  version: 1,
} as const;

function lagged(quantity: Quantity, hours: number): FeatureDefinition {
  const { name, words, entity, inputs, hourly, unit, ending, range } = quantity;
  return {
    ...OF_TIME,
    name: `${name}_lag_${hours}h${ending}`,
    entity,
    unit,
    formula: `Hourly ${words} ${hours === 1 ? 'an hour' : `${hours} hours`} before.`,
    source: 'Definition.',
    inputs,
    windowMs: hours * HOUR_MS,
    range,
    evaluator: composed(lag(hours * HOUR_MS), hourly),
  };
}

function meanOver(quantity: Quantity, hours: number): FeatureDefinition {
  const { name, words, entity, inputs, hourly, unit, ending, range } = quantity;
  return {
    ...OF_TIME,
    name: `${name}_mean_${hours}h${ending}`,
    entity,
    unit,
    formula: `Mean of the hourly ${words} over the last ${hours === 1 ? 'hour' : `${hours} hours, half of which must be there`}.`,
    source: 'Moving average.',
    inputs,
    windowMs: hours * HOUR_MS,
    range,
    evaluator: composed(movingMean({ windowMs: hours * HOUR_MS, atLeast: 0.5 }), hourly),
  };
}

function fadingMean(quantity: Quantity, hours: number): FeatureDefinition {
  const { name, words, entity, inputs, hourly, unit, ending, range } = quantity;
  return {
    ...OF_TIME,
    name: `${name}_ema_${hours}h${ending}`,
    entity,
    unit,
    formula: `Mean of the hourly ${words} in which an hour weighs half as much as one ${hours} hours later; missing hours weigh nothing, and less than a tenth of the full weight is no mean.`,
    source: 'Exponential moving average; pandas ewm(halflife, adjust=True, ignore_na=False).',
    inputs,
    windowMs: exponentialWindowMs(hours * HOUR_MS, HOUR_MS),
    range,
    evaluator: composed(exponentialMean(hours * HOUR_MS), hourly),
  };
}

const percent = perRow((share: number) => 100 * share);

/** By how much it changed over a span: per cent, or its own unit. */
const change = ({ changes }: Quantity, spanMs: number) =>
  changes === 'relative' ? composed(percent, relativeChange(spanMs)) : difference(spanMs);

function changed(quantity: Quantity, hours: number): FeatureDefinition {
  const { name, words, entity, inputs, hourly, changes } = quantity;
  const relative = changes === 'relative';
  const span = hours === 1 ? 'an hour' : `${hours} hours`;
  return {
    ...OF_TIME,
    name: `${name}_change_${hours}h_${relative ? 'percent' : 'k'}`,
    entity,
    unit: relative ? '%' : 'K',
    formula: relative
      ? `100 × (hourly ${words} ÷ that of ${span} before − 1); missing where that was 0.`
      : `Hourly ${words} less that of ${span} before.`,
    source: 'Definition.',
    inputs,
    windowMs: hours * HOUR_MS,
    range: relative ? [-100, 1e6] : [-190, 190],
    evaluator: composed(change(quantity, hours * HOUR_MS), hourly),
  };
}

function volatility(quantity: Quantity, hours: number): FeatureDefinition {
  const { name, words, entity, inputs, hourly, changes } = quantity;
  const relative = changes === 'relative';
  return {
    ...OF_TIME,
    name: `${name}_volatility_${hours}h_${relative ? 'percent' : 'k'}`,
    entity,
    unit: relative ? '%' : 'K',
    formula: `Standard deviation of the changes of the hourly ${words} from hour to hour, ${relative ? 'in per cent' : 'in kelvins'}, over the last ${hours} hours, half of which must be there.`,
    source: 'Rolling volatility: sample standard deviation of the changes.',
    inputs,
    windowMs: (hours + 1) * HOUR_MS,
    range: [0, relative ? 1e6 : 190],
    evaluator: composed(
      movingStd({ windowMs: hours * HOUR_MS, atLeast: 0.5 }),
      composed(change(quantity, HOUR_MS), hourly),
    ),
  };
}

const DAY_HOURS = DAY_MS / HOUR_MS;

/** What the main quantities were and how they moved: what a model of time series is fed with. */
export const HISTORY_FEATURES: readonly FeatureDefinition[] = QUANTITIES.flatMap((quantity) => [
  ...[1, 2, DAY_HOURS].map((hours) => lagged(quantity, hours)),
  ...[1, 6, DAY_HOURS].map((hours) => meanOver(quantity, hours)),
  ...[6, DAY_HOURS].map((hours) => fadingMean(quantity, hours)),
  ...quantity.changeHours.map((hours) => changed(quantity, hours)),
  volatility(quantity, DAY_HOURS),
]);
