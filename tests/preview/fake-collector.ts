import type { FleetEvent } from '../../src/domain/alert.ts';
import type { AllocationPlan } from '../../src/domain/allocation.ts';
import type { CollectorFailure, FleetView, ProxyCheck } from '../../src/domain/fleet-view.ts';
import type { Miner } from '../../src/domain/miner.ts';
import type { RecorderReport } from '../../src/domain/recorder-report.ts';
import type { SeriesColumns, SeriesName } from '../../src/domain/series.ts';
import type { Settings } from '../../src/domain/settings.ts';
import type { MinerTags } from '../../src/domain/tags.ts';
import type { ViewChange } from '../../src/domain/view-change.ts';
import type { CollectorApi, StartOptions } from '../../src/workers/collector-api.ts';
import type { HealthApi } from '../../src/workers/health-api.ts';
import { createLedgerService } from '../../src/workers/ledger-service.ts';
import { payoutCalendars } from '../../src/workers/payout-service.ts';
import { FakeAlarms } from './fake-alarms.ts';
import { FakeAllocation } from './fake-allocation.ts';
import { FakeBackup } from './fake-backup.ts';
import { FakeControl } from './fake-control.ts';
import { FakeDiscovery } from './fake-discovery.ts';
import { fakeFleet } from './fake-fleet.ts';
import { FakeHealth } from './fake-health.ts';
import { FakeInsight } from './fake-insight.ts';
import { FakeMeters } from './fake-meters.ts';
import { FAKE_MINERS, fakeMinerView, wobble } from './fake-miners.ts';
import { FakePlan } from './fake-plan.ts';
import { FakeQuality } from './fake-quality.ts';
import { FakeSources } from './fake-sources.ts';
import { fakeStorage } from './fake-storage.ts';
import { FakeTuning } from './fake-tuning.ts';
import { fakeView, type Scenario } from './fake-views.ts';

export interface FakeOptions {
  readonly nowMs?: () => number;
  /** Time between two views, ms; absent: only the first one comes. */
  readonly tickMs?: number;
  readonly proxy?: ProxyCheck['proxy'];
  /** What probing any address comes to: a miner, or this failure. */
  readonly probeFails?: CollectorFailure['kind'];
  readonly probeTakesMs?: number;
  readonly probeFinds?: 'new' | 'known';
  /** What the helper's recorder says; by default that there is none. */
  readonly recorder?: RecorderReport | undefined;
  /** So many made-up miners in place of the scenario's. */
  readonly fleetSize?: number | undefined;
  /** What is written down of workloads. */
  readonly sharing?: AllocationPlan | undefined;
}

/** Plays the collector for the preview and for the tests of pages: no worker, no store, no network. */
export class FakeCollector extends FakeControl implements CollectorApi {
  #listeners: ((change: ViewChange) => void)[] = [];
  #fleet: 'real' | 'demo' = 'real';
  #changes: Partial<FleetView> = {};
  #settings: Partial<Settings> = {};
  #proxy: ProxyCheck['proxy'];
  readonly #removed = new Set<string>();
  /** The part that finds miners. */
  readonly discovery = new FakeDiscovery(() => this.nowMs);
  /** The part that knows plugs and sensors. */
  readonly meters = new FakeMeters(
    () => this.nowMs,
    () => this.change({ meters: this.meters.views }),
  );

  /** The part that tests and foresees. */
  readonly insight = new FakeInsight(() => this.nowMs);

  /** The product's own books, over what this one tells of the past. */
  readonly books = createLedgerService({
    nowMs: () => this.nowMs,
    view: () => this.view(),
    figures: async () => this.outside.figures,
    past: (series) => this.outside.outsidePast(series),
    telemetry: {
      columns: (query) => this.series(query),
      columnsOfEach: (minerIds, asked) =>
        Promise.all(minerIds.map((minerId) => this.series({ ...asked, minerId, maxPoints: 1440 }))),
    },
    entities: { eventsBetween: async () => [] },
  });

  /** The part that knows outside sources. */
  readonly outside = new FakeSources(() => this.nowMs);

  /** The part that carries data in and out. */
  readonly backups = new FakeBackup(() => this.nowMs);

  /** The part that looks after the data. */
  readonly quality = new FakeQuality(() => this.nowMs);

  /** The part that knows what reaches the owner. */
  readonly alarmDesk: FakeAlarms;

  /** The part that tunes. */
  readonly tuner = new FakeTuning();
  readonly tuningOf: FakeTuning['tuningOf'] = (id) => this.tuner.tuningOf(id);
  readonly startTuning: FakeTuning['startTuning'] = (id, wish) => this.tuner.startTuning(id, wish);
  readonly stopTuning: FakeTuning['stopTuning'] = (id) => this.tuner.stopTuning(id);
  readonly pauseTuning: FakeTuning['pauseTuning'] = (id, isPaused) => this.tuner.pauseTuning(id, isPaused);
  readonly applyTuned: FakeTuning['applyTuned'] = (id, point) => this.tuner.applyTuned(id, point);

  /** The part that shares what there is between workloads. */
  readonly sharing = new FakeAllocation();
  readonly allocation: FakeAllocation['allocation'] = () => this.sharing.allocation();
  readonly keepAllocation: FakeAllocation['keepAllocation'] = (plan) => this.sharing.keepAllocation(plan);
  readonly allocate: FakeAllocation['allocate'] = (plan) => this.sharing.allocate(plan);

  /** The part that plans hours. */
  readonly planner = new FakePlan(
    () => this.view().miners.map(({ miner }) => miner.id),
    () => this.nowMs,
  );
  readonly plan: FakePlan['plan'] = () => this.planner.plan();
  readonly onPlan: FakePlan['onPlan'] = (listener) => this.planner.onPlan(listener);
  readonly stopPlan: FakePlan['stopPlan'] = () => this.planner.stopPlan();
  readonly setPlanRules: FakePlan['setPlanRules'] = (rules) => this.planner.setPlanRules(rules);
  readonly setPlanMode: FakePlan['setPlanMode'] = (carrying) => this.planner.setPlanMode(carrying);
  readonly override: FakePlan['override'] = (id, span, mode) => this.planner.override(id, span, mode);
  readonly removeOverride: FakePlan['removeOverride'] = (id) => this.planner.removeOverride(id);
  readonly curtailNow: FakePlan['curtailNow'] = (minutes) => this.planner.curtailNow(minutes);
  readonly releaseCurtailment: FakePlan['releaseCurtailment'] = () => this.planner.releaseCurtailment();
  readonly undoPlanRules: FakePlan['undoPlanRules'] = () => this.planner.undoPlanRules();
  readonly keepPolicyTest: FakePlan['keepPolicyTest'] = (test) => this.planner.keepPolicyTest(test);
  readonly letPolicyChoose: FakePlan['letPolicyChoose'] = (chooses) => this.planner.letPolicyChoose(chooses);

  /** The part that watches for wear. */
  readonly health = new FakeHealth(() => this.nowMs);

  constructor(
    public scenario: Scenario,
    readonly options: FakeOptions = {},
  ) {
    super();
    this.#proxy = options.proxy ?? 'ok';
    if (options.sharing) this.sharing.kept = options.sharing;
    // Looks at the clock at once, which there is only once the options are kept.
    this.alarmDesk = new FakeAlarms(
      () => this.nowMs,
      (ids, untilMs) => this.#mute(ids, untilMs),
    );
  }

  get nowMs(): number {
    return (this.options.nowMs ?? Date.now)();
  }

  view(): FleetView {
    const { fleetSize } = this.options;
    const view =
      fleetSize === undefined
        ? fakeView(this.scenario, this.nowMs, this.#fleet)
        : fakeFleet(fleetSize, this.nowMs, this.#fleet);
    const { miners, ...rest } = {
      ...view,
      settings: { ...view.settings, ...this.#settings },
      ...this.#changes,
    };
    const present = miners.filter(({ miner }) => !this.#removed.has(miner.id));
    return { ...rest, miners: this.meters.onWall(present) };
  }

  /** Shows another view to all who subscribed. */
  change(change: Partial<FleetView> = {}): void {
    this.#changes = { ...this.#changes, ...change };
    this.tell(this.view());
  }

  /** Tells all who subscribed of a change, as it stands. */
  tell(change: ViewChange): void {
    for (const listener of this.#listeners) listener(change);
  }

  async start({ fleet }: StartOptions): Promise<FleetView> {
    this.calls.push(`start ${fleet}`);
    this.#fleet = fleet;
    if (this.scenario === 'loading') return new Promise(() => {});
    if (this.scenario === 'cannot-start') throw new Error('the store is from a newer Davylamp');
    if (this.options.tickMs) setInterval(() => this.change(), this.options.tickMs);
    return this.view();
  }

  async subscribe(listener: (change: ViewChange) => void): Promise<void> {
    this.#listeners.push(listener);
  }

  async probe(address: Miner['address']) {
    this.calls.push(`probe ${address.host}:${address.port}`);
    await pause(this.options.probeTakesMs ?? 0);
    const kind = this.options.probeFails;
    if (kind) throw failure(kind, this.nowMs);
    const { miner, reading } = this.#found();
    if (!reading) throw new Error('the fake miner has no reading');
    const known = this.options.probeFinds === 'known' ? { ...miner, name: 'Kitchen Gamma' } : undefined;
    return { identity: miner.identity, reading, address, known };
  }

  async add(address: Miner['address'], name?: string): Promise<Miner> {
    this.calls.push(`add ${address.host}:${address.port} ${name ?? ''}`);
    const { miner } = this.#found();
    return { ...miner, address, name: name ?? miner.name };
  }

  #found() {
    const [first] = FAKE_MINERS;
    if (!first) throw new Error('no fake miners');
    return fakeMinerView({ ...first, name: 'bitaxe' }, this.nowMs);
  }

  override async allowControl(minerId: string, allowed: boolean): Promise<void> {
    await super.allowControl(minerId, allowed);
    this.change({
      miners: this.view().miners.map((view) =>
        view.miner.id === minerId
          ? { ...view, miner: { ...view.miner, control: allowed ? 'by-hand' : undefined } }
          : view,
      ),
    });
  }

  override async allowRecovery(minerId: string, allowed: boolean): Promise<void> {
    await super.allowRecovery(minerId, allowed);
    this.change({
      miners: this.view().miners.map((view) =>
        view.miner.id === minerId
          ? { ...view, miner: { ...view.miner, recovery: allowed ? 'restart' : undefined } }
          : view,
      ),
    });
  }

  async rename(minerId: string, name: string): Promise<void> {
    this.calls.push(`rename ${minerId} ${name}`);
  }
  async changeAddress(minerId: string, address: Miner['address']): Promise<void> {
    this.calls.push(`changeAddress ${minerId} ${address.host}:${address.port}`);
  }
  async setTags(all: readonly MinerTags[]): Promise<void> {
    this.calls.push(`setTags ${all.map(({ minerId, tags }) => `${minerId}:${tags.join('+')}`).join(' ')}`);
    const wanted = new Map(all.map(({ minerId, tags }): [string, readonly string[]] => [minerId, tags]));
    this.change({
      miners: this.view().miners.map((view) => {
        const tags = wanted.get(view.miner.id);
        return tags ? { ...view, miner: { ...view.miner, tags } } : view;
      }),
    });
  }
  async setPurchase(minerId: string, purchase: Miner['purchase']): Promise<void> {
    this.calls.push(`setPurchase ${minerId} ${JSON.stringify(purchase)}`);
    this.change({
      miners: this.view().miners.map((view) =>
        view.miner.id === minerId ? { ...view, miner: { ...view.miner, purchase } } : view,
      ),
    });
  }
  async remove(minerIds: readonly string[]): Promise<void> {
    this.calls.push(`remove ${minerIds.join(' ')}`);
    for (const id of minerIds) this.#removed.add(id);
    this.change();
  }
  async undoRemove(minerIds: readonly string[]): Promise<void> {
    this.calls.push(`undoRemove ${minerIds.join(' ')}`);
    for (const id of minerIds) this.#removed.delete(id);
    this.change();
  }

  async acknowledge(alertId: string): Promise<void> {
    this.calls.push(`acknowledge ${alertId}`);
    const acknowledgedAtMs = this.nowMs;
    this.change({
      alerts: this.view().alerts.map((alert) =>
        alert.id === alertId ? { ...alert, acknowledgedAtMs } : alert,
      ),
    });
  }

  async saveSettings(change: Partial<Settings>): Promise<Settings> {
    this.calls.push(`saveSettings ${Object.keys(change).join(',')}`);
    this.#settings = { ...this.#settings, ...change };
    this.change();
    return this.view().settings;
  }

  async series(query: Parameters<CollectorApi['series']>[0]): Promise<SeriesColumns> {
    return fakeColumns(query);
  }
  async fleetSeries(query: Parameters<CollectorApi['fleetSeries']>[0]): Promise<SeriesColumns> {
    return fakeColumns(query);
  }

  /** A month, as of the demo. */
  async extent() {
    const newestAtMs = this.view().atMs;
    return { oldestAtMs: newestAtMs - 30 * 86_400_000, newestAtMs };
  }

  async events({ fromMs, toMs }: { fromMs: number; toMs: number }): Promise<readonly FleetEvent[]> {
    const at = (share: number) => fromMs + share * (toMs - fromMs);
    return [
      { id: 'e1', minerId: 'a1', atMs: at(0.3), kind: 'restarted' },
      { id: 'e2', minerId: 'c3', atMs: at(0.62), kind: 'setting-changed', from: '500 MHz', to: '525 MHz' },
      { id: 'e3', minerId: 'c3', atMs: at(0.87), kind: 'pool-changed', from: 'one', to: 'two' },
    ];
  }

  async alerts() {
    return this.view().alerts;
  }

  networks() {
    return this.discovery.networks();
  }
  discover(...asked: Parameters<CollectorApi['discover']>) {
    return this.discovery.discover(...asked);
  }
  stopDiscovery() {
    return this.discovery.stopDiscovery();
  }

  probeMeter(...asked: Parameters<CollectorApi['probeMeter']>) {
    return this.meters.probeMeter(...asked);
  }
  addMeters(...asked: Parameters<CollectorApi['addMeters']>) {
    return this.meters.addMeters(...asked);
  }
  changeMeter(...asked: Parameters<CollectorApi['changeMeter']>) {
    return this.meters.changeMeter(...asked);
  }
  removeMeter(id: string) {
    return this.meters.removeMeter(id);
  }
  undoRemoveMeter(id: string) {
    return this.meters.undoRemoveMeter(id);
  }
  switchMeter(...asked: Parameters<CollectorApi['switchMeter']>) {
    return this.meters.switchMeter(...asked);
  }
  setMeteredPairs(...asked: Parameters<CollectorApi['setMeteredPairs']>) {
    return this.meters.setMeteredPairs(...asked);
  }

  setPlugReadings(...asked: Parameters<CollectorApi['setPlugReadings']>) {
    return this.meters.setPlugReadings(...asked);
  }

  followSources(...asked: Parameters<CollectorApi['followSources']>) {
    return this.outside.followSources(...asked);
  }
  chooseSource(...asked: Parameters<CollectorApi['chooseSource']>) {
    return this.outside.chooseSource(...asked);
  }
  saveSourceKey(id: string, key: string | undefined) {
    return this.outside.saveSourceKey(id, key);
  }
  testSource(id: string) {
    return this.outside.testSource(id);
  }
  outsidePast(series: string) {
    return this.outside.outsidePast(series);
  }

  twoMeter(minerId: string) {
    return this.insight.twoMeter(minerId);
  }
  retargetOutlook() {
    return this.insight.retargetOutlook();
  }

  changeEffects(minerId: string) {
    return this.insight.changeEffects(minerId);
  }
  poolAudits() {
    return this.insight.poolAudits();
  }
  payoutCalendars() {
    return payoutCalendars({
      nowMs: () => this.nowMs,
      view: () => this.view(),
      figures: async () => this.outside.figures,
      past: (series) => this.outside.outsidePast(series),
    });
  }
  makeLedger(...asked: Parameters<CollectorApi['makeLedger']>) {
    return this.books.makeLedger(...asked);
  }
  stopLedger() {
    return this.books.stopLedger();
  }

  lastBackup() {
    return this.backups.lastBackup();
  }
  makeBackup(...asked: Parameters<CollectorApi['makeBackup']>) {
    return this.backups.makeBackup(...asked);
  }
  restoreBackup(...asked: Parameters<CollectorApi['restoreBackup']>) {
    return this.backups.restoreBackup(...asked);
  }
  exportTable(...asked: Parameters<CollectorApi['exportTable']>) {
    return this.backups.exportTable(...asked);
  }
  surveyImport(...asked: Parameters<CollectorApi['surveyImport']>) {
    return this.backups.surveyImport(...asked);
  }
  previewImport(...asked: Parameters<CollectorApi['previewImport']>) {
    return this.backups.previewImport(...asked);
  }
  importFile(...asked: Parameters<CollectorApi['importFile']>) {
    return this.backups.importFile(...asked);
  }
  stopDataWork() {
    return this.backups.stopDataWork();
  }

  dataQuality(minerId: string, days: number) {
    return this.quality.dataQuality(minerId, days);
  }
  repairData(...asked: Parameters<CollectorApi['repairData']>) {
    return this.quality.repairData(...asked);
  }
  undoRepair(repairId: string) {
    return this.quality.undoRepair(repairId);
  }

  followHealth(...asked: Parameters<HealthApi['followHealth']>) {
    return this.health.followHealth(...asked);
  }
  stopHealth() {
    return this.health.stopHealth();
  }
  logMaintenance(...asked: Parameters<HealthApi['logMaintenance']>) {
    return this.health.logMaintenance(...asked);
  }
  removeMaintenance(id: string) {
    return this.health.removeMaintenance(id);
  }
  offerAgain(id: string) {
    return this.health.offerAgain(id);
  }
  verdicts() {
    return this.health.verdicts();
  }
  judgeFinding(...asked: Parameters<HealthApi['judgeFinding']>) {
    return this.health.judgeFinding(...asked);
  }
  setAlarmBudget(falseAlarmsPerMonth: number) {
    return this.health.setAlarmBudget(falseAlarmsPerMonth);
  }

  alarms() {
    return this.alarmDesk.alarms();
  }
  addChannel(...asked: Parameters<CollectorApi['addChannel']>) {
    return this.alarmDesk.addChannel(...asked);
  }
  changeChannel(...asked: Parameters<CollectorApi['changeChannel']>) {
    return this.alarmDesk.changeChannel(...asked);
  }
  removeChannel(id: string) {
    return this.alarmDesk.removeChannel(id);
  }
  restoreChannel(id: string) {
    return this.alarmDesk.restoreChannel(id);
  }
  testChannel(id: string) {
    return this.alarmDesk.testChannel(id);
  }
  setAlarmRules(...asked: Parameters<CollectorApi['setAlarmRules']>) {
    return this.alarmDesk.setAlarmRules(...asked);
  }
  muteMiners(...asked: Parameters<CollectorApi['muteMiners']>) {
    return this.alarmDesk.muteMiners(...asked);
  }
  #mute(ids: readonly string[], untilMs: number | undefined): void {
    const mute = untilMs === undefined ? undefined : ({ untilMs, by: 'owner' } as const);
    this.change({
      miners: this.view().miners.map((view) =>
        ids.includes(view.miner.id) ? { ...view, miner: { ...view.miner, mute } } : view,
      ),
    });
  }

  async checkProxy(): Promise<ProxyCheck> {
    this.calls.push('checkProxy');
    return { proxy: this.#proxy, ...(this.#proxy === 'ok' ? { version: '0.1.0', role: this.role } : {}) };
  }

  async pair(token: string): Promise<ProxyCheck> {
    this.calls.push(`pair ${token}`);
    if (token.startsWith('wrong')) return { proxy: 'not-paired' };
    this.#proxy = 'ok';
    return { proxy: 'ok', version: '0.1.0' };
  }

  async recorder(): Promise<RecorderReport> {
    return this.options.recorder ?? { recording: false };
  }

  async storage() {
    return fakeStorage(this.nowMs);
  }
}

function failure(kind: CollectorFailure['kind'], atMs: number): CollectorFailure {
  return { failure: true, kind, detail: `the fake says ${kind}`, atMs };
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** A day that breathes, with one hole in it. */
function fakeColumns(query: {
  readonly names: readonly SeriesName[];
  readonly fromMs: number;
  readonly toMs: number;
  readonly maxPoints: number;
}): SeriesColumns {
  const points = Math.min(query.maxPoints, 720);
  const stepMs = (query.toMs - query.fromMs) / points;
  const atMs = Float64Array.from({ length: points }, (_, i) => query.fromMs + i * stepMs);
  const level: Partial<Record<SeriesName, number>> = {
    hashrateHs: 117.5e12,
    expectedHashrateHs: 118.6e12,
    powerW: 3330,
    fanRpm: 4800,
    frequencyMhz: 525,
    voltageInV: 5.08,
    poolLatencyMs: 38,
    sharesStale: 14,
  };
  const values: Partial<Record<SeriesName, Float64Array>> = {};
  for (const name of query.names) {
    const mean = level[name] ?? 60;
    const spread = name === 'expectedHashrateHs' ? 0 : 0.012;
    values[name] = atMs.map((at, i) =>
      i > points * 0.41 && i < points * 0.44
        ? Number.NaN
        : mean * (1 + spread * wobble(name, at / stepMs) + 0.008 * spread * Math.sin(i / 60)),
    );
  }
  return { atMs, values };
}
