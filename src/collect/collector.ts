import type { DeviceSnapshot } from '../devices/adapter.ts';
import type { DeviceError } from '../devices/transport.ts';
import type { FleetView } from '../domain/fleet-view.ts';
import type { HealthFinding } from '../domain/health/health-report.ts';
import { type DeviceAddress, formatAddress, type Miner } from '../domain/miner.ts';
import type { OutsideMarket } from '../domain/outside-market.ts';
import { neighbourhoodOf } from '../domain/scan-range.ts';
import { REPLAYED_SERIES } from '../domain/watch/miner-track.ts';
import { renewLog } from '../store/log-renewal.ts';
import type { CollectorPorts } from './collector-ports.ts';
import { type FleetChannel, type FleetMessage, joinFleetChannel } from './fleet-channel.ts';
import { FleetKeeper } from './fleet-keeper.ts';
import { FleetPolling } from './fleet-polling.ts';
import { keepAlerts, readAlerts } from './kept-alerts.ts';
import { type Leadership, seekLead } from './leadership.ts';
import { Logbook } from './logbook.ts';
import { LostSearch } from './lost-search.ts';
import { purgeRemoved } from './purge.ts';
import { relocate } from './relocation.ts';
import { ViewPublisher } from './view-publisher.ts';

/** How often the rules are checked between answers, ms: ages and silences grow by themselves. */
const WATCH_EVERY_MS = 1_000;
/**
 * How often the write-ahead tail is folded into segments, ms: each time, the hours and minutes that have grown are
 * encoded anew, and what waits meanwhile is stored all the same.
 */
const COMPACT_EVERY_MS = 15 * 60_000;
/** How often the longer buckets of days that are over are derived, ms. */
const DERIVE_EVERY_MS = 60 * 60_000;
/** How much of the past a starting collector reads to know where each miner stands, ms. */
const REPLAY_MS = 2 * 60 * 60_000;

/**
 * Keeps one fleet: polls it while this worker leads, follows the leader's word while it does not, and tells its
 * listeners the same view either way.
 */
export class Collector {
  readonly #ports: CollectorPorts;
  readonly #keeper: FleetKeeper;
  readonly #logbook: Logbook;
  readonly #polling: FleetPolling;
  readonly #channel: FleetChannel;
  readonly #views: ViewPublisher;
  readonly #timers: ReturnType<typeof setInterval>[] = [];
  readonly #lostSearch: LostSearch | undefined;
  readonly #stopped = new AbortController();
  #leadership: Leadership | undefined;
  #leading = false;
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
    const onChange = () => this.#views.soon();
    this.#logbook = new Logbook({ ...ports, keeper, onChange });
    this.#polling = new FleetPolling({
      ...ports,
      keeper,
      logbook: this.#logbook,
      onAnswer: (miner, snapshot, feed) => void this.#answered(miner, snapshot, feed),
      onFailure: (miner, error) => this.#failed(miner, error),
      onHeardAt: (miner, snapshot, address) => this.#heardAt(miner, snapshot, address),
      onChange,
    });
    const { scan } = ports;
    this.#lostSearch =
      scan &&
      new LostSearch({
        ...ports,
        scan,
        onFound: (miner, address, { identity }) =>
          this.#logbook.store((entities) =>
            relocate(entities, { ...miner, address, identity }, ports.nowMs()),
          ),
      });
  }

  /** Opens on what the stores hold, and begins to seek the lead. */
  static async open(ports: CollectorPorts): Promise<Collector> {
    const nowMs = ports.nowMs();
    const keeper = new FleetKeeper(ports.fleet, await ports.entities.settings());
    keeper.takeAlerts(await readAlerts(ports.entities, nowMs));
    const collector = new Collector(ports, keeper);
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

  /** What outside sources tell of money: part of the view from now on. */
  setOutside(outside: OutsideMarket | undefined): void {
    this.#keeper.outside = outside;
    this.#views.soon();
  }

  /**
   * What the mining watch finds to stand, each time that it has judged (ended findings may be among it). Of a leader: they
   * are alerts from now on, or join those that rules opened for the same trouble; those that are missing are over. A
   * follower's are its leader's to tell.
   */
  takeFindings(findings: readonly HealthFinding[]): void {
    this.#keeper.findings = findings;
    this.#watch();
  }

  /** Is a restart of this miner unanswered that Davylamp sent by itself? Of a leader; its owner is told of it. */
  takeUnanswered(minerId: string, unanswered: boolean): void {
    if (this.#keeper.takeUnanswered(minerId, unanswered)) this.#watch();
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
    this.#polling.stop();
    this.#views.stop();
    for (const timer of this.#timers) clearInterval(timer);
    await this.#logbook.flush();
    this.#leadership?.resign();
    this.#channel.close();
  }

  async #lead(): Promise<void> {
    if (this.#stopped.signal.aborted) return;
    this.#leading = true;
    this.#leaderView = undefined;
    // Before anything is written after what a killed browser may have left half written.
    await this.#logbook.store(() => this.#renewLog());
    // Whoever led before opened and ended some since this tab was opened.
    await this.#logbook.store(async (entities) =>
      this.#keeper.takeAlerts(await readAlerts(entities, this.#ports.nowMs())),
    );
    await this.#ports.prepare?.({
      forgetPast: (snapshots) => this.#keeper.forgetPast(snapshots),
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
    await this.#polling.takeRecent(this.#ports.nowMs() - REPLAY_MS);
    await this.#replayPast();
    await this.#polling.findRecorder();
    if (this.#stopped.signal.aborted) return;
    this.#keeper.watchFrom(this.#ports.nowMs());
    this.#polling.begin();
    this.#every(WATCH_EVERY_MS, () => this.#watch());
    this.#every(COMPACT_EVERY_MS, () => this.#logbook.compact());
    this.#every(DERIVE_EVERY_MS, () => this.#keepHistory());
    this.#watch();
    this.#views.soon();
    await this.#logbook.compact();
    await this.#keepHistory();
  }

  /** What is derived first may go afterwards. */
  async #keepHistory(): Promise<void> {
    await this.#logbook.deriveLonger(this.#stopped.signal);
    if (!this.#stopped.signal.aborted) await this.#logbook.thin();
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
    this.#polling.fleetChanged();
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
    const answered = this.#keeper.answered(miner.id, snapshot, feed);
    const written = this.#logbook.answered(miner, snapshot, answered);
    this.#watch();
    this.#views.soon();
    await written;
  }

  #failed(miner: Miner, error: DeviceError): void {
    this.#keeper.failed(miner.id, error, this.#ports.nowMs());
    this.#watch();
    this.#views.soon();
  }

  /** Another browser knew where the miner is now. */
  #heardAt(miner: Miner, { identity }: DeviceSnapshot, address: DeviceAddress): void {
    if (formatAddress(address) === formatAddress(miner.address)) return;
    // Only a MAC proves that it is the same; a name that was typed leads to it by itself.
    if (!identity.mac || !neighbourhoodOf(miner.address.host)) return;
    const moved = { ...miner, address };
    void this.#logbook
      .store((entities) => relocate(entities, moved, this.#ports.nowMs()))
      .then(() => this.#reload());
  }

  #watch(): void {
    if (!this.#leading) return;
    void this.#searchLost();
    const changed = this.#keeper.watch(this.#ports.nowMs());
    if (changed.length === 0) return;
    void this.#logbook.store((entities) => keepAlerts(entities, changed, this.#keeper.flaps));
    this.#views.soon();
  }

  /** Miners whose router gave them another address are read there from now on. */
  async #searchLost(): Promise<void> {
    if (!(await this.#lostSearch?.turn(this.#keeper.presence(this.#ports.nowMs())))) return;
    await this.#reload();
    this.#views.soon();
  }

  /** Removed miners and meters whose time for undo is over are forgotten. */
  purgeRemoved(): Promise<void> {
    return purgeRemoved(this.#ports, (write) => this.#logbook.store(write));
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
