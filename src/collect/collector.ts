import type { DeviceSnapshot } from '../devices/adapter.ts';
import { createPoller, type Poller } from '../devices/poller.ts';
import type { DeviceError } from '../devices/transport.ts';
import type { FleetView } from '../domain/fleet-view.ts';
import { type DeviceAddress, formatAddress, type Miner } from '../domain/miner.ts';
import type { Reading } from '../domain/reading.ts';
import { neighbourhoodOf } from '../domain/scan-range.ts';
import type { TelemetryRow } from '../domain/series.ts';
import { telemetryRow } from '../domain/telemetry-row.ts';
import type { EntityStore } from '../store/entity-store.ts';
import { renewLog } from '../store/log-renewal.ts';
import type { CollectorPorts } from './collector-ports.ts';
import { type FleetChannel, type FleetMessage, joinFleetChannel } from './fleet-channel.ts';
import { FleetKeeper } from './fleet-keeper.ts';
import { GapFiller } from './gap-filler.ts';
import { type Leadership, seekLead } from './leadership.ts';
import { LostSearch } from './lost-search.ts';
import { MeterPoller } from './meter-poller.ts';
import { REPLAYED_SERIES } from './miner-track.ts';
import { purgeRemoved } from './purge.ts';
import { RecorderFollower } from './recorder-follower.ts';
import { relocate } from './relocation.ts';
import { storeProblemOf } from './store-problem.ts';
import { TelemetryRecorder } from './telemetry-recorder.ts';
import { ViewPublisher } from './view-publisher.ts';

/** How often the rules are checked between answers, ms: ages and silences grow by themselves. */
const WATCH_EVERY_MS = 1_000;
/** How often the write-ahead tail is folded into segments, ms. */
const COMPACT_EVERY_MS = 5 * 60_000;
/** How much of the past a starting collector reads to know where each miner stands, ms. */
const REPLAY_MS = 2 * 60 * 60_000;
/**
 * Keeps one fleet: polls it while this worker leads, follows the leader's word while it does not, and tells its
 * listeners the same view either way.
 */
export class Collector {
  readonly #ports: CollectorPorts;
  readonly #keeper: FleetKeeper;
  readonly #poller: Poller;
  readonly #recorder: TelemetryRecorder;
  readonly #channel: FleetChannel;
  readonly #views: ViewPublisher;
  readonly #timers: ReturnType<typeof setInterval>[] = [];
  readonly #meterPoller: MeterPoller;
  readonly #gapFiller: GapFiller;
  readonly #lostSearch: LostSearch | undefined;
  readonly #follower: RecorderFollower | undefined;
  readonly #stopped = new AbortController();
  #leadership: Leadership | undefined;
  #leading = false;
  #polling = false;
  #leaderView: FleetView | undefined;

  private constructor(ports: CollectorPorts, keeper: FleetKeeper) {
    this.#ports = ports;
    this.#keeper = keeper;
    this.#channel = joinFleetChannel(ports.fleet, (message) => this.#hear(message));
    this.#views = new ViewPublisher({
      nowMs: ports.nowMs,
      view: () => this.view(),
      tellOthers: (view) => this.#leading && this.#channel.tell({ kind: 'view', view }),
    });
    this.#recorder = new TelemetryRecorder({
      append: (rows) => ports.telemetry.append(rows),
      problemOf: storeProblemOf,
      onProblem: (problem) => {
        keeper.storeProblem = problem;
        this.#views.soon();
      },
    });
    this.#poller = createPoller({
      ...ports,
      onSnapshot: (miner, snapshot, feed) => void this.#answered(miner, snapshot, feed),
      onFailure: (miner, error) => this.#failed(miner, error),
      // A fleet that lays down its own past is not asked for it.
      ...(ports.prepare
        ? {}
        : { afterSnapshot: (miner, signal) => this.#store(() => this.#gapFiller.fill(miner, signal)) }),
    });
    this.#meterPoller = new MeterPoller({
      ...ports,
      accessTo: (meter) => ports.entities.meters.access(meter),
      onReading: (parts, atMs) => {
        keeper.meters.answered(parts, atMs);
        this.#recordSilent(atMs);
        this.#views.soon();
      },
      onFailure: (meters, failure) => {
        keeper.meters.failed(meters, failure);
        this.#views.soon();
      },
    });
    this.#gapFiller = new GapFiller({
      ...ports,
      keep: (rows) => this.#keepRemembered(rows),
    });
    const { scan } = ports;
    this.#lostSearch =
      scan &&
      new LostSearch({
        ...ports,
        scan,
        onFound: (miner, address, { identity }) =>
          this.#store(() => relocate(ports.entities, { ...miner, address, identity }, ports.nowMs())),
      });
    this.#follower =
      ports.recorder &&
      new RecorderFollower({
        ...ports,
        client: ports.recorder,
        load: () => ports.entities.drain.load(),
        save: (state) => ports.entities.drain.save(state),
        fleet: () => ({ miners: keeper.miners, pollMs: keeper.settings.pollMs }),
        onAnswer: (miner, snapshot, address) => this.#heard(miner, snapshot, address),
        onFailure: (miner, error) => this.#failed(miner, error),
        onChange: () => {
          keeper.recorder = this.#follower?.shown;
          this.#pollFleet();
          this.#views.soon();
        },
        onStoreError: (error) => void this.#store(() => Promise.reject(error)),
      });
  }

  /** Opens on what the stores hold, and begins to seek the lead. */
  static async open(ports: CollectorPorts): Promise<Collector> {
    const nowMs = ports.nowMs();
    const [settings, alerts] = await Promise.all([
      ports.entities.settings(),
      ports.entities.alertsBetween(nowMs - 24 * 60 * 60_000, nowMs + 1),
    ]);
    const open = await ports.entities.openAlerts();
    const known = new Map([...alerts, ...open].map((alert) => [alert.id, alert]));
    const collector = new Collector(ports, new FleetKeeper(ports.fleet, settings, [...known.values()]));
    await collector.#reload();
    collector.#channel.tell({ kind: 'hello' });
    collector.#leadership = seekLead(ports.fleet, () => void collector.#lead(), ports.locks);
    return collector;
  }

  /** What stands now. A follower knows the leader's view, or, before it has heard it, what is stored. */
  view(): FleetView {
    if (!this.#leading && this.#leaderView) return { ...this.#leaderView, leading: false };
    return this.#keeper.view(this.#ports.nowMs(), this.#leading);
  }

  subscribe(listener: (view: FleetView) => void): void {
    this.#views.subscribe(listener);
  }

  /** Miners or settings in the store were changed by this tab: take them over, or ask the leader to. */
  async storeChanged(): Promise<void> {
    if (this.#leading) await this.#reload();
    else this.#channel.tell({ kind: 'changed' });
    // Whoever made the change has seen it by the time that they hear it is done.
    this.#views.now();
  }

  async acknowledge(alertId: string): Promise<void> {
    if (!this.#leading) return this.#channel.tell({ kind: 'acknowledge', alertId });
    const seen = this.#keeper.acknowledge(alertId, this.#ports.nowMs());
    if (seen) await this.#ports.entities.putAlerts([seen]);
    this.#views.soon();
  }

  /** Writes what waits and lets go of the lead. */
  async stop(): Promise<void> {
    this.#stopped.abort();
    this.#lostSearch?.stop();
    this.#follower?.stop();
    this.#poller.stop();
    this.#meterPoller.stop();
    this.#views.stop();
    this.#ports.followLive?.([]);
    for (const timer of this.#timers) clearInterval(timer);
    await this.#recorder.flush();
    this.#leadership?.resign();
    this.#channel.close();
  }

  async #lead(): Promise<void> {
    if (this.#stopped.signal.aborted) return;
    this.#leading = true;
    this.#leaderView = undefined;
    // Before anything is written after what a killed browser may have left half written.
    await this.#store(() => this.#renewLog());
    await this.#ports.prepare?.({
      forgetAlerts: () => this.#keeper.forgetAlerts(),
      show: (miners, snapshots) => {
        this.#keeper.setMiners(miners, this.#ports.nowMs());
        for (const snapshot of snapshots) this.#keeper.restore(snapshot);
        this.#views.soon();
      },
      progress: (part) => {
        this.#keeper.historyProgress = part < 1 ? part : undefined;
        this.#views.soon();
      },
    });
    await this.purgeRemoved();
    await this.#reload();
    this.#views.soon();
    // Before the first answer: what is older than it would come too late.
    await this.#follower?.takeRecent(this.#ports.nowMs() - REPLAY_MS);
    await this.#replayPast();
    await this.#follower?.begin();
    if (this.#stopped.signal.aborted) return;
    this.#polling = true;
    this.#keeper.watchFrom(this.#ports.nowMs());
    this.#pollFleet();
    this.#every(WATCH_EVERY_MS, () => this.#watch());
    this.#every(COMPACT_EVERY_MS, () => this.#compact());
    this.#watch();
    this.#views.soon();
    await this.#compact();
  }

  async #renewLog(): Promise<void> {
    const { entities, fleet } = this.#ports;
    if ((await entities.miners()).length > 0) await renewLog(`davylamp-${fleet}-scratch`);
  }

  #every(periodMs: number, turn: () => void | Promise<void>): void {
    this.#timers.push(setInterval(() => void turn(), periodMs));
  }

  async #reload(): Promise<void> {
    const { entities, nowMs } = this.#ports;
    const [miners, settings, snapshots, meters, locked] = await Promise.all([
      entities.miners(),
      entities.settings(),
      entities.snapshots(),
      entities.meters.all(),
      entities.meters.devicesWithAccess(),
    ]);
    const present = miners.filter((miner) => miner.removedAtMs === undefined);
    this.#keeper.settings = settings;
    this.#keeper.meters.setMeters(
      meters.filter((meter) => meter.removedAtMs === undefined),
      locked,
    );
    const changed = this.#keeper.setMiners(present, nowMs());
    for (const snapshot of snapshots) this.#keeper.restore(snapshot);
    if (this.#leading && changed.length > 0) await entities.putAlerts(changed);
    this.#pollFleet();
  }

  #pollFleet(): void {
    if (!this.#polling) return;
    const asked = this.#keeper.miners.filter(({ id }) => this.#follower?.mustAsk(id) ?? true);
    this.#poller.setFleet(asked, this.#keeper.settings.pollMs);
    this.#ports.followLive?.(asked);
    this.#follower?.fleetChanged();
    this.#meterPoller.follow(this.#keeper.meters.meters);
  }

  async #replayPast(): Promise<void> {
    const toMs = this.#ports.nowMs();
    for (const miner of this.#keeper.miners) {
      const columns = await this.#ports.telemetry.columns({
        minerId: miner.id,
        names: REPLAYED_SERIES,
        fromMs: toMs - REPLAY_MS,
        toMs,
        maxPoints: Number.POSITIVE_INFINITY,
      });
      this.#keeper.replay(miner.id, columns);
    }
  }

  async #answered(miner: Miner, snapshot: DeviceSnapshot, feed: 'poll' | 'live'): Promise<void> {
    const { events, changedMiner } = this.#keeper.answered(miner.id, snapshot, feed);
    this.#recorder.record([this.#row(miner.id, snapshot.reading)]);
    this.#watch();
    this.#views.soon();
    await this.#store(async (entities) => {
      await entities.putSnapshots([{ minerId: miner.id, answeredAtMs: snapshot.reading.atMs, ...snapshot }]);
      if (events.length > 0) await entities.addEvents(events);
      // The identity alone: a name or tags that the owner has just given from another tab stay.
      if (changedMiner)
        await entities.changeMiners([miner.id], (kept) => ({ ...kept, identity: changedMiner.identity }));
    });
  }

  /** A Reading with what the miner's plug and room say at that moment. */
  #row(minerId: string, reading: Partial<Reading> & Pick<Reading, 'atMs'>): TelemetryRow {
    const { wall, roomTempC } = this.#keeper.around(minerId, reading.atMs);
    return telemetryRow(minerId, reading, { wallPowerW: wall?.powerW, roomTempC });
  }

  /** What plugs measure of miners that give no answer themselves. */
  #recordSilent(atMs: number): void {
    const rows = this.#keeper.silent(atMs).flatMap(({ id }) => {
      const { wall } = this.#keeper.around(id, atMs);
      return wall?.source?.kind === 'measured' ? [this.#row(id, { atMs })] : [];
    });
    this.#recorder.record(rows);
  }

  #failed(miner: Miner, error: DeviceError): void {
    this.#keeper.failed(miner.id, error, this.#ports.nowMs());
    // What the device remembers of this outage is asked for when it is back.
    this.#gapFiller.failed(miner.id);
    this.#watch();
    this.#views.soon();
  }

  /** The recorder had an answer of a miner. */
  #heard(miner: Miner, snapshot: DeviceSnapshot, address: DeviceAddress): void {
    void this.#answered(miner, snapshot, 'poll');
    if (this.#follower?.drained) void this.#store(() => this.#gapFiller.fill(miner, this.#stopped.signal));
    // Another browser knew where it is now. Only a MAC proves that it is the same; a name that was typed leads to it by itself.
    const moved = formatAddress(address) !== formatAddress(miner.address);
    if (moved && snapshot.identity.mac && neighbourhoodOf(miner.address.host))
      void this.#store((entities) => relocate(entities, { ...miner, address }, this.#ports.nowMs())).then(
        () => this.#reload(),
      );
  }

  async #keepRemembered(rows: readonly TelemetryRow[]): Promise<void> {
    const [first] = rows;
    if (!first) return;
    this.#recorder.record(rows);
    this.#keeper.remembered(rows);
    // The journal tells what is stored, not what is about to be.
    await this.#compact();
    const { minerId } = first;
    const atMs = this.#ports.nowMs();
    const id = `${minerId}:${atMs}:back-filled`;
    await this.#ports.entities.addEvents([
      { id, minerId, atMs, kind: 'back-filled', to: String(rows.length) },
    ]);
  }

  #watch(): void {
    if (!this.#leading) return;
    void this.#searchLost();
    const changed = this.#keeper.watch(this.#ports.nowMs());
    if (changed.length === 0) return;
    void this.#store((entities) => entities.putAlerts(changed));
    this.#views.soon();
  }

  /** Miners whose router gave them another address are read there from now on. */
  async #searchLost(): Promise<void> {
    if (!(await this.#lostSearch?.turn(this.#keeper.presence(this.#ports.nowMs())))) return;
    await this.#reload();
    this.#views.soon();
  }

  async #compact(): Promise<void> {
    await this.#recorder.flush();
    await this.#store(() => this.#ports.telemetry.compact(this.#ports.nowMs()));
  }

  /** Removed miners and meters whose time for undo is over are forgotten. */
  purgeRemoved(): Promise<void> {
    return purgeRemoved(this.#ports, (write) => this.#store(write));
  }

  /** A write that fails is shown as the store's trouble; the fleet is watched on. */
  async #store(write: (entities: EntityStore) => Promise<unknown>): Promise<void> {
    try {
      await write(this.#ports.entities);
      // Readings that wait have a trouble of their own, which the recorder ends.
      if (this.#keeper.storeProblem === undefined || this.#recorder.failing) return;
      this.#keeper.storeProblem = undefined;
    } catch (error) {
      this.#keeper.storeProblem = storeProblemOf(error);
    }
    this.#views.soon();
  }

  #hear(message: FleetMessage): void {
    if (message.kind === 'view' && !this.#leading) {
      this.#leaderView = message.view;
      this.#views.soon();
    }
    if (!this.#leading) return;
    if (message.kind === 'hello') this.#views.soon();
    if (message.kind === 'changed') void this.#reload().then(() => this.#views.soon());
    if (message.kind === 'acknowledge') void this.acknowledge(message.alertId);
  }
}
