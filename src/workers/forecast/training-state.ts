import type { CurvePoint, ModelKind, ModelRecord } from '../../domain/model-record.ts';
import type { FitCheckpoint, ForecasterJson } from '../../numerics/forecast/learned/forecaster.ts';
import type { Parameters } from '../../numerics/search/parameter-space.ts';
import type { HalvingState } from '../../numerics/search/successive-halving.ts';
import type { TrainAsk, TrainingPhase, TrainingView } from '../forecast-api.ts';

/** What was asked for, with all that chance will decide. */
export interface QueuedAsk extends TrainAsk {
  readonly seed: number;
}

/** Parameters that were chosen for a kind. */
export interface ChosenParameters {
  readonly kind: ModelKind;
  readonly parameters: Parameters;
}

/** Where the search for parameters of one kind stands. */
export interface KindSearch {
  readonly candidates: readonly Parameters[];
  readonly halving: HalvingState;
  readonly workedMs: number;
}

/** A model that is trained, and not stored in the registry yet. */
export interface TrainedModel extends ChosenParameters {
  readonly json: ForecasterJson;
  readonly curve: readonly CurvePoint[];
  readonly backend: string;
  readonly trainedForMs: number;
  /** Of one that was trained on from another. */
  readonly parent?: Pick<ModelRecord, 'parentId' | 'parentCard'> | undefined;
}

/** Where a training stands: plain data, kept every few seconds so that another tab can go on. */
export interface TrainingState {
  readonly phase: Extract<TrainingPhase, 'features' | 'search' | 'training' | 'contest'>;
  readonly workedMs: number;
  /** Names of the features that are used; before they are chosen none. */
  readonly features: readonly string[];
  /** Kinds that are searched and trained, in their order. */
  readonly kinds: readonly ModelKind[];
  readonly search?: KindSearch | undefined;
  /** What a fit to the whole past takes by kind, ms, as far as the search has told. */
  readonly fitMs?: Readonly<Partial<Record<ModelKind, number>>> | undefined;
  readonly tried: TrainingView['tried'];
  readonly chosen: readonly ChosenParameters[];
  readonly trained: readonly TrainedModel[];
  /** Of the fit that is under way: what it is of, and where it stands. */
  readonly fit?: { readonly of: string; readonly checkpoint: FitCheckpoint } | undefined;
  /** Models that were fitted to a part of the past in the contest, by kind and rows. */
  readonly fits: Readonly<Record<string, ForecasterJson>>;
}

export const FIRST_STATE: TrainingState = {
  phase: 'features',
  workedMs: 0,
  features: [],
  kinds: [],
  tried: [],
  chosen: [],
  trained: [],
  fits: {},
};

/** Is a training further than it was, and not only longer at it? */
export function isFurther(now: TrainingState, before: TrainingState): boolean {
  const { workedMs: _, ...rest } = now;
  return Object.entries(rest).some(([part, state]) => state !== before[part as keyof TrainingState]);
}
