import { autoregressiveForecast, fitAutoregression } from '../../../src/numerics/forecast/autoregression.ts';
import {
  DIRECT_LINEAR_DEFAULTS,
  directForecast,
  fitDirectLinear,
} from '../../../src/numerics/forecast/direct-linear.ts';

const REFIT_DAYS = 91;
const LEARNT_DAYS = 730;
const FEWEST_DAYS = 120;
const LOOK_BACK = 28;
const GREATEST_ORDER = 14;

/** Continues a series of daily logarithms from its past alone. */
type Learned = (past: Float64Array, horizon: number) => Float64Array;

/**
 * What models that are learnt from a coin's hashprice alone say at the end of every day: paths of logarithms, NaN where there is
 * too little to learn from. Each learns anew every quarter, from the two years before.
 */
export function learnedWalks(
  logs: Float64Array,
  horizon: number,
): ReadonlyMap<string, readonly Float64Array[]> {
  return new Map([
    ['autoregression of daily changes', walked(logs, horizon, learnChanges)],
    ['direct linear', walked(logs, horizon, learnDirectly)],
  ]);
}

function walked(
  logs: Float64Array,
  horizon: number,
  learn: (known: Float64Array, horizon: number) => Learned,
): readonly Float64Array[] {
  const nothing = new Float64Array(horizon).fill(Number.NaN);
  let model: Learned | undefined;
  return Array.from(logs, (_, at) => {
    const past = logs.subarray(0, at + 1);
    if (past.length % REFIT_DAYS === 0 && past.length >= FEWEST_DAYS)
      model = withEnough(() => learn(past.slice(-LEARNT_DAYS), horizon)) ?? model;
    return withEnough(() => model?.(past, horizon)) ?? nothing;
  });
}

function learnChanges(known: Float64Array): Learned {
  const fit = fitAutoregression(changesOf(known), GREATEST_ORDER);
  return (past, horizon) => {
    let level = past.at(-1) ?? Number.NaN;
    const changes = changesOf(past.subarray(-GREATEST_ORDER - 1));
    return autoregressiveForecast(fit, changes, horizon).map((change) => {
      level += change;
      return level;
    });
  };
}

function learnDirectly(known: Float64Array, horizon: number): Learned {
  const model = fitDirectLinear([known], {
    ...DIRECT_LINEAR_DEFAULTS,
    level: 'last',
    lookBack: LOOK_BACK,
    horizon,
  });
  return (past) => directForecast(model, past.subarray(-LOOK_BACK));
}

function changesOf(logs: Float64Array): Float64Array {
  return logs.slice(1).map((log, at) => log - (logs[at] ?? Number.NaN));
}

function withEnough<T>(make: () => T): T | undefined {
  try {
    return make();
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
