import { persistence, seasonalNaive } from '../../../src/numerics/forecast/baselines.ts';
import {
  DIRECT_LINEAR_DEFAULTS,
  directForecast,
  fitDirectLinear,
} from '../../../src/numerics/forecast/direct-linear.ts';
import { BacktestDataError } from '../bitcoin-days.ts';
import type { Judgement } from './judgement.ts';
import { cellsOf, filesLike } from './recorded-table.ts';

const MONTH = 30 * 24;
/** Months of training, validation and test: the usual protocol (Zhou and others, AAAI 2021). */
const [TRAIN, VALIDATE, TEST] = [12 * MONTH, 16 * MONTH, 20 * MONTH];
const HORIZON = 96;
const LOOK_BACKS = [96, 336] as const;
const LIMIT = 0.4;

/**
 * Four days ahead of the seven series of an electricity transformer, all windows of the test months, mean squared error after
 * standardising by the training months. How far back to look is chosen on the validation months.
 */
export function ettHours(folder: string): Judgement {
  const [file] = filesLike(folder, /ETTh1\.csv/i);
  if (!file) throw new BacktestDataError(`no ETTh1 in "${folder}"`);
  const series = standardised(file);
  const models = LOOK_BACKS.map((lookBack) => {
    const options = { ...DIRECT_LINEAR_DEFAULTS, level: 'last' as const, lookBack, horizon: HORIZON };
    const model = fitDirectLinear(
      series.map((values) => values.subarray(0, TRAIN)),
      options,
    );
    const say = (past: Float64Array) => directForecast(model, past.subarray(past.length - lookBack));
    return { lookBack, say, validation: meanSquare(series, TRAIN, VALIDATE, say) };
  });
  const best = models.reduce((one, other) => (other.validation < one.validation ? other : one));
  const linear = meanSquare(series, VALIDATE, TEST, best.say);
  return {
    figures: {
      'ETTh1, 96 hours: MSE of direct linear': linear,
      'ETTh1, 96 hours: hours it looks back': best.lookBack,
      'ETTh1, 96 hours: MSE of the last day again': meanSquare(series, VALIDATE, TEST, (past) =>
        seasonalNaive(past, HORIZON, 24),
      ),
      'ETTh1, 96 hours: MSE of the last value again': meanSquare(series, VALIDATE, TEST, (past) =>
        persistence(past, HORIZON),
      ),
      'ETTh1, 96 hours: MSE of DLinear (published)': 0.375,
    },
    failures: linear <= LIMIT ? [] : [`ETTh1: MSE above ${LIMIT}`],
  };
}

/** Over all windows of all series that begin to be forecast within [from, to − horizon]. */
function meanSquare(
  series: readonly Float64Array[],
  from: number,
  to: number,
  say: (past: Float64Array) => Float64Array,
): number {
  let sum = 0;
  let count = 0;
  for (const values of series)
    for (let at = from; at + HORIZON <= to; at++) {
      const said = say(values.subarray(0, at));
      for (let step = 0; step < HORIZON; step++)
        sum += ((said[step] as number) - (values[at + step] as number)) ** 2;
      count += HORIZON;
    }
  return sum / count;
}

function standardised(file: string): readonly Float64Array[] {
  const [head = [], ...rows] = cellsOf(file);
  return head.slice(1).map((_, column) => {
    const values = Float64Array.from(rows, (row) => Number(row[column + 1]));
    const known = values.subarray(0, TRAIN);
    const mean = known.reduce((sum, value) => sum + value, 0) / TRAIN;
    const spread = Math.sqrt(known.reduce((sum, value) => sum + (value - mean) ** 2, 0) / TRAIN);
    return values.map((value) => (value - mean) / spread);
  });
}
