import { accuracyOf } from './accuracy.ts';
import type { Member } from './members.ts';
import { stackingWeights } from './stacking.ts';
import { type Fold, walkForward } from './walk-forward.ts';

export interface EnsembleOptions {
  readonly horizon: number;
  /** How often the members are put to the test on the past. */
  readonly folds: number;
  readonly leastTraining: number;
  /** The simple rule: members that miss more than it are left out. */
  readonly baseline: Member;
}

/** What became of a member. */
export interface Judged {
  readonly name: string;
  /** Mean absolute error over all folds; NaN where it could not say anything. */
  readonly mae: number;
  /** 0 where it was left out. */
  readonly weight: number;
}

/** A forecast by all who were found fit to speak. */
export interface Ensembled {
  readonly values: Float64Array;
  readonly members: readonly Judged[];
  /** The mixture's errors on the past, by fold, then step: each by weights that were chosen without that fold. */
  readonly errors: readonly Float64Array[];
}

/**
 * Continues a series by a mixture of members: all are tried on folds that walk forward through the past, those that lose to the
 * simple rule are left out, and the others are stacked on what they said there, which none of them had learnt from. Where none
 * is better, the rule speaks alone.
 *
 * @throws RangeError where the past is too short for a single fold
 */
export function ensembleForecast(
  past: Float64Array,
  members: readonly Member[],
  options: EnsembleOptions,
): Ensembled {
  const { horizon, baseline } = options;
  const folds = walkForward(past.length, { ...options, testRows: horizon, gap: 0 });
  if (folds.length === 0)
    throw new RangeError(`${past.length} values are too few: ${options.leastTraining + horizon} are needed`);
  const came = folds.map(({ testFrom, testTo }) => past.subarray(testFrom, testTo));
  const all = [baseline, ...members].map((member) => ({ member, said: onFolds(member, past, folds) }));
  const judged = all.map(({ member, said }) => ({
    member,
    said,
    mae: accuracyOf(flat(said), flat(came)).mae,
  }));
  const limit = judged[0]?.mae ?? Number.NaN;
  const fit = judged.filter(({ member, mae }) => member === baseline || mae < limit);
  const weights = stackingWeights(
    fit.map(({ said }) => flat(said)),
    flat(came),
  );
  const values = new Float64Array(horizon);
  for (const [place, { member }] of fit.entries()) {
    const weight = weights[place] ?? 0;
    if (weight === 0) continue;
    for (const [step, value] of member.forecast(past, horizon).entries())
      values[step] = (values[step] ?? 0) + weight * value;
  }
  return {
    values,
    members: judged.map(({ member, mae }) => ({
      name: member.name,
      mae,
      weight: weights[fit.findIndex((each) => each.member === member)] ?? 0,
    })),
    errors: mixedErrors(
      fit.map(({ said }) => said),
      came,
    ),
  };
}

/** What a member says of each fold; NaN where it cannot. */
function onFolds({ forecast }: Member, past: Float64Array, folds: readonly Fold[]): readonly Float64Array[] {
  return folds.map(({ trainEnd, testFrom, testTo }) => {
    try {
      return forecast(past.subarray(0, trainEnd), testTo - testFrom);
    } catch (error) {
      if (error instanceof RangeError) return new Float64Array(testTo - testFrom).fill(Number.NaN);
      throw error;
    }
  });
}

/** Of each fold, the errors of the mixture that the other folds advise; of a single fold, of equal weights. */
function mixedErrors(
  said: readonly (readonly Float64Array[])[],
  came: readonly Float64Array[],
): readonly Float64Array[] {
  return came.map((truth, left) => {
    const others = <T>(list: readonly T[]) => list.filter((_, fold) => fold !== left);
    const weights = stackingWeights(
      said.map((folds) => flat(others(folds))),
      flat(others(came)),
    );
    return truth.map((value, step) =>
      said.reduce(
        (sum, folds, member) => sum + (weights[member] ?? 0) * (folds[left]?.[step] ?? Number.NaN),
        -value,
      ),
    );
  });
}

function flat(parts: readonly Float64Array[]): Float64Array {
  return Float64Array.from(parts.flatMap((part) => [...part]));
}
