import type { PastForecast } from '../../domain/forecast.ts';
import type { TargetData } from '../../insight/forecast/target-data.ts';
import { valueAt } from './kept-forecasts.ts';
import { ruleForecast, ruleRowsNeeded } from './rule-forecast.ts';

/** What the simple rule would have said, made again from what was known then, newest first; one horizon after the other. */
export function replayedForecasts(data: TargetData, most: number): readonly PastForecast[] {
  const { target, values, startMs, stepMs } = data;
  const found: PastForecast[] = [];
  const least = ruleRowsNeeded(target);
  for (let rows = values.length - target.horizon; rows >= least; rows -= target.horizon) {
    if (found.length >= most) break;
    const madeAtMs = startMs + rows * stepMs;
    const known = {
      ...data,
      values: values.subarray(0, rows),
      // What was published by then is not kept by when it was: it counts as not known.
      exact: new Float64Array(target.horizon).fill(Number.NaN),
    };
    const { steps } = ruleForecast(known, target.horizon, madeAtMs);
    found.push({ kind: 'replayed', madeAtMs, steps, came: steps.map(({ atMs }) => valueAt(data, atMs)) });
  }
  return found;
}
