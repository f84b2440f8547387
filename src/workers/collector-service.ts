import { Collector } from '../collect/collector.ts';
import type { PreparationScreen } from '../collect/collector-ports.ts';
import { enrol, probeDevice } from '../collect/enrolment.ts';
import { addedEvent } from '../collect/fleet-events.ts';
import { UNDO_MS } from '../collect/purge.ts';
import type { RecorderClient } from '../collect/recorder-client.ts';
import { storeProblemOf } from '../collect/store-problem.ts';
import type { DeviceSnapshot } from '../devices/adapter.ts';
import { adapterOf } from '../devices/adapters.ts';
import { DeviceError, type DeviceTransport } from '../devices/transport.ts';
import type { ControlBounds } from '../domain/control.ts';
import type { CollectorFailure, FleetView, ProbedMiner, ProxyCheck } from '../domain/fleet-view.ts';
import { type DeviceAddress, type Miner, type MinerIdentity, minerId } from '../domain/miner.ts';
import { DEFAULT_SETTINGS } from '../domain/settings.ts';
import { tagsProblem, tidyTags } from '../domain/tags.ts';
import { viewChange } from '../domain/view-change.ts';
import type { EntityStore } from '../store/entity-store.ts';
import { storageReport } from '../store/storage-report.ts';
import { StoreError } from '../store/store-error.ts';
import type { TelemetryStore } from '../store/telemetry-store.ts';
import type { CollectorApi, StartOptions } from './collector-api.ts';
import type { ControlApi } from './control-api.ts';
import { createControlService } from './control-service.ts';
import { DeviceAccess } from './device-access.ts';
import type { DiscoveryApi } from './discovery-api.ts';
import { createDiscoveryService, type DiscoveryServicePorts } from './discovery-service.ts';
import type { MeterApi } from './meter-api.ts';
import { createMeterService } from './meter-service.ts';
import type { PairingApi } from './pairing-api.ts';
import { createPairingService, type PairingServicePorts, randomToken } from './pairing-service.ts';

/** One fleet, opened: its stores and the way to its devices. */
export interface OpenFleet {
  readonly telemetry: TelemetryStore;
  readonly entities: EntityStore;
  readonly transportTo: (address: DeviceAddress) => DeviceTransport;
  readonly checkProxy: () => Promise<ProxyCheck>;
  readonly pair: (token: string) => Promise<ProxyCheck>;
  /** A Reading that the device pushed a moment ago (AxeOS live feed). */
  readonly pushed?: (miner: Miner) => DeviceSnapshot | undefined;
  readonly followLive?: (miners: readonly Miner[]) => void;
  /** The network to find miners in; absent where there is none (demo). */
  readonly scan?: DiscoveryServicePorts['scan'];
  readonly networks?: DiscoveryServicePorts['networks'];
  /** The way to the helper, for pairing further devices (absent in the demo). */
  readonly connection?: PairingServicePorts['connection'];
  /** The helper's recorder; absent where there is no helper (demo). */
  readonly recorder?: RecorderClient;
  /** Lays down what the fleet needs before it is polled (demo). */
  readonly prepare?: (screen: PreparationScreen) => Promise<void>;
  close(): void;
}

export interface ServicePorts {
  readonly nowMs: () => number;
  readonly random: () => number;
  readonly locks: LockManager | undefined;
  /** What the hardware catalogue knows of a device's limits. */
  readonly limitsOf: (identity: MinerIdentity) => Promise<ControlBounds>;
  /**
   * @param onSuperseded called when a newer version of the app takes the databases: they are closed then
   * @throws StoreError when its databases cannot be opened
   */
  readonly openFleet: (options: StartOptions, onSuperseded: (why: StoreError) => void) => Promise<OpenFleet>;
}

interface Running {
  readonly fleet: OpenFleet;
  readonly collector: Collector;
  readonly control: ControlApi;
  readonly discovery: DiscoveryApi;
  readonly pairing: PairingApi;
  readonly meters: MeterApi;
}

/** The collector's API over one fleet at a time. */
export function createCollectorService(ports: ServicePorts): CollectorApi {
  const { nowMs } = ports;
  const listeners = new Set<(view: FleetView) => void>();
  let running: Running | undefined;

  function current(): Running {
    if (!running) throw failure('store', 'the fleet is not open', nowMs());
    return running;
  }

  /** Failures cross the worker border as plain values: classes would not. */
  async function guarded<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (error instanceof DeviceError) throw failure(error.kind, error.detail, nowMs());
      if (error instanceof StoreError) throw failure('store', error.message, nowMs());
      throw error;
    }
  }

  async function probed(
    address: DeviceAddress,
  ): Promise<{ snapshot: DeviceSnapshot; known: Miner | undefined }> {
    const { fleet } = current();
    const snapshot = await probeDevice(fleet.transportTo(address), nowMs);
    const id = minerId(snapshot.identity, address);
    const known = (await fleet.entities.miners()).find(
      (miner) => miner.id === id && miner.removedAtMs === undefined,
    );
    return { snapshot, known };
  }

  /** A miner that is switched off may be given its address; one at which another answers is not its own. */
  async function refuseOthersAddress(id: string, address: DeviceAddress): Promise<void> {
    const miner = (await current().fleet.entities.miners()).find((each) => each.id === id);
    const found = await probed(address).catch((error: unknown) => {
      if (error instanceof DeviceError) return undefined;
      throw error;
    });
    if (!found || !miner) return;
    if (found.known && found.known.id !== id) throw failure('already-added', found.known.name, nowMs());
    const [expected, mac] = [miner.identity.mac, found.snapshot.identity.mac];
    if (expected && mac && expected !== mac)
      throw failure('not-a-miner', `another device (${mac}) answers there`, nowMs());
  }

  /** Changes stored miners in one step, and lets the leader know. Those that are gone are left out. */
  function change(minerIds: readonly string[], edit: (miner: Miner) => Miner): Promise<void> {
    return guarded(async () => {
      const { fleet, collector } = current();
      await fleet.entities.changeMiners(minerIds, edit);
      await collector.storeChanged();
    });
  }

  /** What was removed is forgotten when its time for undo is over. */
  function purgeLater(): void {
    setTimeout(() => void running?.collector.purgeRemoved(), UNDO_MS + 1_000);
  }

  async function stop(): Promise<void> {
    const former = running;
    running = undefined;
    await former?.discovery.stopDiscovery();
    await former?.collector.stop();
    former?.fleet.close();
  }

  /** A tab that cannot store any more lets go of the lead, so that the newer one collects; it says why it stands still. */
  function superseded(fleet: 'real' | 'demo', why: StoreError): void {
    if (!running) return;
    const last = { ...running.collector.view(), leading: false };
    void stop();
    for (const listener of listeners) listener({ ...last, fleet, storeProblem: storeProblemOf(why) });
  }

  return {
    async start(options) {
      await stop();
      try {
        const fleet = await ports.openFleet(options, (why) => superseded(options.fleet, why));
        const access = new DeviceAccess(fleet.entities);
        const collector = await Collector.open({
          ...fleet,
          fleet: options.fleet,
          nowMs,
          random: ports.random,
          locks: ports.locks,
          adapterFor: (miner) => adapterOf(miner.identity.family),
          transportFor: (miner) => fleet.transportTo(miner.address),
          accessTo: (miner) => access.to(miner.id),
        });
        const control = createControlService({
          ...fleet,
          nowMs,
          access,
          locks: ports.locks,
          limitsOf: ports.limitsOf,
          storeChanged: () => collector.storeChanged(),
        });
        const miners = () => enrolled(fleet.entities);
        const discovery = createDiscoveryService({ ...fleet, nowMs, miners });
        const storeChanged = () => collector.storeChanged();
        const meters = createMeterService({ ...fleet, nowMs, storeChanged, removed: purgeLater });
        const pairing = createPairingService({ ...fleet, miners, newToken: randomToken });
        running = { fleet, collector, control, discovery, meters, pairing };
        for (const listener of listeners) collector.subscribe(listener);
        return collector.view();
      } catch (error) {
        return closedView(options.fleet, error, nowMs());
      }
    },
    async subscribe(listener) {
      let told: FleetView | undefined;
      const tell = (view: FleetView) => {
        listener(viewChange(told, view));
        told = view;
      };
      listeners.add(tell);
      running?.collector.subscribe(tell);
    },
    probe: (address) =>
      guarded(async (): Promise<ProbedMiner> => {
        const { snapshot, known } = await probed(address);
        return { ...snapshot, address, known };
      }),
    add: (address, name) =>
      guarded(async () => {
        const { fleet, collector } = current();
        const { snapshot, known } = await probed(address);
        if (known) throw failure('already-added', known.name, nowMs());
        const miner = enrol(snapshot, address, name);
        await fleet.entities.putMiners([miner]);
        await fleet.entities.addEvents([addedEvent(miner, miner.addedAtMs)]);
        await collector.storeChanged();
        return miner;
      }),
    rename: (id, name) => change([id], (miner) => ({ ...miner, name: name.trim() || miner.name })),
    changeAddress: (id, address) =>
      guarded(async () => {
        await refuseOthersAddress(id, address);
        await change([id], (miner) => ({ ...miner, address }));
      }),
    setTags: async (all) => {
      const wanted = new Map(
        all.map(({ minerId: id, tags }): [string, readonly string[]] => [id, tidyTags(tags)]),
      );
      const problem = [...wanted.values()].map(tagsProblem).find((found) => found !== undefined);
      if (problem) throw new RangeError(`these cannot be the tags of a miner: ${problem}`);
      await change([...wanted.keys()], (miner) => ({ ...miner, tags: wanted.get(miner.id) }));
    },
    remove: async (ids) => {
      await change(ids, (miner) => ({ ...miner, removedAtMs: nowMs() }));
      purgeLater();
    },
    undoRemove: (ids) => change(ids, ({ removedAtMs: _, ...miner }) => miner),
    acknowledge: (alertId) => guarded(() => current().collector.acknowledge(alertId)),
    saveSettings: (changed) =>
      guarded(async () => {
        const { fleet, collector } = current();
        const settings = await fleet.entities.saveSettings(changed);
        await collector.storeChanged();
        return settings;
      }),
    series: (query) => guarded(() => current().fleet.telemetry.columns(query)),
    fleetSeries: (query) =>
      guarded(async () => {
        const { fleet, collector } = current();
        const minerIds = collector.view().miners.map(({ miner }) => miner.id);
        return fleet.telemetry.sumColumns({ ...query, minerIds });
      }),
    events: ({ fromMs, toMs, minerId: id }) =>
      guarded(async () => {
        const events = await current().fleet.entities.eventsBetween(fromMs, toMs);
        return id === undefined ? events : events.filter((event) => event.minerId === id);
      }),
    alerts: ({ fromMs, toMs, minerId: id }) =>
      guarded(async () => {
        const alerts = await current().fleet.entities.alertsBetween(fromMs, toMs);
        return id === undefined ? alerts : alerts.filter((alert) => alert.minerIds.includes(id));
      }),
    checkProxy: () => guarded(() => current().fleet.checkProxy()),
    pair: (token) => guarded(() => current().fleet.pair(token)),
    recorder: () => guarded(async () => (await current().fleet.recorder?.report()) ?? { recording: false }),
    storage: () => guarded(() => storageReport(current().fleet.telemetry)),
    allowControl: (id, allowed) => guarded(() => current().control.allowControl(id, allowed)),
    controlOf: (id) => guarded(() => current().control.controlOf(id)),
    changeMiner: (id, wanted) => guarded(() => current().control.changeMiner(id, wanted)),
    undoChange: (changeId) => guarded(() => current().control.undoChange(changeId)),
    changesOf: (id) => guarded(() => current().control.changesOf(id)),
    saveCredentials: (id, credentials) => guarded(() => current().control.saveCredentials(id, credentials)),
    poolTemplates: () => guarded(() => current().control.poolTemplates()),
    savePoolTemplates: (templates) => guarded(() => current().control.savePoolTemplates(templates)),
    networks: () => guarded(() => current().discovery.networks()),
    discover: (ranges, onProgress) => guarded(() => current().discovery.discover(ranges, onProgress)),
    stopDiscovery: () => guarded(() => current().discovery.stopDiscovery()),
    offerPairing: async () => current().pairing.offerPairing(),
    offerProgress: async (id) => current().pairing.offerProgress(id),
    confirmPairing: async (id, digits) => current().pairing.confirmPairing(id, digits),
    refusePairing: async (id) => current().pairing.refusePairing(id),
    pairedDevices: async () => current().pairing.pairedDevices(),
    renameDevice: async (id, name) => current().pairing.renameDevice(id, name),
    revokeDevice: async (id) => current().pairing.revokeDevice(id),
    claimPairing: async (code, name) => current().pairing.claimPairing(code, name),
    claimProgress: async () => current().pairing.claimProgress(),
    probeMeter: (question) => guarded(() => current().meters.probeMeter(question)),
    addMeters: (added, access) => guarded(() => current().meters.addMeters(added, access)),
    changeMeter: (id, wanted, access) => guarded(() => current().meters.changeMeter(id, wanted, access)),
    removeMeter: (id) => guarded(() => current().meters.removeMeter(id)),
    undoRemoveMeter: (id) => guarded(() => current().meters.undoRemoveMeter(id)),
    switchMeter: (id, on) => guarded(() => current().meters.switchMeter(id, on)),
    setPlugReading: (id, reading) => guarded(() => current().meters.setPlugReading(id, reading)),
  };
}

async function enrolled(entities: EntityStore): Promise<readonly Miner[]> {
  return (await entities.miners()).filter((miner) => miner.removedAtMs === undefined);
}

function failure(kind: CollectorFailure['kind'], detail: string, atMs: number): CollectorFailure {
  return { failure: true, kind, detail, atMs };
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
