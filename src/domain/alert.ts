import type { Cause } from './health/cause.ts';
import type { Trouble } from './health/watch-finding.ts';
import type { SeriesName } from './series.ts';

/** What can be wrong. One kind, one sentence and one action in the UI. */
export const ALERT_KINDS = [
  /** Claims to hash, finds nothing ("flatline of death"). */
  'silent-death',
  /** Finds nothing still, however often it started anew; or nobody knows what became of its restart. */
  'restart-in-vain',
  /** Does not answer any more. */
  'unreachable',
  /** Answers, but does not hash, and nobody asked for that. */
  'not-hashing',
  'low-hashrate',
  'domain-stalled',
  'chip-hot',
  'vr-hot',
  'fan-stopped',
  'overheated',
  'device-fault',
  'pool-failover',
  /** The mining watch found it by its evidence of hours or weeks; `evidence.found` tells what. */
  'finding',
] as const;

export type AlertKind = (typeof ALERT_KINDS)[number];

/** What so many restarts did not mend, the next one will not: then somebody has to look. */
export const RESTARTS_IN_VAIN = 3;

/** Does a miner that has it claim a rate, and earn nothing? */
export function findsNothing({ kind }: { readonly kind: AlertKind }): boolean {
  return kind === 'silent-death' || kind === 'restart-in-vain';
}

/** `watch`: look when you like. `act`: worth a notification. */
export type Severity = 'info' | 'watch' | 'act';

/**
 * Something wrong, from opening to its end. Two miners that fall together share one alert (`minerIds` has both).
 * Holds facts, not sentences: the UI words them.
 */
export interface Alert {
  readonly id: string;
  readonly kind: AlertKind;
  readonly minerIds: readonly string[];
  readonly severity: Severity;
  readonly openedAtMs: number;
  readonly acknowledgedAtMs?: number | undefined;
  readonly resolvedAtMs?: number | undefined;
  /** Of `minerIds` those that are well again, while the others are not, or while it is seen whether that lasts. */
  readonly backIds?: readonly string[] | undefined;
  /** What the miners of a shared alert have in common that others, which are well, have not. */
  readonly shared?: SharedCause | undefined;
  /** What else of the same trouble shows on its miners; of each kind that would be an alert of its own alone. */
  readonly also?: readonly AlertKind[] | undefined;
  /**
   * What ended it, where that was no recovery: its owner paused the miner, it says itself that it stopped, or the trouble
   * grew into a worse one, which has an alert of its own.
   */
  readonly endedBy?: 'paused' | 'not-hashing' | 'grown' | undefined;
  /** Probability that it is real, 0..1; absent where the device itself says so. */
  readonly confidence?: number | undefined;
  readonly evidence: AlertEvidence;
}

/** The facts that raised an alert, and the series whose chart shows them. */
export interface AlertEvidence {
  /** When the trouble began, as far as the data tell (last share, last answer, first value over the limit). */
  readonly sinceMs: number;
  /** When the last of several miners fell. */
  readonly latestMs?: number | undefined;
  /** unreachable: its last answer, which may be from before anybody asked again; absent before the first. */
  readonly lastAnswerAtMs?: number | undefined;
  /** Up to when the data tell; after that (device away, app closed) nobody knows. Absent: until now. */
  readonly observedUntilMs?: number | undefined;
  readonly chart?: SeriesName | undefined;
  /** silent-death: shares that should have come since `sinceMs`, given rate and difficulty. */
  readonly expectedShares?: number | undefined;
  /** silent-death: polls that repeated exactly the same hashrate. */
  readonly frozenPolls?: number | undefined;
  /** restart-in-vain: how often it started anew since its last share. */
  readonly restarts?: number | undefined;
  /** restart-in-vain: it was told to restart, and nobody knows whether it did. */
  readonly unanswered?: true | undefined;
  /** low-hashrate, chip-hot …: what was seen, and the limit or expectation it was held against (unit of `chart`). */
  readonly seen?: number | undefined;
  readonly limit?: number | undefined;
  /** device-fault: the device's own words. domain-stalled: which. */
  readonly text?: string | undefined;
  /** What the mining watch found; on an alert of another kind, of the same trouble. */
  readonly found?: FoundTrouble | undefined;
}

/** What several miners that fell together share, and so what is likely to have failed. */
export interface SharedCause {
  /**
   * `everything`: all there is of the fleet, so that it may be the helper's own network, the router, or the power;
   * `network`: all of one /24, while others answer; `power`: all behind one meter; `pool`: all that mine there.
   */
  readonly by: 'everything' | 'network' | 'power' | 'pool';
  /** The /24, the meter or the pool. */
  readonly name?: string | undefined;
  /** How many miners of the fleet do not share it, and are well. */
  readonly othersWell: number;
  /** A plug that still answers: then it is not the network. */
  readonly plugAnswers?: string | undefined;
}

/** What a finding of the mining watch says of an alert. */
export interface FoundTrouble {
  /** One for the finding over its whole life, however many miners share it. */
  readonly findingId: string;
  readonly trouble: Trouble;
  /** 1 − the chance that such evidence comes of nothing, 0..1. */
  readonly confidence: number;
  /** The likeliest, and the probability that it is behind it, 0..1; absent where none is known. */
  readonly cause?: { readonly cause: Cause; readonly chance: number } | undefined;
}

/** Something that happened, marked on charts: nothing to resolve. */
export interface FleetEvent {
  readonly id: string;
  readonly minerId: string;
  readonly atMs: number;
  readonly kind: FleetEventKind;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  /** pool-changed: the new pool stood in its own list before, so the device went over by itself. */
  readonly isOwn?: true | undefined;
}

export type FleetEventKind =
  | 'added'
  | 'restarted'
  /** Davylamp told it to, after a flatline. */
  | 'restarted-by-itself'
  | 'setting-changed'
  /** Its work mode, profile or preset. */
  | 'mode-changed'
  | 'power-limit-changed'
  /** Fixed at another speed, or given to or taken from its own rule. */
  | 'fan-changed'
  /** The pool that it works for. */
  | 'pool-changed'
  /** Its list, or as whom it works, while it works for the same. */
  | 'pools-set'
  | 'firmware-changed'
  | 'address-changed'
  | 'best-share'
  | 'paused'
  | 'resumed'
  | 'back-filled';
