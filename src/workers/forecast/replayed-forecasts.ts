import type { PastForecast } from '../../domain/forecast.ts';
import type { ReplayedForecast } from '../../insight/forecast/contest.ts';
import type { TargetData } from '../../insight/forecast/target-data.ts';
import { workingScale } from '../../insight/forecast/working-scale.ts';

/** Forecasts that were made again from what was known then, in the target's unit, newest first; none overlaps another. */
export function replayedForecasts(
  { target, startMs, stepMs }: TargetData,
  replayed: readonly ReplayedForecast[],
  most: number,
): readonly PastForecast[] {
  const { fromWorking } = workingScale(target.quantity);
  const found: PastForecast[] = [];
  let next = Number.POSITIVE_INFINITY;
  for (const { origin, said, came, radii80, radii95 } of replayed.toReversed()) {
    if (found.length >= most) break;
    if (origin + target.horizon > next) continue;
    next = origin;
    found.push({
      kind: 'replayed',
      madeAtMs: startMs + origin * stepMs,
      steps: Array.from(said, (value, place) => {
        const r80 = radii80[place] ?? Number.NaN;
        const r95 = radii95[place] ?? Number.NaN;
        return {
          atMs: startMs + (origin + place + 1) * stepMs,
          value: fromWorking(value),
          low80: fromWorking(value - r80),
          high80: fromWorking(value + r80),
          low95: fromWorking(value - r95),
          high95: fromWorking(value + r95),
        };
      }),
      came: Array.from(came, fromWorking),
    });
  }
  return found;
}
