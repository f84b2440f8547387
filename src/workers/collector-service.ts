import { UNDO_MS } from '../collect/purge.ts';
import { storeProblemOf } from '../collect/store-problem.ts';
import { pastTariffsAfter } from '../domain/economics/past-tariffs.ts';
import type { FleetView } from '../domain/fleet-view.ts';
import { DEFAULT_SETTINGS } from '../domain/settings.ts';
import { viewChange } from '../domain/view-change.ts';
import { storageReport } from '../store/storage-report.ts';
import type { StoreError } from '../store/store-error.ts';
import type { CollectorApi, StartOptions } from './collector-api.ts';
import { failure, guarded } from './collector-failure.ts';
import {
  type Guard,
  toAlarms,
  toAllocation,
  toBackup,
  toControl,
  toDiscovery,
  toHealth,
  toHistory,
  toInsight,
  toMeters,
  toPairing,
  toPlan,
  toQuality,
  toRoster,
  toSources,
  toTuning,
} from './forwarding.ts';
import { endFleet, type FleetPorts, type OpenFleet, type RunningFleet, runFleet } from './running-fleet.ts';

export interface ServicePorts extends Omit<FleetPorts, 'removed'> {
  /**
   * @param onSuperseded called when a newer version of the app takes the databases: they are closed then
   * @throws StoreError when its databases cannot be opened
   */
  readonly openFleet: (options: StartOptions, onSuperseded: (why: StoreError) => void) => Promise<OpenFleet>;
}

/** The collector's API over one fleet at a time. */
export function createCollectorService(ports: ServicePorts): CollectorApi {
  const open = new OpenedFleet(ports);
  const guard: Guard = (work) =>
    guarded(ports.nowMs, async () => {
      await open.settled();
      return work();
    });
  return {
    ...toRoster(() => open.current.roster, guard),
    ...toHistory(() => open.current.history, guard),
    ...toControl(() => open.current.control, guard),
    ...toTuning(() => open.current.tuning, guard),
    ...toAllocation(() => open.current.allocation, guard),
    ...toPlan(() => open.current.plan, guard),
    ...toDiscovery(() => open.current.discovery, guard),
    ...toMeters(() => open.current.meters, guard),
    ...toPairing(() => open.current.pairing, guard),
    ...toSources(() => open.current.sources, guard),
    ...toInsight(() => open.current.insight, guard),
    ...toBackup(() => open.current.backup, guard),
    ...toQuality(() => open.current.quality, guard),
    ...toHealth(() => open.current.health, guard),
    ...toAlarms(() => open.current.alarms, guard),
    start: (options) => open.start(options),
    async subscribe(listener) {
      let told: FleetView | undefined;
      open.subscribe((view) => {
        listener(viewChange(told, view));
        told = view;
      });
    },
    acknowledge: (alertId) => guard(() => open.current.collector.acknowledge(alertId)),
    saveSettings: (changed) =>
      guard(async () => {
        const { fleet, collector } = open.current;
        const before = await fleet.entities.settings();
        const pastTariffs = pastTariffsAfter(before, changed, ports.nowMs());
        const settings = await fleet.entities.saveSettings({ ...changed, pastTariffs });
        await collector.storeChanged();
        return settings;
      }),
    checkProxy: () => guard(() => open.current.fleet.checkProxy()),
    pair: (token) => guard(() => open.current.fleet.pair(token)),
    recorder: () => guard(async () => (await open.current.fleet.recorder?.report()) ?? { recording: false }),
    storage: () => guard(() => storageReport(open.current.fleet)),
  };
}

/** The one fleet that is open, and who listens to it, also while it makes place for another. */
class OpenedFleet {
  readonly #ports: ServicePorts;
  readonly #listeners = new Set<(view: FleetView) => void>();
  #running: RunningFleet | undefined;
  #opening: Promise<FleetView> | undefined;

  constructor(ports: ServicePorts) {
    this.#ports = ports;
  }

  /** @throws CollectorFailure while there is none */
  get current(): RunningFleet {
    if (!this.#running) throw failure('store', 'the fleet is not open', this.#ports.nowMs());
    return this.#running;
  }

  /** Waits while one is being opened: a page that is loaded directly asks before its databases stand. */
  async settled(): Promise<void> {
    // Why it failed is told to whoever began it.
    await Promise.allSettled([this.#opening]);
  }

  start(options: StartOptions): Promise<FleetView> {
    this.#opening = this.#open(options);
    return this.#opening;
  }

  async #open(options: StartOptions): Promise<FleetView> {
    const { fleet: kind } = options;
    await this.#stop();
    try {
      const fleet = await this.#ports.openFleet(options, (why) => this.#superseded(kind, why));
      const removed = () => this.#purgeLater();
      this.#running = await runFleet(fleet, kind, { ...this.#ports, removed });
      const { collector } = this.#running;
      for (const listener of this.#listeners) collector.subscribe(listener);
      return collector.view();
    } catch (error) {
      return closedView(kind, error, this.#ports.nowMs());
    }
  }

  subscribe(listener: (view: FleetView) => void): void {
    this.#listeners.add(listener);
    this.#running?.collector.subscribe(listener);
  }

  async #stop(): Promise<void> {
    const former = this.#running;
    this.#running = undefined;
    if (former) await endFleet(former);
  }

  /** A tab that cannot store any more lets go of the lead, so that the newer one collects; it says why it stands still. */
  #superseded(fleet: 'real' | 'demo', why: StoreError): void {
    if (!this.#running) return;
    const last = { ...this.#running.collector.view(), leading: false };
    void this.#stop();
    for (const listener of this.#listeners) listener({ ...last, fleet, storeProblem: storeProblemOf(why) });
  }

  /** What was removed is forgotten when its time for undo is over. */
  #purgeLater(): void {
    setTimeout(() => void this.#running?.collector.purgeRemoved(), UNDO_MS + 1_000);
  }
}

/** What is shown when the databases cannot be opened: nothing but the reason. */
function closedView(fleet: 'real' | 'demo', error: unknown, atMs: number): FleetView {
  return {
    fleet,
    atMs,
    leading: false,
    miners: [],
    alerts: [],
    settings: DEFAULT_SETTINGS,
    storeProblem: storeProblemOf(error),
  };
}
