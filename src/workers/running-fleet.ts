import { Collector } from '../collect/collector.ts';
import type { PreparationScreen } from '../collect/collector-ports.ts';
import { proxyAway } from '../collect/proxy-away.ts';
import { planLease } from '../collect/proxy-plan-lease.ts';
import type { RecorderClient } from '../collect/recorder-client.ts';
import type { DeviceSnapshot } from '../devices/adapter.ts';
import { adapterOf } from '../devices/adapters.ts';
import type { DeviceTransport } from '../devices/transport.ts';
import type { ControlBounds } from '../domain/control.ts';
import type { ProxyCheck } from '../domain/fleet-view.ts';
import type { DeviceAddress, Miner, MinerIdentity } from '../domain/miner.ts';
import type { EntityStore } from '../store/entity-store.ts';
import type { FleetStores } from '../store/storage-report.ts';
import { ActionKeeper } from './action-keeper.ts';
import type { AllocationApi } from './allocation-api.ts';
import { AwayKeeper } from './away-keeper.ts';
import type { BackupApi } from './backup-api.ts';
import type { ControlApi } from './control-api.ts';
import { createControlService } from './control-service.ts';
import { DeviceAccess } from './device-access.ts';
import type { DiscoveryApi } from './discovery-api.ts';
import { createDiscoveryService, type DiscoveryServicePorts } from './discovery-service.ts';
import { hardwareFacts } from './hardware-limits.ts';
import type { HealthService } from './health-service.ts';
import type { HistoryApi } from './history-api.ts';
import { createHistoryService } from './history-service.ts';
import type { InsightApi } from './insight-api.ts';
import { type LazyAlarms, lazyAlarms } from './lazy-alarms.ts';
import { lazyAllocation } from './lazy-allocation.ts';
import { lazyBackup } from './lazy-backup.ts';
import { lazyHealth } from './lazy-health.ts';
import { lazyInsight } from './lazy-insight.ts';
import { type LazyPlan, lazyPlan } from './lazy-plan.ts';
import { lazyQuality } from './lazy-quality.ts';
import { lazyRecovery } from './lazy-recovery.ts';
import { type LazySources, lazySources } from './lazy-sources.ts';
import { lazyTuning } from './lazy-tuning.ts';
import type { MeterApi } from './meter-api.ts';
import { createMeterService } from './meter-service.ts';
import type { PairingApi } from './pairing-api.ts';
import { createPairingService, type PairingServicePorts, randomToken } from './pairing-service.ts';
import type { PlanApi } from './plan-api.ts';
import type { QualityApi } from './quality-api.ts';
import type { RosterApi } from './roster-api.ts';
import { createRosterService } from './roster-service.ts';
import type { TuningApi } from './tuning-api.ts';
import type { TuningPorts } from './tuning-service.ts';

/** One fleet, opened: its stores and the way to its devices. */
export interface OpenFleet extends FleetStores {
  readonly transportTo: (address: DeviceAddress) => DeviceTransport;
  readonly checkProxy: () => Promise<ProxyCheck>;
  /** Tunes a copy of a simulated miner (the demo alone). */
  readonly rehearsed?: TuningPorts['rehearsed'];
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

/** What a fleet needs of this browser to be collected. */
export interface FleetPorts {
  readonly nowMs: () => number;
  readonly random: () => number;
  readonly locks: LockManager | undefined;
  /** What the hardware catalogue knows of a device's limits. */
  readonly limitsOf: (identity: MinerIdentity) => Promise<ControlBounds>;
  /** Miners or meters were removed: they are forgotten when their time for undo is over. */
  readonly removed: () => void;
}

/** A fleet that is collected, and the parts of the collector's API that answer for it. */
export interface RunningFleet {
  readonly fleet: OpenFleet;
  readonly collector: Collector;
  readonly access: DeviceAccess;
  readonly roster: RosterApi;
  readonly history: HistoryApi;
  readonly control: ControlApi;
  readonly tuning: TuningApi;
  readonly plan: PlanApi;
  readonly discovery: DiscoveryApi;
  readonly pairing: PairingApi;
  readonly meters: MeterApi;
  readonly sources: LazySources;
  readonly insight: InsightApi;
  readonly backup: BackupApi;
  readonly quality: QualityApi;
  readonly health: HealthService;
  readonly alarms: LazyAlarms;
  readonly allocation: AllocationApi;
}

/** Begins to collect a fleet. */
export async function runFleet(
  fleet: OpenFleet,
  kind: 'real' | 'demo',
  ports: FleetPorts,
): Promise<RunningFleet> {
  const access = new DeviceAccess(fleet.entities);
  const collector = await Collector.open({
    ...fleet,
    ...ports,
    fleet: kind,
    adapterFor: (miner) => adapterOf(miner.identity.family),
    transportFor: (miner) => fleet.transportTo(miner.address),
    accessTo: (miner) => access.to(miner.id),
  });
  const storeChanged = () => collector.storeChanged();
  const miners = () => enrolled(fleet.entities);
  const shared = { ...fleet, ...ports, storeChanged, miners };
  const sources = lazySources(
    kind === 'demo'
      ? undefined
      : {
          ...shared,
          outside: fleet.telemetry.outside,
          connection: fleet.connection,
          view: () => collector.view(),
          onStoreProblem,
          onMarket: (market) => collector.setOutside(market),
        },
  );
  collector.subscribe((view) => sources.fleetChanged(view));
  const alarms = lazyAlarms(shared);
  collector.subscribe((view) => alarms.fleetChanged(view));
  const health = lazyHealth({
    ...shared,
    kind,
    view: () => collector.view(),
    figures: () => sources.figures(),
    past: sources.outsidePast,
    onFindings: (findings) => collector.takeFindings(findings),
  });
  collector.subscribe((view) => health.fleetChanged(view));
  const away = new AwayKeeper({
    ...shared,
    client: fleet.connection && proxyAway(fleet.connection),
    plans: fleet.entities.plans,
    planned: (minerIds) => plan.handOver(minerIds),
  });
  collector.subscribe((view) => away.fleetChanged(view));
  const control = createControlService({
    ...shared,
    away,
    access,
    overheated: (minerId) =>
      collector.view().miners.find(({ miner }) => miner.id === minerId)?.reading?.overheated,
  });
  const keeper = new ActionKeeper({ ...shared, control });
  collector.subscribe((view) => keeper.fleetChanged(view));
  const recovery = lazyRecovery({
    ...shared,
    control,
    view: () => collector.view(),
    onUnanswered: (minerId, unanswered) => collector.takeUnanswered(minerId, unanswered),
  });
  collector.subscribe((view) => recovery.fleetChanged(view));
  const tuning = lazyTuning({
    ...shared,
    tunings: fleet.entities.tunings,
    rehearsed: fleet.rehearsed,
    control,
    factsOf: hardwareFacts,
    newId: () => crypto.randomUUID(),
    seed: () => Math.floor(ports.random() * 2 ** 31),
    view: () => collector.view(),
  });
  collector.subscribe((view) => tuning.fleetChanged(view));
  const plan: LazyPlan = lazyPlan({
    ...shared,
    askLease: fleet.connection && planLease(fleet.connection, crypto.randomUUID()),
    rulesChanged: () => away.rulesChanged(),
    mayGoOn: (miner) => away.mayGoOn(miner),
    tunings: fleet.entities.tunings,
    plans: fleet.entities.plans,
    outside: fleet.telemetry.outside,
    control,
    view: () => collector.view(),
    figures: () => sources.figures(),
    past: sources.outsidePast,
  });
  collector.subscribe((view) => plan.fleetChanged(view));
  return {
    fleet,
    collector,
    access,
    sources,
    alarms,
    allocation: lazyAllocation(shared),
    health,
    insight: lazyInsight({
      ...shared,
      view: () => collector.view(),
      figures: () => sources.figures(),
      past: sources.outsidePast,
    }),
    backup: lazyBackup({ ...shared, kind }),
    quality: lazyQuality({ ...shared, view: () => collector.view() }),
    roster: createRosterService(shared),
    history: createHistoryService({
      ...fleet,
      minerIds: () => collector.view().miners.map(({ miner }) => miner.id),
    }),
    control,
    tuning,
    plan,
    discovery: createDiscoveryService(shared),
    meters: createMeterService(shared),
    pairing: createPairingService({ ...shared, newToken: randomToken }),
  };
}

/** Lets go of a fleet: nothing of it is asked or written any more. */
export async function endFleet(running: RunningFleet): Promise<void> {
  const { fleet, collector, access, discovery, sources, health } = running;
  sources.close();
  await health.close();
  await discovery.stopDiscovery();
  await collector.stop();
  access.close();
  fleet.close();
}

/** What cannot be stored of outside sources is shown all the same; the store's own trouble is told by the collector. */
function onStoreProblem(error: unknown): void {
  console.error('outside sources cannot be stored', error);
}

async function enrolled(entities: EntityStore): Promise<readonly Miner[]> {
  return (await entities.miners()).filter((miner) => miner.removedAtMs === undefined);
}
