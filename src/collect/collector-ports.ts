import type { PollerPorts } from '../devices/poller.ts';
import type { Miner } from '../domain/miner.ts';
import type { Snapshot } from '../store/entity-schema.ts';
import type { FleetStores } from '../store/storage-report.ts';
import type { LostSearchPorts } from './lost-search.ts';
import type { RecorderClient } from './recorder-client.ts';

/** What one fleet's collector needs of the world. */
export interface CollectorPorts
  extends FleetStores,
    Pick<PollerPorts, 'nowMs' | 'random' | 'adapterFor' | 'transportFor' | 'accessTo' | 'pushed'> {
  readonly fleet: 'real' | 'demo';
  /** Web Locks of this worker; absent on an insecure page. */
  readonly locks: LockManager | undefined;
  /** Called once this worker leads, before it polls: the demo lays down its miners and their past here. */
  readonly prepare?: (screen: PreparationScreen) => Promise<void>;
  readonly transportTo: LostSearchPorts['transportTo'];
  /** Looks for open doors in the home network; absent where there is none (demo). */
  readonly scan?: LostSearchPorts['scan'] | undefined;
  /** The helper's recorder, which may ask the miners in our place; absent where there is no helper (demo). */
  readonly recorder?: RecorderClient | undefined;
  /** Which miners are polled from now on: live feeds are opened and closed to match. */
  readonly followLive?: (miners: readonly Miner[]) => void;
}

/** What a fleet that lays itself down can show meanwhile. */
export interface PreparationScreen {
  /** Alerts and answers of an earlier past, which is laid down anew, count no more; these answers are the last ones. */
  forgetPast(snapshots: readonly Snapshot[]): void;
  /** Miners and their last answers, before they are stored. */
  show(miners: readonly Miner[], snapshots: readonly Snapshot[]): void;
  /** Part of the past that is laid down, 0..1. */
  progress(part: number): void;
}
