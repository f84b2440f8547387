import {
  type ClockPoint,
  keyOf,
  type TuningEnvelope,
  type TuningObjective,
  type TuningPoint,
  type TuningRange,
  type TuningTrial,
} from '../../domain/tuning.ts';
import { outlookOf, smallWorth, type TuningKnowledge } from './knowledge.ts';

/** A raise of clock or voltage in one step is no larger than this; lowering may be. */
export const LARGEST_STEP = { part: 0.1, frequencyMhz: 100, coreVoltageMv: 50 } as const;

/** Points are taken that keep within the envelope with at least this chance. */
export const LEAST_SAFETY = 0.99;

/** So many thousandths are worth another trial. */
const LEAST_GAIN = 1;
/** More points than this are thinned out: each costs hundreds of draws. */
const MOST_CANDIDATES = 1_200;

/**
 * As long as fewer trials than this part are used, and something far away promises this many thousandths, a trial goes as
 * near to it as is safe. A gain by small steps alone would use them all up on the way.
 */
const SCOUTING_PART = 0.6;
const WORTH_SCOUTING = 5;

/** Below what any point is worth: as long as none is safe, the best of the safe ones is the largest gain. */
const WORTH_NOTHING = -1e6;

export interface NextPoint<Point extends TuningPoint = ClockPoint> {
  readonly point: Point;
  /** Expected gain over the best point known, in the objective's worth. */
  readonly gain: number;
}

/**
 * The point to try next: the largest expected improvement among those that are reached by one bounded step and are surely
 * enough inside of the envelope; undefined where none is worth a trial.
 *
 * @param isOffered where a device takes only some of the points between the envelope's ends
 */
export function nextPoint(
  knowledge: TuningKnowledge,
  trials: readonly TuningTrial<ClockPoint>[],
  here: ClockPoint,
  envelope: TuningEnvelope,
  objective: TuningObjective,
  mostTrials: number,
  isOffered: (point: ClockPoint) => boolean = () => true,
): NextPoint | undefined {
  const best = bestTrial(knowledge, trials, envelope, objective);
  const goal = best?.worth ?? WORTH_NOTHING;
  const tried = new Set(trials.map(({ point }) => keyOf(point)));
  const promised =
    trials.length < SCOUTING_PART * mostTrials
      ? promisedPoint(knowledge, envelope, objective, goal)
      : undefined;
  let nearest = promised ? Math.min(...trials.map(({ point }) => distance(point, promised))) : 0;
  let towards: NextPoint | undefined;
  let found: NextPoint | undefined;
  for (const point of reachable(here, envelope)) {
    if (tried.has(keyOf(point)) || !isOffered(point)) continue;
    const { breachChance, worth, powerW } = outlookOf(knowledge, point, envelope, objective);
    if (!(breachChance <= 1 - LEAST_SAFETY)) continue;
    let sum = 0;
    for (const each of worth) sum += Math.max(0, each - goal);
    const gain = sum / worth.length;
    if (promised && distance(point, promised) < nearest) {
      nearest = distance(point, promised);
      towards = { point, gain };
    }
    if (gain < LEAST_GAIN * smallWorth(objective, powerW)) continue;
    if (gain > (found?.gain ?? 0)) found = { point, gain };
  }
  return towards ?? found;
}

/** The point that may be the best of all, if only it is likelier safe than not; undefined where what is known is as good. */
function promisedPoint(
  knowledge: TuningKnowledge,
  envelope: TuningEnvelope,
  objective: TuningObjective,
  goal: number,
): ClockPoint | undefined {
  let best: { point: ClockPoint; worth: number } | undefined;
  for (const point of pointsUpTo(envelope, Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY)) {
    const { breachChance, worth, powerW } = outlookOf(knowledge, point, envelope, objective);
    if (!(breachChance < 0.5)) continue;
    const hope = hopeOf(worth);
    if (hope < goal + WORTH_SCOUTING * smallWorth(objective, powerW)) continue;
    if (hope > (best?.worth ?? Number.NEGATIVE_INFINITY)) best = { point, worth: hope };
  }
  return best?.point;
}

/** Mean and one standard deviation: what has not been looked at may be better than it seems. */
function hopeOf(worth: Float64Array): number {
  const mean = worth.reduce((sum, each) => sum + each, 0) / worth.length;
  return mean + Math.sqrt(worth.reduce((sum, each) => sum + (each - mean) ** 2, 0) / worth.length);
}

/** In steps of the largest size. */
function distance(a: ClockPoint, b: ClockPoint): number {
  return Math.hypot(
    (a.frequencyMhz - b.frequencyMhz) / (LARGEST_STEP.part * b.frequencyMhz),
    (a.coreVoltageMv - b.coreVoltageMv) / LARGEST_STEP.coreVoltageMv,
  );
}

/** The points that one step leads to. */
function reachable(here: ClockPoint, envelope: TuningEnvelope): readonly ClockPoint[] {
  const { frequencyMhz, coreVoltageMv } = highestReachable(here);
  return pointsUpTo(envelope, frequencyMhz, coreVoltageMv);
}

/** Clock and voltage that one bounded step leads to at most. */
export function highestReachable(here: ClockPoint): ClockPoint {
  const { part, frequencyMhz, coreVoltageMv } = LARGEST_STEP;
  return {
    frequencyMhz: here.frequencyMhz + Math.min(frequencyMhz, part * here.frequencyMhz),
    coreVoltageMv: here.coreVoltageMv + Math.min(coreVoltageMv, part * here.coreVoltageMv),
  };
}

/** The settings of an envelope up to a clock and a voltage, thinned out evenly where they are too many. */
function pointsUpTo(
  { frequencyMhz, coreVoltageMv }: TuningEnvelope,
  highestMhz: number,
  highestMv: number,
): readonly ClockPoint[] {
  const clocks = settingsOf(frequencyMhz, highestMhz);
  const voltages = settingsOf(coreVoltageMv, highestMv);
  const stride = Math.max(1, Math.ceil(Math.sqrt((clocks.length * voltages.length) / MOST_CANDIDATES)));
  const thinned = (settings: readonly number[]) => settings.filter((_, index) => index % stride === 0);
  return thinned(clocks).flatMap((clock) =>
    thinned(voltages).map((voltage) => ({ frequencyMhz: clock, coreVoltageMv: voltage })),
  );
}

function settingsOf({ min, max, step }: TuningRange, highest: number): readonly number[] {
  const count = Math.floor((Math.min(max, highest) - min) / step + 1e-9) + 1;
  return Array.from({ length: Math.max(0, count) }, (_, index) => min + index * step);
}

/** The best of the points that were tried, by all that is known now; undefined where none of them is safe. */
export function bestTrial(
  knowledge: TuningKnowledge,
  trials: readonly TuningTrial<ClockPoint>[],
  envelope: TuningEnvelope,
  objective: TuningObjective,
): { readonly trial: TuningTrial<ClockPoint>; readonly worth: number } | undefined {
  let best: { trial: TuningTrial<ClockPoint>; worth: number } | undefined;
  for (const trial of trials) {
    if (trial.ended === 'breach') continue;
    const { breachChance, worth } = outlookOf(knowledge, trial.point, envelope, objective);
    // What was measured there and broke nothing counts as safe, if only it is likelier so than not.
    if (!(breachChance < 0.5)) continue;
    const mean = worth.reduce((sum, each) => sum + each, 0) / worth.length;
    if (mean > (best?.worth ?? Number.NEGATIVE_INFINITY)) best = { trial, worth: mean };
  }
  return best;
}
