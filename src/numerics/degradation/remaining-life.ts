import type { Random } from '../random.ts';
import { shuffled } from '../shuffled.ts';
import type { Columns } from '../trees/regression-tree.ts';
import { type MachineHistory, WEAR_WINDOWS, type WearWindows, wearFeatures } from './wear-features.ts';
import { type UnseenMachine, type WearErrors, wearErrors, wearRadii } from './wear-interval.ts';
import { WEAR_LEARNERS, type WearLearner, type WearRule } from './wear-learner.ts';

export interface RemainingLifeOptions {
  /** In moments: remaining life is told up to this, which stands for so much or more. A machine that is not worn yet cannot say. */
  readonly cap: number;
  /** Of each machine every so-manieth moment is learnt from. */
  readonly stride: number;
  /** Inner validation: into so many parts machines are divided, never the moments of one. */
  readonly folds: number;
  readonly windows: WearWindows;
  readonly learners: readonly WearLearner[];
}

export const REMAINING_LIFE_DEFAULTS: RemainingLifeOptions = {
  cap: 125,
  stride: 4,
  folds: 3,
  windows: WEAR_WINDOWS,
  learners: WEAR_LEARNERS,
};

/** What has been learnt of machines that ran until they failed. */
export interface RemainingLifeModel {
  readonly cap: number;
  readonly windows: WearWindows;
  readonly learner: string;
  /** Of each learner, the root of the mean square error on machines it had not seen. */
  readonly validation: ReadonlyMap<string, number>;
  readonly rule: WearRule;
  readonly errors: WearErrors;
}

/** Moments that a machine has left. */
export interface RemainingLife {
  readonly value: number;
  readonly lower: number;
  /** The cap stands for so much or more. */
  readonly upper: number;
}

/**
 * Learns how much life is left from machines that ran until they failed, right after their last moment. Every learner is tried on machines that
 * it has not seen; the best one learns from all of them, and its errors on unseen ones make the intervals.
 *
 * @yields the share that is done, from 0 to 1
 * @throws RangeError where there are fewer machines than folds, or no learner, or machines have no moments or other sensors
 */
export function* learnRemainingLife(
  machines: readonly MachineHistory[],
  options: RemainingLifeOptions,
  random: Random,
): Generator<number, RemainingLifeModel> {
  const { cap, stride, folds, windows, learners } = options;
  if (machines.length < folds || folds < 2)
    throw new RangeError(`${machines.length} machines for ${folds} folds`);
  requireAlike(machines);
  const worn = machines.map((machine) => wornRows(machine, windows, cap));
  const place = shuffled(machines.length, random);
  const jobs = learners.length * folds + 1;
  let done = 0;
  let best: { learner: WearLearner; unseen: readonly UnseenMachine[]; error: number } | undefined;
  const validation = new Map<string, number>();
  for (const learner of learners) {
    const unseen: UnseenMachine[] = [];
    for (let fold = 0; fold < folds; fold++) {
      const isHeld = (machine: number) => (place[machine] as number) % folds === fold;
      const rule = yield* learnt(
        learner,
        worn.filter((_, machine) => !isHeld(machine)),
        stride,
        random,
        done++ / jobs,
      );
      for (const held of worn.filter((_, machine) => isHeld(machine)))
        unseen.push({ said: withinLife(rule(held.columns), cap), came: held.remaining });
    }
    const error = rootMeanSquare(unseen);
    validation.set(learner.name, error);
    if (!best || error < best.error) best = { learner, unseen, error };
  }
  if (!best) throw new RangeError('there is no learner');
  const rule = yield* learnt(best.learner, worn, stride, random, done / jobs);
  return { cap, windows, learner: best.learner.name, validation, rule, errors: wearErrors(best.unseen) };
}

/** What is left of a machine's life after each of its moments, with the interval that holds what comes with a probability of `level`. */
export function remainingLife(
  { rule, windows, cap, errors }: RemainingLifeModel,
  machine: MachineHistory,
  level: number,
): readonly RemainingLife[] {
  const said = withinLife(rule(wearFeatures(machine, windows)), cap);
  const radii = wearRadii(errors, said, level);
  return Array.from(said, (value, moment) => {
    const radius = radii[moment] as number;
    return { value, lower: Math.max(0, value - radius), upper: Math.min(cap, value + radius) };
  });
}

function requireAlike(machines: readonly MachineHistory[]): void {
  const most = machines[0]?.sensors.length ?? 0;
  for (const [machine, { sensors }] of machines.entries()) {
    if (sensors.length !== most)
      throw new RangeError(`machine ${machine} has ${sensors.length} sensors, the first one has ${most}`);
    if (!sensors[0]?.length) throw new RangeError(`machine ${machine} has no moments`);
  }
}

interface WornRows {
  readonly columns: Columns;
  readonly remaining: Float64Array;
}

function wornRows(machine: MachineHistory, windows: WearWindows, cap: number): WornRows {
  const columns = wearFeatures(machine, windows);
  const life = columns[0]?.length ?? 0;
  return {
    columns,
    remaining: Float64Array.from({ length: life }, (_, moment) => Math.min(cap, life - 1 - moment)),
  };
}

function* learnt(
  learner: WearLearner,
  machines: readonly WornRows[],
  stride: number,
  random: Random,
  share: number,
): Generator<number, WearRule> {
  // From the end backwards, so that each machine's last moment is there.
  const kept = machines.map(({ remaining }) =>
    [...remaining.keys()].filter((moment) => (remaining.length - 1 - moment) % stride === 0),
  );
  const gathered = (of: (machine: WornRows) => ArrayLike<number>) =>
    Float64Array.from(
      machines.flatMap((machine, at) => (kept[at] ?? []).map((moment) => of(machine)[moment] as number)),
    );
  const columns = (machines[0]?.columns ?? []).map((_, feature) =>
    gathered(({ columns: own }) => own[feature] ?? []),
  );
  const learning = learner.learn(
    columns,
    gathered(({ remaining }) => remaining),
    random,
  );
  for (;;) {
    const step = learning.next();
    if (step.done) return step.value;
    yield share;
  }
}

function withinLife(said: Float64Array, cap: number): Float64Array {
  return said.map((each) => Math.min(cap, Math.max(0, each)));
}

/** Each machine counts as one, however long it lived. */
function rootMeanSquare(unseen: readonly UnseenMachine[]): number {
  const squares = unseen.map(
    ({ said, came }) =>
      said.reduce((sum, each, at) => sum + (each - (came[at] as number)) ** 2, 0) / said.length,
  );
  return Math.sqrt(squares.reduce((sum, each) => sum + each, 0) / squares.length);
}
