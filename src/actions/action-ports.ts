import type { Action, ActionOrder, MinerCondition } from '../domain/action.ts';
import type { ChangeRecord, DeviceSettings, SettingDifference } from '../domain/control.ts';

/** Where actions are kept: durable when it resolves. */
export interface ActionJournal {
  put(action: Action): Promise<void>;
  /** Those of a miner that are not over, and those that were asked for since. */
  ofMiner(minerId: string, sinceMs: number): Promise<readonly Action[]>;
}

/** How one step is sent. */
export interface SendHow {
  readonly by: ActionOrder['by'];
  readonly actionId: string;
  /** What an earlier change made: this one takes it back, unless somebody set the device otherwise since. */
  readonly takesBack?: readonly SettingDifference[] | undefined;
  /** Back to what it bore a moment ago: no step is too large. */
  readonly isReturn?: boolean | undefined;
  readonly stillDue?: (() => Promise<boolean>) | undefined;
}

export interface RunnerPorts {
  readonly nowMs: () => number;
  readonly newId: () => string;
  readonly journal: ActionJournal;
  /** The latest changes of a miner, newest first. */
  readonly changesOf: (minerId: string) => Promise<readonly ChangeRecord[]>;
  readonly keepChange: (record: ChangeRecord) => Promise<void>;
  /** Reads how a miner is set. @throws DeviceError */
  readonly settingsOf: (minerId: string) => Promise<DeviceSettings>;
  /** Carries out one step: sent once, read back, kept in the miner's journal before and after. */
  readonly send: (minerId: string, change: ActionOrder['change'], how: SendHow) => Promise<ChangeRecord>;
  /** How it did from one moment to another. */
  readonly conditionOf: (minerId: string, fromMs: number, toMs: number) => Promise<MinerCondition>;
}
