import type {
  ClockPoint,
  ClockTask,
  LadderTask,
  TuningBreach,
  TuningObjective,
  TuningPoint,
  TuningTask,
  TuningTrial,
} from '../../domain/tuning.ts';
import { keyOf } from '../../domain/tuning.ts';
import { Random } from '../../numerics/random.ts';
import { type TuningKnowledge, tuningKnowledge } from './knowledge.ts';
import { type LadderKnowledge, ladderKnowledge, placeOn } from './ladder-knowledge.ts';
import { bestTrial, type NextPoint, nextPoint } from './next-point.ts';
import { bestRung, nextRung } from './next-rung.ts';

/** What the trials of a session say: where to go on, and what of all that was tried is best. The same trials say the same. */
export interface Search {
  readonly best: (objective?: TuningObjective) => TuningTrial | undefined;
  readonly next: (here: TuningPoint) => NextPoint<TuningPoint> | undefined;
}

/** @throws RangeError without any trial */
export function searchOf(task: TuningTask, trials: readonly TuningTrial[]): Search {
  const { objective, mostTrials } = task;
  if (task.ladder) {
    const rungs = rungKnowledgeOf(task, trials);
    return {
      best: (wanted = objective) => bestRung(rungs, trials, task.envelope, wanted)?.trial,
      next: () => nextRung(rungs, trials, task.envelope, objective),
    };
  }
  const chip = knowledgeOf(task, trials);
  const clocks = clockTrials(trials);
  return {
    best: (wanted = objective) => bestTrial(chip, clocks, task.envelope, wanted)?.trial,
    next: (here) =>
      here.kind === undefined
        ? nextPoint(chip, clocks, here, task.envelope, objective, mostTrials)
        : undefined,
  };
}

/** What the trials of clocks and voltages say. @throws RangeError without any */
export function knowledgeOf(task: ClockTask, trials: readonly TuningTrial[]): TuningKnowledge {
  return tuningKnowledge(task.reference, clockTrials(trials), randomOf(task, trials));
}

/** What the trials of rungs say. @throws RangeError without any */
export function rungKnowledgeOf(task: LadderTask, trials: readonly TuningTrial[]): LadderKnowledge {
  return ladderKnowledge(task.ladder, trials, randomOf(task, trials));
}

function randomOf({ seed }: TuningTask, trials: readonly TuningTrial[]): Random {
  return Random.labelled(seed, `tuning ${trials.length}`);
}

function clockTrials(trials: readonly TuningTrial[]): readonly TuningTrial<ClockPoint>[] {
  return trials.filter((trial): trial is TuningTrial<ClockPoint> => trial.point.kind === undefined);
}

/** A miner that overheated goes back to one step below the last good point. */
const COOLER = { frequencyMhz: 25, coreVoltageMv: 10 } as const;

/** One step below a point, or the point itself where it is the lowest. */
export function coolerThan(task: TuningTask, point: TuningPoint): TuningPoint {
  if (task.ladder) return task.ladder[placeOn(task.ladder, { point }) - 1]?.point ?? point;
  if (point.kind !== undefined) return point;
  const { frequencyMhz, coreVoltageMv } = task.envelope;
  return {
    frequencyMhz: Math.max(frequencyMhz.min, point.frequencyMhz - COOLER.frequencyMhz),
    coreVoltageMv: Math.max(coreVoltageMv.min, point.coreVoltageMv - COOLER.coreVoltageMv),
  };
}

/**
 * Where to go back to when a miner overheated at a point: the last good one, or one step below the point where the last good
 * one would ask the chips to bear as much or more.
 */
export function refugeFrom(task: TuningTask, point: TuningPoint, lastGood: TuningPoint): TuningPoint {
  return loadOn(task, lastGood) >= loadOn(task, point) ? coolerThan(task, point) : lastGood;
}

/** Something that rises with the heat that a point makes. */
function loadOn(task: TuningTask, point: TuningPoint): number {
  if (task.ladder) return placeOn(task.ladder, { point });
  return point.kind === undefined ? point.frequencyMhz * point.coreVoltageMv ** 2 : Number.NaN;
}

/** What does not go with the clock (controller, fan, leakage) must be saved by it, too. */
const SLOWER_PART = 0.97;

/**
 * Where to go when a miner was found above the power or noise that its owner allows: to so much less clock as it is too
 * much. That is less of everything that harms, and its voltage stays more than enough. On a ladder it is the next rung that
 * promises so much less, and where nobody tells, the next one down. Undefined where there is none.
 */
export function slowerThan(
  task: TuningTask,
  point: TuningPoint,
  { bound, value }: TuningBreach,
): TuningPoint | undefined {
  if (task.ladder) return rungBelow(task, point, bound / value);
  if (point.kind !== undefined) return undefined;
  const { min, max, step } = task.envelope.frequencyMhz;
  const wanted = Math.min(max, SLOWER_PART * point.frequencyMhz * (bound / value));
  const frequencyMhz = min + Math.max(0, Math.floor((wanted - min) / step)) * step;
  const { coreVoltageMv } = task.envelope;
  if (!(frequencyMhz < point.frequencyMhz) || point.coreVoltageMv > coreVoltageMv.max) return undefined;
  return { frequencyMhz, coreVoltageMv: Math.max(coreVoltageMv.min, point.coreVoltageMv) };
}

function rungBelow({ ladder }: LadderTask, point: TuningPoint, part: number): TuningPoint | undefined {
  const place = ladder.findIndex((rung) => keyOf(rung.point) === keyOf(point));
  const mostW = SLOWER_PART * part * (ladder[place]?.powerW ?? Number.NaN);
  const below = ladder.slice(0, Math.max(0, place));
  return (below.findLast(({ powerW }) => powerW !== undefined && powerW <= mostW) ?? below.at(-1))?.point;
}
