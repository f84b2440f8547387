import type { FleetView, ProxyCheck, StorageReport } from '../domain/fleet-view.ts';
import type { RecorderReport } from '../domain/recorder-report.ts';
import type { Settings } from '../domain/settings.ts';
import type { ViewChange } from '../domain/view-change.ts';
import type { AlarmApi } from './alarm-api.ts';
import type { AllocationApi } from './allocation-api.ts';
import type { BackupApi } from './backup-api.ts';
import type { ControlApi } from './control-api.ts';
import type { DiscoveryApi } from './discovery-api.ts';
import type { HealthApi } from './health-api.ts';
import type { HistoryApi } from './history-api.ts';
import type { InsightApi } from './insight-api.ts';
import type { MeterApi } from './meter-api.ts';
import type { PairingApi } from './pairing-api.ts';
import type { PlanApi } from './plan-api.ts';
import type { QualityApi } from './quality-api.ts';
import type { RosterApi } from './roster-api.ts';
import type { SourceApi } from './source-api.ts';
import type { TuningApi } from './tuning-api.ts';

/**
 * What pages may ask of the collector worker, over Comlink. Every tab has its own worker; of all workers of one
 * fleet kind one leads and polls, the others follow, and all answer the same.
 */
export interface CollectorApi
  extends RosterApi,
    HistoryApi,
    ControlApi,
    DiscoveryApi,
    MeterApi,
    PairingApi,
    SourceApi,
    InsightApi,
    BackupApi,
    AlarmApi,
    QualityApi,
    TuningApi,
    AllocationApi,
    PlanApi,
    HealthApi {
  /** Open the stores and begin. Resolves with the first view, which may be empty. */
  start(options: StartOptions): Promise<FleetView>;
  /** Calls back with the view as it stands, and then with each change of it; returns when it is set up. */
  subscribe(listener: (change: ViewChange) => void): Promise<void>;
  acknowledge(alertId: string): Promise<void>;
  saveSettings(change: Partial<Settings>): Promise<Settings>;
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
