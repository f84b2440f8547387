import { type FitOptions, fittedToScale, type ScaledProcess, scaledBeliefsAt } from './fit.ts';
import type { Belief } from './gaussian-process.ts';

/** One quantity that was measured at shared inputs. */
export interface Output {
  /** NaN where it was not told. */
  readonly targets: ArrayLike<number>;
  readonly noiseVariances?: ArrayLike<number> | undefined;
  /** What is expected of it before anything is measured, as by physics; its overall mean when absent. */
  readonly expected?: ((point: ArrayLike<number>) => number) | undefined;
  readonly options: FitOptions;
}

/** A quantity that is known now: what was expected of it, and a process over what was expected wrongly. */
export interface FittedOutput {
  readonly expected: ((point: ArrayLike<number>) => number) | undefined;
  readonly scaled: ScaledProcess;
}

/**
 * Learns several quantities of the same inputs, each by a process of its own. A quantity that was told nowhere is absent.
 *
 * @throws RangeError where an output has not one target for each input
 */
export function fittedOutputs<Name extends string>(
  inputs: readonly Float64Array[],
  outputs: Readonly<Record<Name, Output>>,
): Readonly<Partial<Record<Name, FittedOutput>>> {
  const fits: Partial<Record<Name, FittedOutput>> = {};
  for (const name of Object.keys(outputs) as Name[]) {
    const { targets, noiseVariances, expected, options } = outputs[name];
    if (targets.length !== inputs.length) throw new RangeError(`${name}: each input wants a target, or NaN`);
    const told = Array.from(inputs.keys()).filter((row) => !Number.isNaN(targets[row]));
    if (told.length === 0) continue;
    const inputsTold = told.map((row) => inputs[row] as Float64Array);
    const surprises = inputsTold.map(
      (input, each) => (targets[told[each] as number] as number) - (expected?.(input) ?? 0),
    );
    const scaled = fittedToScale(
      {
        inputs: inputsTold,
        targets: surprises,
        noiseVariances: noiseVariances && told.map((row) => noiseVariances[row] as number),
      },
      options,
    );
    fits[name] = { expected, scaled };
  }
  return fits;
}

/** What is believed of one of the quantities at each of many points. */
export function outputBeliefsAt(
  { expected, scaled }: FittedOutput,
  points: readonly ArrayLike<number>[],
): readonly Belief[] {
  const beliefs = scaledBeliefsAt(scaled, points);
  if (!expected) return beliefs;
  return beliefs.map(({ mean, variance }, row) => ({
    mean: mean + expected(points[row] as ArrayLike<number>),
    variance,
  }));
}
