import type { ModelKind } from '../../domain/model-record.ts';
import { learningRows } from '../../insight/forecast/replay-origins.ts';
import type { TargetData } from '../../insight/forecast/target-data.ts';
import type { Forecaster } from '../../numerics/forecast/learned/forecaster.ts';
import type { TrainableKind } from './model-kinds.ts';
import { contestFit } from './trained-competitor.ts';
import type { TrainingState } from './training-state.ts';

/** Models learn anew so often over the past of a contest. */
export const CONTEST_FITS = 2;

/** A fit to a part of the past that a contest asks for. */
export interface ContestFit {
  /** Names it, see {@link contestFit}. */
  readonly of: string;
  readonly kind: ModelKind;
  readonly forecaster: Forecaster;
  readonly rows: number;
  /** Of all rows of the past, 0..1. */
  readonly share: number;
}

/**
 * All fits that a contest will ask for, in its order, by the parameters that are chosen by now; parts of the past that are too
 * short for a model are left out.
 */
export function contestFits(
  { kinds, chosen }: Pick<TrainingState, 'kinds' | 'chosen'>,
  trainable: readonly TrainableKind[],
  { target, values: { length } }: Pick<TargetData, 'target' | 'values'>,
): readonly ContestFit[] {
  const parts = learningRows(target, length, CONTEST_FITS);
  return trainable
    .filter(({ kind }) => kinds.includes(kind))
    .flatMap(({ kind, defaults, forecaster: made }) => {
      const forecaster = made(chosen.find((each) => each.kind === kind)?.parameters ?? defaults, target);
      return parts
        .filter((rows) => rows >= forecaster.rowsNeeded(target.horizon))
        .map((rows) => ({ of: contestFit(kind, rows), kind, forecaster, rows, share: rows / length }));
    });
}
