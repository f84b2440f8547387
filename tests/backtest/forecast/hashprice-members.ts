import { autoregressiveForecast, fitAutoregression } from '../../../src/numerics/forecast/autoregression.ts';
import {
  DIRECT_LINEAR_DEFAULTS,
  directForecast,
  fitDirectLinear,
} from '../../../src/numerics/forecast/direct-linear.ts';
import { ForecastError } from '../../../src/numerics/forecast/learned/forecast-error.ts';
import { fitted, type SeriesTable } from '../../../src/numerics/forecast/learned/forecaster.ts';
import { Random } from '../../../src/numerics/random.ts';
import { boostedTrees } from './boosted-trees.ts';

const REFIT_DAYS = 91;
const LEARNT_DAYS = 730;
const FEWEST_DAYS = 120;
const LOOK_BACK = 28;
const GREATEST_ORDER = 14;
const WEEK = 7;
/** More than the rows of lags look back: seven weeks. */
const TREES_LOOK_BACK = 64;
const SEED = 6;

/** Continues a series of daily logarithms from its past alone. */
type Learned = (past: Float64Array, horizon: number) => Float64Array;

/**
 * What models that are learnt from a coin's hashprice alone say at the end of every day: paths of logarithms, NaN where there is
 * too little to learn from. Each learns anew every quarter, from the two years before.
 *
 * @param full boosted trees, too, which takes a minute or so a coin
 */
export function learnedWalks(
  logs: Float64Array,
  horizon: number,
  full: boolean,
): ReadonlyMap<string, readonly Float64Array[]> {
  return new Map([
    ['autoregression of daily changes', walked(logs, horizon, learnChanges)],
    ['direct linear', walked(logs, horizon, learnDirectly)],
    ...(full ? [['boosted trees of daily changes', walked(logs, horizon, learnTrees)] as const] : []),
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

function learnTrees(known: Float64Array, horizon: number): Learned {
  const options = { horizon, random: new Random(SEED) };
  const model = fitted(boostedTrees(WEEK), [tableOf(changesOf(known))], options);
  return (past) => {
    let level = past.at(-1) ?? Number.NaN;
    return model.forecast(tableOf(changesOf(past.subarray(-TREES_LOOK_BACK)))).map((change) => {
      level += change;
      return level;
    });
  };
}

function tableOf(target: Float64Array): SeriesTable {
  return { target, past: [], ahead: [] };
}

function changesOf(logs: Float64Array): Float64Array {
  return logs.slice(1).map((log, at) => log - (logs[at] ?? Number.NaN));
}

function withEnough<T>(make: () => T): T | undefined {
  try {
    return make();
  } catch (error) {
    if (error instanceof RangeError || error instanceof ForecastError) return undefined;
    throw error;
  }
}
