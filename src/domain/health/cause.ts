import type { Symptom } from './symptom.ts';

/** What may be behind a miner's troubles. */
export type Cause =
  | 'dust'
  | 'dry-paste'
  | 'worn-fan'
  | 'weak-supply'
  | 'hot-regulator'
  | 'weak-chips'
  | 'lost-part'
  | 'hung-firmware'
  | 'hot-room'
  | 'network'
  | 'pool'
  | 'somebody-else';

/** Causes, most probable first. */
export interface CauseRanking {
  readonly causes: readonly RankedCause[];
  /** Probability that something else is, 0..1: chance, or what nobody has thought of. */
  readonly otherwise: number;
}

/** A cause with its odds. */
export interface RankedCause {
  readonly cause: Cause;
  /** Probability that it is behind what was found, 0..1. More than one can be. */
  readonly chance: number;
  /** What speaks for it and against it, strongest first. */
  readonly reasons: readonly Reason[];
}

/** How far one symptom moved the odds of a cause. */
export interface Reason {
  readonly symptom: Symptom;
  /** ln of the odds with what was seen of the symptom, less ln of the odds without; above 0 speaks for the cause. */
  readonly nats: number;
}
