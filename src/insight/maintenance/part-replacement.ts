import type { ComponentOutlook } from '../../domain/health/lifetime.ts';
import type { Component } from '../../domain/health/maintenance.ts';
import { bestReplacement } from '../../numerics/maintenance/age-replacement.ts';
import { expectedSurvival } from '../../numerics/survival/hazard-mixture.ts';
import { componentBelief, hazardAhead } from '../lifetime/component-belief.ts';
import { type MachineSize, PUBLISHED_RATES } from '../lifetime/published-rates.ts';
import { scaled, times } from './money-range.ts';
import type { Range } from './repair-costs.ts';

/** Beyond ten years nobody knows of parts of miners, days; as in lifetime/wear-course.ts. */
const OLDEST_DAYS = 3650;

const known = new Map<string, (ageDays: number) => number>();

/** S(t) of a new part of such a machine, by what is published. Kept, since all miners of a size ask the same ages. */
function newPartSurvival(component: Component, size: MachineSize): (ageDays: number) => number {
  const key = `${component} ${size}`;
  const before = known.get(key);
  if (before) return before;
  const belief = componentBelief(component, size, [], PUBLISHED_RATES);
  const kept = new Map<number, number>();
  const survival = (ageDays: number) => {
    const lives = kept.get(ageDays) ?? expectedSurvival(hazardAhead(component, belief, {}, 0, ageDays));
    kept.set(ageDays, lives);
    return lives;
  };
  known.set(key, survival);
  return survival;
}

/** What a new part costs a day in the long run, if it is always replaced at its best age. */
export function longRunCost(
  component: Component,
  size: MachineSize,
  plannedCost: number,
  extraOfFailure: number,
): number {
  if (!(extraOfFailure > 0)) return Number.POSITIVE_INFINITY;
  const survival = newPartSurvival(component, size);
  const failureCost = Math.max(0, plannedCost) + extraOfFailure;
  return bestReplacement({
    survival,
    plannedCost: Math.max(0, plannedCost),
    failureCost,
    oldestAge: OLDEST_DAYS,
  }).costRate;
}

/** A part that wears: from which day on its risk costs more each day than new parts do, and what that risk costs then. */
export interface ReplacementDue {
  readonly inDays: number;
  readonly riskPerDay: Range;
}

/**
 * When a part whose age is known is best replaced: as soon as h(t)·(C_f − C_p) reaches the long-run cost of new parts (Barlow &
 * Proschan, Mathematical Theory of Reliability, 1965, equation 3.2.4), h by its own survival from now on. Undefined where that
 * never comes within what the curve shows, or nobody knows its age.
 */
export function replacementDue(
  { survival: curve, ageDays }: Pick<ComponentOutlook, 'survival' | 'ageDays'>,
  extraOfFailure: Range,
  longRunPerDay: number,
): ReplacementDue | undefined {
  if (ageDays === undefined) return undefined;
  for (let point = 0; point + 1 < curve.days.length; point += 1) {
    const [from = 0, to = 0] = [curve.days[point], curve.days[point + 1]];
    const hazard = (lives: readonly number[]) =>
      Math.max(0, Math.log((lives[point] ?? 1) / (lives[point + 1] ?? 1)) / (to - from));
    // The low end of survival is the high end of the risk.
    const [value, one, other] = [hazard(curve.survival), hazard(curve.low), hazard(curve.high)];
    if (!Number.isFinite(value) || !(value * extraOfFailure.value >= longRunPerDay)) continue;
    const risk = { value, low: Math.min(value, one, other), high: Math.max(value, one, other) };
    return Number.isFinite(risk.high) ? { inDays: from, riskPerDay: times(risk, extraOfFailure) } : undefined;
  }
  return undefined;
}

/** What the odds of a failure in the next days cost in each of them: P(within d)/d · (C_f − C_p). */
export function riskPerDay(
  chances: ComponentOutlook['chances'],
  narrow: (chance: Range) => Range,
  extraOfFailure: Range,
): Range | undefined {
  const [next] = chances.toSorted((one, other) => one.days - other.days);
  if (!next) return undefined;
  const { chance: value, low, high, days } = next;
  return times(scaled(narrow({ value, low, high }), 1 / days), extraOfFailure);
}
