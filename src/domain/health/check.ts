import type { Cause } from './cause.ts';
import type { Symptom } from './symptom.ts';

/** What an owner can do to find out whether a cause is there. The words belong to the page. */
export interface Check {
  readonly cause: Cause;
  /** Work of the owner, and how long the miner does not hash for it, minutes. */
  readonly workMinutes: number;
  readonly stopsMinutes: number;
  /** The symptoms that are gone within a day if this was it and is mended. */
  readonly confirmedBy: readonly Symptom[];
}

/** A check with what it costs, and how likely it finds the cause. */
export interface NextCheck extends Check {
  readonly chance: number;
  readonly cost: number;
}
