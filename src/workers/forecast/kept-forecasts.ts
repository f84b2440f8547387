import type { Forecast, PastForecast } from '../../domain/forecast.ts';
import type { TargetData } from '../../insight/forecast/target-data.ts';
import type { KeptForecast } from '../../store/model-schema.ts';
import type { ForecastReport } from '../forecast-api.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** The forecast as it is kept: one an hour, under the hour's begin, so that two tabs keep the same one. */
export function keptForecast({ target, madeAtMs, steps, speakers }: Forecast): KeptForecast {
  return {
    targetId: target.id,
    madeAtMs: Math.floor(madeAtMs / HOUR_MS) * HOUR_MS,
    modelId: speakers[0]?.modelId,
    steps,
  };
}

/** Kept forecasts beside what came by now. */
export function withWhatCame(kept: readonly KeptForecast[], data: TargetData): readonly PastForecast[] {
  return kept.map(({ madeAtMs, steps }) => ({
    kind: 'kept',
    madeAtMs,
    steps,
    came: steps.map(({ atMs }) => valueAt(data, atMs)),
  }));
}

/** How often the intervals of kept forecasts held the truth; undefined before any has come true. What was exact does not count. */
export function coverageOf(past: readonly PastForecast[]): ForecastReport['kept'] {
  let [count, in80, in95] = [0, 0, 0];
  let [firstMs, lastMs] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const { steps, came } of past)
    for (const [i, step] of steps.entries()) {
      const truth = came[i] ?? Number.NaN;
      if (Number.isNaN(truth) || step.exact) continue;
      count += 1;
      in80 += Number(truth >= step.low80 && truth <= step.high80);
      in95 += Number(truth >= step.low95 && truth <= step.high95);
      firstMs = Math.min(firstMs, step.atMs);
      lastMs = Math.max(lastMs, step.atMs);
    }
  if (count === 0) return undefined;
  return { count, coverage80: in80 / count, coverage95: in95 / count, days: (lastMs - firstMs) / DAY_MS };
}

/** What is known of the row that ends at a moment; NaN where there is none (yet). */
export function valueAt({ values, startMs, stepMs }: TargetData, atMs: number): number {
  return values[Math.round((atMs - startMs) / stepMs) - 1] ?? Number.NaN;
}
