import type { Forecast, ForecastReason, ForecastStep, Speaker } from '../../domain/forecast.ts';
import type { TargetData } from '../../insight/forecast/target-data.ts';
import { workingScale } from '../../insight/forecast/working-scale.ts';
import { persistence, seasonalNaive } from '../../numerics/forecast/baselines.ts';
import { conformalRadius } from '../../numerics/forecast/conformal.ts';

/** Forecasts of before that the intervals are taken from, the newest. */
const ERRORS = 400;

/** The rule of a target: as now, or as a season ago. */
export function ruleOf({ season }: Pick<TargetData['target'], 'season'>): Speaker {
  return { kind: 'rule', name: season > 1 ? 'seasonal naive' : 'persistence' };
}

/** Fewest rows for the rule and its intervals: 19 forecasts whose truth is known bound the 95th of a hundred. */
export function ruleRowsNeeded({
  season,
  horizon,
}: Pick<TargetData['target'], 'season' | 'horizon'>): number {
  return season + horizon + 19;
}

/**
 * What the simple rule says, with split conformal intervals (Lei and others, JASA 113, 2018) for each step, from its own errors
 * over the past on the target's working scale. What is exact stands in the place of the rule.
 */
export function ruleForecast(data: TargetData, steps: number, madeAtMs: number): Forecast {
  const { target, values, exact, exactBy } = data;
  const { toWorking, fromWorking } = workingScale(target.quantity);
  const past = values.map(toWorking);
  const said = continued(past, steps, target.season);
  const endMs = data.startMs + values.length * data.stepMs;
  const step = (_: unknown, place: number): ForecastStep => {
    const atMs = endMs + (place + 1) * data.stepMs;
    const known = exact[place] ?? Number.NaN;
    if (!Number.isNaN(known))
      return { atMs, value: known, low80: known, high80: known, low95: known, high95: known, exact: exactBy };
    const center = said[place] ?? Number.NaN;
    const errors = errorsOf(past, place, target.season);
    const [r80, r95] = [conformalRadius(errors, 0.8), conformalRadius(errors, 0.95)];
    return {
      atMs,
      value: fromWorking(center),
      low80: fromWorking(center - r80),
      high80: fromWorking(center + r80),
      low95: fromWorking(center - r95),
      high95: fromWorking(center + r95),
    };
  };
  return { target, madeAtMs, steps: Array.from({ length: steps }, step), speakers: [ruleOf(target)] };
}

/** Why the rule says so, and what is exact. */
export function ruleReasons({
  target,
  values,
  exact,
  exactBy,
  ...data
}: TargetData): readonly ForecastReason[] {
  const known = exact.findLastIndex((value) => !Number.isNaN(value));
  const untilMs = data.startMs + (values.length + known + 1) * data.stepMs;
  const published = known >= 0 && exactBy === 'published' ? [{ kind: 'published' as const, untilMs }] : [];
  const [value = Number.NaN] = persistence(values, 1);
  const rule =
    target.season > 1
      ? { kind: 'season' as const, stepsAgo: target.season }
      : { kind: 'as-now' as const, value };
  return [...published, rule];
}

function continued(past: Float64Array, steps: number, season: number): Float64Array {
  return season > 1 ? seasonalNaive(past, steps, season) : persistence(past, steps);
}

/** Errors of the rule so many steps behind the next, at the newest moments at which the truth is known. */
function errorsOf(past: Float64Array, place: number, season: number): Float64Array {
  const back = season > 1 ? season * Math.ceil((place + 1) / season) : place + 1;
  const first = Math.max(back, past.length - ERRORS);
  return Float64Array.from(
    { length: Math.max(0, past.length - first) },
    (_, i) => (past[first + i] ?? Number.NaN) - (past[first + i - back] ?? Number.NaN),
  );
}
