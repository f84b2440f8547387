import type { Alert, FleetEvent } from '../domain/alert.ts';
import type { DeviceAddress, Miner, MinerIdentity } from '../domain/miner.ts';
import type { MinerState } from '../domain/miner-state.ts';
import type { Reading } from '../domain/reading.ts';
import type { SeriesColumns, SeriesName } from '../domain/series.ts';
import type { Settings } from '../domain/settings.ts';

/**
 * What pages may ask of the collector worker, over Comlink. Every tab has its own worker; of all workers of one
 * fleet kind one leads and polls, the others follow, and all answer the same.
 */
export interface CollectorApi {
  /** Open the stores and begin. Resolves with the first view, which may be empty. */
  start(options: StartOptions): Promise<FleetView>;
  /** Calls back with the whole view after each change; returns when it is set up. */
  subscribe(listener: (view: FleetView) => void): Promise<void>;
  /** Read the device behind an address once, without adding it. Rejects with a {@link CollectorFailure}. */
  probe(address: DeviceAddress): Promise<ProbedMiner>;
  /** Read once more and enrol it, monitor only. Rejects with a {@link CollectorFailure}. */
  add(address: DeviceAddress, name?: string): Promise<Miner>;
  rename(minerId: string, name: string): Promise<void>;
  changeAddress(minerId: string, address: DeviceAddress): Promise<void>;
  /** Stops polling and removes the miner with its history. Undone by {@link undoRemove} for 30 s. */
  remove(minerId: string): Promise<void>;
  undoRemove(minerId: string): Promise<void>;
  acknowledge(alertId: string): Promise<void>;
  saveSettings(change: Partial<Settings>): Promise<Settings>;
  /** Columns over [fromMs, toMs), at most about `maxPoints` points, gaps kept as NaN rows. Min/max are not lost. */
  series(query: SeriesQuery): Promise<SeriesColumns>;
  /** The same for the sum over all miners (hashrate, expected hashrate, power). */
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
  storage(): Promise<StorageReport>;
}

export interface StartOptions {
  readonly fleet: 'real' | 'demo';
  /** Pairing token, where the page has one. */
  readonly token?: string | undefined;
}

export interface FleetView {
  readonly fleet: 'real' | 'demo';
  readonly atMs: number;
  /** Does this worker poll, or another tab's? */
  readonly leading: boolean;
  readonly miners: readonly MinerView[];
  /** Open alerts, worst and newest first, and those resolved within the last 24 h. */
  readonly alerts: readonly Alert[];
  readonly settings: Settings;
  /** Trouble with storing: quota full, blocked by an older tab … */
  readonly storeProblem?: StoreProblem | undefined;
  /** Trouble with the helper that stops all polling; single devices' troubles stand in their MinerView. */
  readonly proxyProblem?: 'no-proxy' | 'not-paired' | undefined;
  /** Demo only: how much of the 30 days is laid down, 0..1. */
  readonly historyProgress?: number | undefined;
}

export interface MinerView {
  readonly miner: Miner;
  readonly state: MinerState;
  /** The last Reading there is, however old; absent before the first. */
  readonly reading?: Reading | undefined;
  /** Last successful answer, epoch ms. */
  readonly answeredAtMs?: number | undefined;
  /** Why the last poll failed, in a form that the UI words; absent after a good one. */
  readonly failure?: CollectorFailure | undefined;
  /** Mean hashrate of the last 10 min, H/s. */
  readonly hashrate10mHs?: number | undefined;
  /** Hashrate of the last 60 min in one-minute means, oldest first, NaN where nothing is known. */
  readonly spark: Float64Array;
  /** Shares that should have come since the last one, given rate and difficulty; absent when unknown. */
  readonly expectedSharesSinceLast?: number | undefined;
  readonly lastShareAtMs?: number | undefined;
  /** How a Reading reaches us: polled, or pushed by the device. */
  readonly feed: 'poll' | 'live';
}

export interface ProbedMiner {
  readonly identity: MinerIdentity;
  readonly reading: Reading;
  readonly address: DeviceAddress;
  /** The miner this already is, if it has been added (same MAC, maybe another address). */
  readonly known?: Miner | undefined;
}

/** A failure that crosses the worker boundary (Error classes do not). */
export interface CollectorFailure {
  readonly failure: true;
  readonly kind:
    | import('../devices/transport.ts').DeviceErrorKind
    | 'already-added'
    | 'bad-address'
    | 'store';
  readonly detail: string;
  readonly atMs: number;
}

export interface SeriesQuery {
  readonly minerId: string;
  readonly names: readonly SeriesName[];
  readonly fromMs: number;
  readonly toMs: number;
  readonly maxPoints: number;
}

export interface StoreProblem {
  readonly kind: 'quota' | 'blocked' | 'unreadable' | 'newer-version';
  readonly detail: string;
}

export interface ProxyCheck {
  readonly proxy: 'ok' | 'no-proxy' | 'not-paired';
  readonly version?: string | undefined;
}

export interface StorageReport {
  readonly usedBytes?: number | undefined;
  readonly quotaBytes?: number | undefined;
  /** The browser's answer to `navigator.storage.persisted()`; absent where it cannot be asked. */
  readonly persisted?: boolean | undefined;
  readonly oldestAtMs?: number | undefined;
  readonly rows: number;
}
