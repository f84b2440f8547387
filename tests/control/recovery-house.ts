import { join } from 'node:path';
import { AwayBook } from '../../proxy/away/away-book.ts';
import { AwayDesk } from '../../proxy/away/away-desk.ts';
import { ConditionLog } from '../../proxy/away/condition-log.ts';
import { DeviceGate } from '../../proxy/device-gate.ts';
import { HttpExchange } from '../../proxy/http-exchange.ts';
import { SecretBox } from '../../proxy/notify/secret-box.ts';
import { type RunningProxy, startProxy } from '../../proxy/start.ts';
import type { FaultRequest } from '../../sim/fault-request.ts';
import type { Sim, SimMiner } from '../../sim/sim.ts';
import { startSim } from '../../sim/start-sim.ts';
import { FleetKeeper } from '../../src/collect/fleet-keeper.ts';
import { proxyTransport } from '../../src/collect/proxy-transport.ts';
import { adapterOf } from '../../src/devices/adapters.ts';
import { detect } from '../../src/devices/detect.ts';
import { DeviceError, type DeviceTransport } from '../../src/devices/transport.ts';
import type { Alert, AlertKind } from '../../src/domain/alert.ts';
import type { AwayPlan } from '../../src/domain/away-plan.ts';
import type { ChangeRecord } from '../../src/domain/control.ts';
import { minerId } from '../../src/domain/miner.ts';
import { flatlineOf } from '../../src/domain/recovery.ts';
import { DEFAULT_SETTINGS } from '../../src/domain/settings.ts';
import type { FleetName } from '../../src/twin/fleets.ts';
import { ActionKeeper } from '../../src/workers/action-keeper.ts';
import { AwayKeeper } from '../../src/workers/away-keeper.ts';
import { type ControlService, createControlService } from '../../src/workers/control-service.ts';
import { DeviceAccess } from '../../src/workers/device-access.ts';
import { hardwareFacts } from '../../src/workers/hardware-limits.ts';
import { RecoveryService } from '../../src/workers/recovery-service.ts';
import { TuningService } from '../../src/workers/tuning-service.ts';
import { fetchAsPage } from '../support/fetch-as-page.ts';
import { MemoryLocks } from './memory-locks.ts';
import { asStore, MemoryEntities, MemorySteps, MemoryTelemetry, MemoryTunings } from './memory-stores.ts';
import { PowerCut } from './power-cut.ts';

const TOKEN = 'control-token-control-token-control-token-co';
/** How often it is asked and looked at, on its own clock, if not otherwise. */
const USUAL_POLL_MS = 30_000;
const MINUTE_MS = 60_000;
/** Whatever the day, its rooms are as warm and its luck is the same. */
const BEGIN_MS = Date.UTC(2026, 0, 15, 12);
/** A flatline that is not sure by then never will be: at a share every half minute it takes a few minutes. */
const SURE_WITHIN_MIN = 60;

/** One tab of a browser: what changes miners, and what restarts them by itself. */
export interface Tab {
  readonly control: ControlService;
  readonly keeper: ActionKeeper;
  readonly away: AwayKeeper;
  readonly recovery: RecoveryService;
  readonly tuning: TuningService;
}

/** Commands on their way to a miner: as they left the page, and how many the miner took. */
export interface Wire {
  readonly left: readonly string[];
  readonly taken: number;
}

const startHelper = () => startProxy({ token: TOKEN, port: 0, devicePorts: '1024-65535' });

/** A simulated miner that is polled, judged, restarted and tuned as the product does, over real sockets, on a clock of its own. */
export class RecoveryHouse {
  readonly #sim: Sim;
  #proxy: RunningProxy;
  readonly #clock: { nowMs: number };
  readonly #name: string;
  readonly #pollMs: number;
  readonly #keeper: FleetKeeper;
  readonly #telemetry = new MemoryTelemetry();
  readonly #conditions = new ConditionLog();
  readonly #locks = new MemoryLocks();
  readonly #left: string[] = [];
  readonly #accesses: DeviceAccess[] = [];
  readonly entities = new MemoryEntities();
  /** The tuning sessions that the browser keeps. */
  readonly tunings = new MemoryTunings();
  /** The steps of plans that it keeps. */
  readonly steps = new MemorySteps();
  /** What a live plan wants, for whoever hands it over. */
  planned: AwayPlan | undefined;
  #taken = 0;
  /** What else happens when the miner has got a command. */
  onTaken: () => void = () => {};
  /** What else happens while a tab waits for so long, ms. */
  onWaiting: (ms: number) => Promise<void> | void = () => {};

  private constructor(sim: Sim, proxy: RunningProxy, clock: { nowMs: number }, name: string, pollMs: number) {
    this.#pollMs = pollMs;
    this.#keeper = new FleetKeeper('real', { ...DEFAULT_SETTINGS, pollMs });
    this.#sim = sim;
    this.#proxy = proxy;
    this.#clock = clock;
    this.#name = name;
  }

  /** Opens it with a miner whose owner lets Davylamp change it, and nothing more. */
  static async open(fleet: FleetName, name: string, pollMs = USUAL_POLL_MS): Promise<RecoveryHouse> {
    const clock = { nowMs: BEGIN_MS };
    const sim = await startSim({ fleet, httpBase: 0, rpcBase: 0, clock: () => clock.nowMs });
    const proxy = await startHelper();
    const house = new RecoveryHouse(sim, proxy, clock, name, pollMs);
    await house.#addMiner();
    house.#countTaken();
    return house;
  }

  async close(): Promise<void> {
    for (const access of this.#accesses) access.close();
    await Promise.all([this.#sim.close(), this.#proxy.close()]);
  }

  get sim(): SimMiner {
    const found = this.#sim.miners.find((miner) => miner.name === this.#name);
    if (!found) throw new Error(`no miner ${this.#name}`);
    return found;
  }

  get minerId(): string {
    const [miner] = this.#keeper.miners;
    if (!miner) throw new Error('the fleet is empty');
    return miner.id;
  }

  get nowMs(): number {
    return this.#clock.nowMs;
  }

  get wire(): Wire {
    return { left: [...this.#left], taken: this.#taken };
  }

  /** What stands of it now, worst and newest first. */
  get open(): readonly Alert[] {
    return this.#view().alerts.filter(({ resolvedAtMs }) => resolvedAtMs === undefined);
  }

  get openKinds(): readonly AlertKind[] {
    return this.open.flatMap(({ kind, also = [] }) => [kind, ...also]);
  }

  get flatline(): Alert | undefined {
    return flatlineOf(this.#view().alerts, this.minerId);
  }

  get hashes(): boolean {
    return this.sim.twin.state.hashrateHs > 0;
  }

  journal(): Promise<readonly ChangeRecord[]> {
    return this.entities.changesOf(this.minerId, Number.POSITIVE_INFINITY);
  }

  /**
   * Another tab: the same store, the same locks, workers of its own.
   * @param cut the moment in which its computer loses power; absent: never
   * @param helper what it hands over to, if anybody
   */
  tab(cut: PowerCut = new PowerCut(), helper?: AwayDesk): Tab {
    const entities = cut.over(this.entities, { actions: cut.over(this.entities.actions, {}) });
    const access = new DeviceAccess(entities);
    this.#accesses.push(access);
    const nowMs = () => this.#clock.nowMs;
    const away = new AwayKeeper({
      plans: this.steps,
      planned: () => this.planned,
      nowMs,
      entities: asStore(entities),
      client: helper && { tell: async (orders) => structuredClone(helper.tell(structuredClone(orders))) },
    });
    const control = createControlService({
      away,
      nowMs,
      entities: asStore(entities),
      telemetry: this.#telemetry,
      overheated: () => this.#view().miners[0]?.reading?.overheated,
      access,
      transportTo: () => cut.onTheWay(this.#transport()),
      limitsOf: async () => ({}),
      // The locks of a computer without power are let go of.
      locks: cut.isNever ? this.#locks : new MemoryLocks(),
      // While a command is followed, time goes by for the miners.
      wait: async (ms) => {
        this.#advance(ms);
        await this.onWaiting(ms);
      },
      storeChanged: () => this.#storeChanged(),
    });
    const keeper = new ActionKeeper({ nowMs, control });
    const recovery = new RecoveryService({
      nowMs,
      view: () => this.#view(),
      entities: this.entities,
      telemetry: this.#telemetry,
      control,
      onUnanswered: (id, unanswered) => void this.#keeper.takeUnanswered(id, unanswered),
    });
    let made = 0;
    const tuning = new TuningService({
      nowMs,
      newId: () => {
        made += 1;
        return `tuning ${this.#accesses.length}.${made}`;
      },
      seed: () => 1,
      view: () => this.#view(),
      tunings: cut.over(this.tunings, {}),
      control,
      factsOf: hardwareFacts,
    });
    return { away, control, keeper, recovery, tuning };
  }

  fault(request: FaultRequest): void {
    this.#sim.fault(this.#name, request);
  }

  /** Ends every fault of it. */
  heal(): void {
    this.#sim.heal(this.#name);
  }

  /** Plugs it in again. */
  revive(): Promise<void> {
    return this.#sim.revive(this.#name);
  }

  /** The helper that everything goes through is killed. */
  async killHelper(): Promise<void> {
    await this.#proxy.close();
  }

  async startHelperAnew(): Promise<void> {
    this.#proxy = await startHelper();
  }

  /** Unplugs it from the network. */
  kill(): Promise<void> {
    return this.#sim.kill(this.#name);
  }

  /** The miner lives on for so long, and nobody asks it. */
  pass(minutes: number): void {
    this.#advance(minutes * MINUTE_MS);
  }

  /** Polls it for so long, and lets these tabs look after each poll. */
  async live(minutes: number, ...tabs: readonly Tab[]): Promise<void> {
    for (let pastMs = 0; pastMs < minutes * MINUTE_MS; pastMs += this.#pollMs) {
      this.#advance(this.#pollMs);
      await this.#poll();
      await this.look(...tabs);
    }
  }

  /** Polls it, while nobody looks, until its flatline is sure. */
  async untilFlatline(): Promise<void> {
    for (let minute = 0; minute < SURE_WITHIN_MIN && !this.flatline; minute += 1) await this.live(1);
    if (!this.flatline) throw new Error(`no flatline, but ${this.openKinds.join(', ') || 'nothing'}`);
  }

  /** The helper's part that goes on while no page is open, with its book in this folder. */
  helper(folder: string): AwayDesk {
    const policy = {
      portAllowed: () => true,
      allowCgnat: false,
      resolve: async (host: string) => [host],
      ownPorts: () => [],
    };
    return new AwayDesk({
      gate: new DeviceGate(policy, new HttpExchange(8 * 1024 * 1024)),
      book: new AwayBook(join(folder, 'away.json'), SecretBox.open(join(folder, 'away.key'))),
      conditions: this.#conditions,
      nowMs: () => this.#clock.nowMs,
      wait: async (ms) => this.#advance(ms),
    });
  }

  /** Lets all of these tabs look at the same moment. */
  async look(...tabs: readonly Tab[]): Promise<void> {
    await Promise.all(tabs.map(({ away }) => away.tell()));
    await Promise.all(
      tabs.flatMap(({ keeper, recovery, tuning }) => [keeper.look(), recovery.look(), tuning.look()]),
    );
  }

  async #addMiner(): Promise<void> {
    const { address } = this.sim;
    const nowMs = () => this.#clock.nowMs;
    const { adapter } = await detect(this.#transport(), { nowMs });
    const { identity } = await adapter.read(this.#transport(), { nowMs });
    const id = minerId(identity, address);
    const added = {
      id,
      identity,
      address,
      name: this.#name,
      addedAtMs: nowMs(),
      control: 'by-hand',
    } as const;
    await this.entities.putMiners([added]);
    await this.#storeChanged();
    this.#keeper.watchFrom(nowMs());
  }

  async #poll(): Promise<void> {
    const nowMs = () => this.#clock.nowMs;
    try {
      const adapter = await adapterOf(this.sim.family);
      const snapshot = await adapter.read(this.#transport(), { nowMs });
      this.#telemetry.add(snapshot.reading);
      const { address, identity } = { address: this.sim.address, identity: snapshot.identity };
      const booked = { id: this.minerId, address, addresses: [address], identity };
      this.#conditions.answered(booked, address, snapshot);
      await this.entities.addEvents(this.#keeper.answered(this.minerId, snapshot, 'poll').events);
    } catch (error) {
      if (!(error instanceof DeviceError)) throw error;
      this.#keeper.failed(this.minerId, error, nowMs());
    }
    this.#keeper.watch(nowMs());
  }

  #view() {
    return this.#keeper.view(this.#clock.nowMs, true);
  }

  async #storeChanged(): Promise<void> {
    this.#keeper.setMiners(await this.entities.miners(), this.#clock.nowMs);
  }

  #advance(ms: number): void {
    this.#clock.nowMs += ms;
    for (const { twin } of this.#sim.miners) twin.advanceTo(this.#clock.nowMs);
  }

  /** The way to it through the helper, which notes what is more than a question. */
  #transport(): DeviceTransport {
    const { address } = this.sim;
    const way = proxyTransport({ baseUrl: this.#proxy.url, token: TOKEN, fetch: fetchAsPage, address });
    return {
      http: (request) => {
        const { method = 'GET', path } = request;
        if (method !== 'GET') this.#left.push(`${method} ${path}`);
        return way.http(request);
      },
      rpc: (command, options = {}) => {
        if (options.parameter !== undefined) this.#left.push(`${command} ${options.parameter}`);
        return way.rpc(command, options);
      },
      message: (request) => way.message(request),
    };
  }

  #countTaken(): void {
    const { twin } = this.sim;
    const take = twin.takeCommand.bind(twin);
    twin.takeCommand = (carryOut) => {
      const answer = take(carryOut);
      this.#taken += 1;
      this.onTaken();
      return answer;
    };
  }
}
