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
  /** Reads a miner's settings now: what it can be asked for, how it is set, within which limits. */
  controlOf(minerId: string): Promise<ControlView>;
  /** Carries out one change. Resolves with what became of it, which may be a refusal; see {@link ChangeRecord}. */
  changeMiner(minerId: string, change: DeviceChange): Promise<ChangeRecord>;
  /** Takes back a change that was carried out. */
  undoChange(changeId: string): Promise<ChangeRecord>;
  /** The last changes of a miner, newest first; one that is being read back, by whichever tab, says so. */
  changesOf(minerId: string): Promise<readonly ChangeRecord[]>;
  /** The owner's password for a device; undefined forgets it. It goes to that device alone. */
  saveCredentials(minerId: string, credentials: DeviceCredentials | undefined): Promise<void>;
  poolTemplates(): Promise<readonly PoolTemplate[]>;
  savePoolTemplates(templates: readonly PoolTemplate[]): Promise<void>;
}

/** How a miner can be changed, as it stands. */
export interface ControlView {
  readonly offers: readonly ControlKind[];
  readonly settings: DeviceSettings;
  /** The device's own bounds and the catalogue's, whichever is narrower. */
  readonly bounds: ControlBounds;
  readonly hasPassword: boolean;
}
