import type { Action, IfBad } from '../domain/action.ts';
import type {
  ChangeRecord,
  ControlBounds,
  ControlKind,
  DeviceChange,
  DeviceSettings,
} from '../domain/control.ts';
import type { DeviceCredentials } from '../domain/credentials.ts';
import type { PoolTemplate } from '../domain/pool-template.ts';

/** What pages may ask of the collector worker in order to change devices. All reject with a CollectorFailure. */
export interface ControlApi {
  /** The owner's consent for one miner; without it nothing is ever sent to it but questions. */
  allowControl(minerId: string, allowed: boolean): Promise<void>;
  /** The owner's consent to restarting a miner by itself after a confirmed flatline; it holds only beside the other one. */
  allowRecovery(minerId: string, allowed: boolean): Promise<void>;
  /** The owner's consent to the helper's going on with what was asked for while no page is open; beside the first one, too. */
  allowAway(minerId: string, allowed: boolean): Promise<void>;
  /** Reads a miner's settings now: what it can be asked for, how it is set, within which limits. */
  controlOf(minerId: string): Promise<ControlView>;
  /** Carries out one change. Resolves with what became of it, which may be a refusal; see {@link ChangeRecord}. */
  changeMiner(minerId: string, change: DeviceChange, wish?: ChangeWish): Promise<ChangeRecord>;
  /** What is open of a miner, and what was asked for within a day: waiting, under way, watched, over; the latest first. */
  actionsOf(minerId: string): Promise<readonly Action[]>;
  /** Ends an action: what was applied of it stays as it is. */
  callOff(minerId: string, actionId: string): Promise<void>;
  /** Takes back a change that was carried out. */
  undoChange(changeId: string): Promise<ChangeRecord>;
  /** The last changes of a miner, newest first; one that is being read back, by whichever tab, says so. */
  changesOf(minerId: string): Promise<readonly ChangeRecord[]>;
  /** The owner's password for a device; undefined forgets it. It goes to that device alone. */
  saveCredentials(minerId: string, credentials: DeviceCredentials | undefined): Promise<void>;
  poolTemplates(): Promise<readonly PoolTemplate[]>;
  savePoolTemplates(templates: readonly PoolTemplate[]): Promise<void>;
}

/** What an owner wants beside a change. */
export interface ChangeWish {
  /** What is done where the miner does badly within a day; `tell` when absent. */
  readonly ifBad?: IfBad | undefined;
}

/** How a miner can be changed, as it stands. */
export interface ControlView {
  readonly offers: readonly ControlKind[];
  readonly settings: DeviceSettings;
  /** The device's own bounds and the catalogue's, whichever is narrower. */
  readonly bounds: ControlBounds;
  readonly hasPassword: boolean;
}
