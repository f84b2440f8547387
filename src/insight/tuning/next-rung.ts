import {
  keyOf,
  type RungPoint,
  type TuningLimits,
  type TuningObjective,
  type TuningTrial,
} from '../../domain/tuning.ts';
import { smallWorth } from './knowledge.ts';
import { type LadderKnowledge, placeOn, rungOutlook } from './ladder-knowledge.ts';
import { LEAST_SAFETY, type NextPoint } from './next-point.ts';

/** So many thousandths are worth another trial. */
const LEAST_GAIN = 1;

/** One step takes off no more than this part of the load. */
const LARGEST_FALL = 0.3;

/**
 * The rung to try next: the largest expected improvement among those that nobody has tried, are at most one rung above the
 * highest that the miner has borne and not far below the lowest that was tried, and surely enough keep within the limits; undefined where none is worth a trial.
 */
export function nextRung(
  knowledge: LadderKnowledge,
  trials: readonly TuningTrial[],
  limits: TuningLimits,
  objective: TuningObjective,
): NextPoint<RungPoint> | undefined {
  const { rungs, loads } = knowledge;
  const tried = new Set(trials.map(({ point }) => keyOf(point)));
  const borne = trials.filter(({ ended }) => ended !== 'breach').map((trial) => placeOn(rungs, trial));
  const highest = borne.length > 0 ? Math.max(...borne) + 1 : rungs.length - 1;
  const places = trials.map((trial) => placeOn(rungs, trial)).filter((place) => place >= 0);
  const lowestTried = Math.min(rungs.length - 1, ...places);
  const leastLoad = (1 - LARGEST_FALL) * (loads[lowestTried] ?? 1);
  const goal = bestRung(knowledge, trials, limits, objective)?.worth ?? Number.NEGATIVE_INFINITY;
  let found: NextPoint<RungPoint> | undefined;
  for (const [place, { point }] of rungs.entries()) {
    if (place > highest || tried.has(keyOf(point))) continue;
    if (place < lowestTried - 1 && (loads[place] ?? 1) < leastLoad) continue;
    const { breachChance, worth, powerW } = rungOutlook(knowledge, place, limits, objective);
    if (!(breachChance <= 1 - LEAST_SAFETY)) continue;
    // As long as nothing is safe, what is safe is a gain, whatever it is worth.
    const gain =
      goal === Number.NEGATIVE_INFINITY
        ? 1 + place
        : worth.reduce((sum, each) => sum + Math.max(0, each - goal), 0) / worth.length;
    if (gain < LEAST_GAIN * smallWorth(objective, powerW) || gain <= (found?.gain ?? 0)) continue;
    found = { point, gain };
  }
  return found;
}

/** The best of the rungs that were tried, by all that is known now; undefined where none of them is safe. */
export function bestRung(
  knowledge: LadderKnowledge,
  trials: readonly TuningTrial[],
  limits: TuningLimits,
  objective: TuningObjective,
): { readonly trial: TuningTrial; readonly worth: number } | undefined {
  let best: { trial: TuningTrial; worth: number } | undefined;
  for (const trial of trials) {
    const place = placeOn(knowledge.rungs, trial);
    if (trial.ended === 'breach' || place < 0) continue;
    const { breachChance, worth } = rungOutlook(knowledge, place, limits, objective);
    // What was measured there and broke nothing counts as safe, if only it is likelier so than not.
    if (!(breachChance < 0.5)) continue;
    const mean = worth.reduce((sum, each) => sum + each, 0) / worth.length;
    if (mean > (best?.worth ?? Number.NEGATIVE_INFINITY)) best = { trial, worth: mean };
  }
  return best;
}
