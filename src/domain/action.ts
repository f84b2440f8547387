import type { ChangeReasonCode, DeviceChange, SettingDifference } from './control.ts';

/** Who wants a miner changed. */
export type Strategy = 'hand' | 'recovery' | 'tuner' | 'planner';

/** How an action stands. */
export type ActionStatus =
  /** Not taken up: nothing was sent, and nothing will be. */
  | 'rejected'
  /** Waits for its moment. */
  | 'scheduled'
  /** A step of it is being carried out, or it is between two of its steps. */
  | 'running'
  /** Some of what was wanted stands, and no more will be done. */
  | 'partial'
  /** Read back as wanted. It may still be watched. */
  | 'done'
  /** The miner did badly with it, or took only some of it: it was put back, and reads back as before. */
  | 'rolled-back'
  /** Not as wanted: refused by the device, not applied, or nobody knows. */
  | 'failed';

/** Where an action stands in its life. Kept before each step is begun, so that whoever starts anew knows where to go on. */
export type ActionStep =
  /** Nothing was asked of the device yet. */
  | 'waiting'
  /** A command may be on its way. */
  | 'sending'
  /** Read back as wanted; the miner is watched. */
  | 'watching'
  /** The way back may be on its way. */
  | 'putting-back'
  | 'ended';

/** What is done where a miner does badly after a change. */
export type IfBad =
  /** It is put back by itself, once. */
  | 'put-back'
  /** Only told. */
  | 'tell';

/** What is wanted of one miner. */
export interface ActionOrder {
  readonly minerId: string;
  readonly by: Strategy;
  readonly change: DeviceChange;
  /** Not before this moment; absent: now. */
  readonly dueAtMs?: number | undefined;
  /** Not begun after this moment; absent: whenever it can. */
  readonly expiresAtMs?: number | undefined;
  readonly ifBad: IfBad;
  /** It is a trial whose session watches the miner itself, or a way back: nobody else need. */
  readonly isUnwatched?: boolean | undefined;
}

/** One order, from being asked for to its end. Passwords are never in it. */
export interface Action extends ActionOrder {
  readonly id: string;
  readonly askedAtMs: number;
  /** When its next step is due. */
  readonly dueAtMs: number;
  readonly status: ActionStatus;
  readonly step: ActionStep;
  readonly reason?: ActionReason | undefined;
  /** How the miner was set before its first step, beside what is wanted and what was read back last. */
  readonly made: readonly SettingDifference[];
  /** What takes all of it back; absent where nothing can. */
  readonly undo?: DeviceChange | undefined;
  readonly watch?: ActionWatch | undefined;
  /** Each step that was begun or ended, oldest first. */
  readonly audit: readonly AuditLine[];
}

/** Why an action was rejected, failed or put back. */
export interface ActionReason {
  readonly code: ActionReasonCode;
  /** The figure and the limit, who has the miner, or the device's own words. */
  readonly detail: string;
}

export type ActionReasonCode =
  | ChangeReasonCode
  /** Somebody whose wish goes before has this miner now. */
  | 'conflict'
  /** The same was changed too lately. */
  | 'cooling-down'
  /** The same was put back lately, because the miner did badly with it. */
  | 'did-badly-lately'
  /** Its moment had passed before anybody could carry it out. */
  | 'too-late'
  /** Davylamp, or its computer, was stopped before anything was sent. */
  | 'interrupted'
  /** Its owner ended it. */
  | 'called-off'
  /** Another change took its place. */
  | 'superseded'
  | BadSign;

/** What tells that a miner does badly after a change. */
export type BadSign = 'overheated' | 'errors' | 'hashrate-fell' | 'restarts' | 'no-shares';

export interface AuditLine {
  readonly atMs: number;
  readonly step: ActionStep;
  readonly status: ActionStatus;
  /** The change of the miner's journal that this step made. */
  readonly changeId?: string | undefined;
  readonly reason?: ActionReason | undefined;
}

/** How a miner is watched after a change. */
export interface ActionWatch {
  readonly sinceMs: number;
  /** How it did before; what it did not tell is absent. */
  readonly before: MinerCondition;
  /** By how much of its hashrate the change itself was to lower or raise it; 1 where nobody knows. */
  readonly hashrateFactor: number;
  /** Each mark that was looked at. */
  readonly marks: readonly WatchMark[];
}

export interface WatchMark {
  readonly afterMs: number;
  readonly atMs: number;
  /** `unknown` where too little was told of it. */
  readonly verdict: 'good' | 'bad' | 'unknown';
}

/** How a miner does over a stretch of time. What was not told is absent. */
export interface MinerCondition {
  readonly readings: number;
  /** How long it was looked at, ms. */
  readonly spanMs: number;
  readonly hashrateHs?: number | undefined;
  /** Part of wrong answers, 0..1. */
  readonly errorRate?: number | undefined;
  readonly hottestChipC?: number | undefined;
  readonly restarts?: number | undefined;
  readonly sharesAccepted?: number | undefined;
  readonly overheated?: boolean | undefined;
}

/** When a changed miner is looked at: a quarter of an hour, an hour and a day after it, ms. */
export const WATCH_MARKS_MS = [15 * 60_000, 3_600_000, 86_400_000] as const;

/** So much higher at most may clock, voltage or power be than the lowest of the last five minutes. */
export const LARGEST_RAISE_PART = 0.1;
export const RAISE_WINDOW_MS = 5 * 60_000;

/** Is a miner watched after a change of this kind? */
export function isWatchedKind(kind: DeviceChange['kind']): boolean {
  return kind !== 'pause' && kind !== 'identify' && kind !== 'restart' && kind !== 'resume';
}

/** Will nothing more be done about it? */
export function isOver({ step }: Pick<Action, 'step'>): boolean {
  return step === 'ended';
}
