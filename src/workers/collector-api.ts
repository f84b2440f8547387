import type { Alert, FleetEvent } from '../domain/alert.ts';
import type { FleetView, ProbedMiner, ProxyCheck, StorageReport } from '../domain/fleet-view.ts';
import type { DeviceAddress, Miner } from '../domain/miner.ts';
import type { RecorderReport } from '../domain/recorder-report.ts';
import type { SeriesColumns, SeriesName } from '../domain/series.ts';
import type { Settings } from '../domain/settings.ts';
import type { MinerTags } from '../domain/tags.ts';
import type { ViewChange } from '../domain/view-change.ts';
import type { ControlApi } from './control-api.ts';
import type { DiscoveryApi } from './discovery-api.ts';
import type { MeterApi } from './meter-api.ts';
import type { PairingApi } from './pairing-api.ts';

/**
 * What pages may ask of the collector worker, over Comlink. Every tab has its own worker; of all workers of one
 * fleet kind one leads and polls, the others follow, and all answer the same.
 */
export interface CollectorApi extends ControlApi, DiscoveryApi, MeterApi, PairingApi {
  /** Open the stores and begin. Resolves with the first view, which may be empty. */
  start(options: StartOptions): Promise<FleetView>;
  /** Calls back with the view as it stands, and then with each change of it; returns when it is set up. */
  subscribe(listener: (change: ViewChange) => void): Promise<void>;
  /** Read the device behind an address once, without adding it. Rejects with a {@link CollectorFailure}. */
  probe(address: DeviceAddress): Promise<ProbedMiner>;
  /** Read once more and enrol it, monitor only. Rejects with a {@link CollectorFailure}. */
  add(address: DeviceAddress, name?: string): Promise<Miner>;
  rename(minerId: string, name: string): Promise<void>;
  changeAddress(minerId: string, address: DeviceAddress): Promise<void>;
  /** Gives miners these tags in place of those they have, all in one step; keeps them as `tidyTags` writes them. */
  setTags(tags: readonly MinerTags[]): Promise<void>;
  /** Stops polling and removes the miners with their history. Undone by {@link undoRemove} for 30 s. */
  remove(minerIds: readonly string[]): Promise<void>;
  undoRemove(minerIds: readonly string[]): Promise<void>;
  acknowledge(alertId: string): Promise<void>;
  saveSettings(change: Partial<Settings>): Promise<Settings>;
  /** Columns over [fromMs, toMs), at most about `maxPoints` points, gaps kept as NaN rows. Min/max are not lost. */
  series(query: SeriesQuery): Promise<SeriesColumns>;
  /** The same for the sum over all miners (hashrate, expected hashrate, power); of power what is at the wall counts. */
  fleetSeries(query: Omit<SeriesQuery, 'minerId'>): Promise<SeriesColumns>;
  events(range: {
    readonly fromMs: number;
    readonly toMs: number;
    readonly minerId?: string;
  }): Promise<readonly FleetEvent[]>;
  alerts(range: {
    readonly fromMs: number;
    readonly toMs: number;
    readonly minerId?: string;
  }): Promise<readonly Alert[]>;
  /** Is the helper there, does it know us? */
  checkProxy(): Promise<ProxyCheck>;
  pair(token: string): Promise<ProxyCheck>;
  /** What the helper's recorder says of itself. Rejects with a {@link CollectorFailure} when the helper does not answer. */
  recorder(): Promise<RecorderReport>;
  storage(): Promise<StorageReport>;
}

export interface StartOptions {
  readonly fleet: 'real' | 'demo';
  /** Pairing token, where the page has one. */
  readonly token?: string | undefined;
}

export interface SeriesQuery {
  readonly minerId: string;
  readonly names: readonly SeriesName[];
  readonly fromMs: number;
  readonly toMs: number;
  readonly maxPoints: number;
}
