import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { minerAtPool } from '../../tests/support/miner-at-pool.ts';
import { rowAt } from '../../tests/support/telemetry-rows.ts';
import type { FleetView, MinerView } from '../domain/fleet-view.ts';
import type { HealthFinding, HealthReport } from '../domain/health/health-report.ts';
import type { TelemetryRow } from '../domain/series.ts';
import { DEFAULT_SETTINGS, type Settings } from '../domain/settings.ts';
import type { SourcesView } from '../domain/sources-view.ts';
import { Random } from '../numerics/random.ts';
import { type EntityStore, openEntities } from '../store/entity-store.ts';
import { type BucketsQuery, openTelemetry, type TelemetryStore } from '../store/telemetry-store.ts';
import type { HealthNews } from './health-api.ts';
import { createHealthService, type HealthService } from './health-service.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 1440 * MINUTE_MS;
const NOW_MS = Date.UTC(2026, 2, 20, 12, 3);
const DAYS = 3;
const BEGIN_MS = NOW_MS - DAYS * DAY_MS;
/** A page that waits longer has hung. */
const WAIT = { timeout: 30_000, interval: 20 };

let name = '';
let telemetry: TelemetryStore;
let entities: EntityStore;
let nowMs = NOW_MS;
let settings: Settings = DEFAULT_SETTINGS;
let services: HealthService[] = [];
/** What sources told last. */
let figures: SourcesView['figures'] = {};
/** Of Bitcoin's chain, all the time. */
const DIFFICULTY = 1.5e14;
const FEES = 0.03;

beforeEach(async () => {
  name = crypto.randomUUID();
  telemetry = await openTelemetry(`${name}-t`);
  entities = await openEntities(`${name}-e`);
  nowMs = NOW_MS;
  settings = DEFAULT_SETTINGS;
  figures = {};
});
afterEach(async () => {
  await Promise.all(services.map((service) => service.close()));
  services = [];
  telemetry.close();
  entities.close();
  indexedDB.deleteDatabase(`${name}-t`);
  indexedDB.deleteDatabase(`${name}-e`);
});

/** Rows each three minutes, of which a part of the shares is refused from a moment on. */
function rowsOf(id: string, fromMs: number, toMs: number, refusedFromMs = Number.POSITIVE_INFINITY) {
  const random = new Random(5);
  const rows: TelemetryRow[] = [];
  let [accepted, refused] = [0, 0];
  for (let atMs = fromMs; atMs < toMs; atMs += 3 * MINUTE_MS) {
    accepted += random.poisson(20);
    refused += atMs >= refusedFromMs ? random.poisson(4) : 0;
    const counted = { sharesAccepted: accepted, sharesRejected: refused };
    rows.push(rowAt(id, atMs, { ...counted, hashrateHs: 1e12, state: 1, uptimeS: 900_000 + atMs / 1000 }));
  }
  return rows;
}

function minerView(id: string): MinerView {
  const { reading } = minerAtPool(id, nowMs, { url: 'stratum+tcp://eu.stratum.braiins.com:3333' });
  return {
    reading,
    miner: {
      id,
      name: id,
      identity: { family: 'axeos', algorithm: 'sha256', firmware: 'v2.14.0' },
      address: { host: '192.168.1.20', port: 80 },
      addedAtMs: BEGIN_MS,
    },
    state: 'hashing',
    feed: 'poll',
    spark: new Float64Array(0),
  };
}

interface Tab {
  readonly service: HealthService;
  readonly news: HealthNews[];
  readonly alerted: (readonly HealthFinding[])[];
  /** The earliest moment that it read whole quarters of. */
  readonly readFromMs: () => number;
  readonly view: () => FleetView;
}

/** A tab of a home of two miners. */
function tab(leading: boolean): Tab {
  const news: HealthNews[] = [];
  const alerted: (readonly HealthFinding[])[] = [];
  let readFromMs = Number.POSITIVE_INFINITY;
  /** Its methods are a class's, as the store's are: whoever copies it loses them. */
  class HeardTelemetry {
    extent(id?: string) {
      return telemetry.extent(id);
    }

    buckets(query: BucketsQuery) {
      if (query.names.length > 1) readFromMs = Math.min(readFromMs, query.fromMs);
      return telemetry.buckets(query);
    }
  }
  const view = (): FleetView => ({
    fleet: 'real',
    atMs: nowMs,
    leading,
    alerts: [],
    settings,
    miners: [minerView('one'), minerView('two')],
  });
  const service = createHealthService({
    kind: 'real',
    nowMs: () => nowMs,
    clockMs: () => performance.now(),
    rest: () => new Promise((resolve) => setTimeout(resolve)),
    view,
    telemetry: new HeardTelemetry(),
    entities,
    figures: async () => figures,
    past: async (series, fromMs) => ({
      atMs: Float64Array.of(fromMs),
      values: Float64Array.of(series === 'difficulty:BTC' ? DIFFICULTY : FEES),
    }),
    newId: () => crypto.randomUUID(),
    zone: () => 'Europe/Berlin',
    storeChanged: async () => {
      settings = await entities.settings();
    },
    onFindings: (findings) => alerted.push(findings),
  });
  services.push(service);
  return { service, news, alerted, readFromMs: () => readFromMs, view };
}

function reports({ news }: Pick<Tab, 'news'>): readonly HealthReport[] {
  return news.flatMap((each) => (each.kind === 'report' ? [each.report] : []));
}

/** The newest report, once there is one that passes. */
async function reportWhere(from: Tab, passes: (report: HealthReport) => boolean): Promise<HealthReport> {
  return vi.waitFor(() => {
    const last = reports(from).at(-1);
    if (!last || !passes(last))
      throw new Error(`not so yet: ${JSON.stringify(from.news.at(-1))?.slice(0, 500)}`);
    return last;
  }, WAIT);
}

const hasJudged = ({ judgedToMs }: HealthReport) => judgedToMs === Math.floor(nowMs / 900_000) * 900_000;

/** A tab that leads, follows its own news, and has judged all there is. */
async function leader(): Promise<Tab> {
  const one = tab(true);
  await one.service.followHealth((each) => one.news.push(each));
  await reportWhere(one, hasJudged);
  return one;
}

async function storeFleet(oneToMs = NOW_MS): Promise<void> {
  const refusedFromMs = NOW_MS - DAY_MS;
  await telemetry.importRows(rowsOf('one', BEGIN_MS, oneToMs, refusedFromMs), NOW_MS);
  await telemetry.importRows(rowsOf('two', BEGIN_MS, NOW_MS), NOW_MS);
}

test('the tab that leads judges what is stored and hands on what it found; another tab reads it', async () => {
  await storeFleet();
  const follower = tab(false);
  await follower.service.followHealth((each) => follower.news.push(each));
  expect(reports(follower)[0]).toMatchObject({ findings: [], judgedToMs: undefined });
  const one = await leader();
  const [found] = (await reportWhere(one, hasJudged)).findings;
  expect(found).toMatchObject({ trouble: 'shares-rejected', minerIds: ['one'], severity: 'watch' });
  expect(found?.causes?.causes[0]?.cause).toBe('pool');
  expect(found?.sinceMs).toBeGreaterThan(NOW_MS - DAY_MS - 60 * MINUTE_MS);
  expect(found?.sinceMs).toBeLessThan(NOW_MS - DAY_MS + 60 * MINUTE_MS);
  expect(one.alerted.at(-1)).toEqual([found]);
  expect((await reportWhere(follower, hasJudged)).findings).toEqual([found]);
  expect(follower.alerted).toEqual([]);
});

test('a tab that leads after another goes on from where that had judged to', async () => {
  await storeFleet();
  const first = await leader();
  const before = await reportWhere(first, hasJudged);
  await first.service.close();
  nowMs += 30 * MINUTE_MS;
  for (const id of ['one', 'two']) await telemetry.append(rowsOf(id, NOW_MS, nowMs, NOW_MS));
  const second = await leader();
  const after = await reportWhere(second, hasJudged);
  expect(second.readFromMs()).toBeGreaterThan(NOW_MS - 60 * MINUTE_MS);
  expect(after.findings.map(({ id }) => id)).toEqual(before.findings.map(({ id }) => id));
});

test('what was kept and cannot be read is made anew of what is stored, with the same findings', async () => {
  await storeFleet();
  const first = await leader();
  const before = await reportWhere(first, hasJudged);
  await first.service.close();
  await entities.health.keep('health-judged', { version: 1, value: { toMs: nowMs, watch: 'broken' } });
  await entities.health.keep('health-anchors', 'nothing');
  const second = await leader();
  expect(second.readFromMs()).toBeLessThan(BEGIN_MS);
  expect((await reportWhere(second, hasJudged)).findings).toEqual(before.findings);
});

test('rows that come late are judged after all', async () => {
  await storeFleet(NOW_MS - 2 * DAY_MS);
  const one = await leader();
  expect((await reportWhere(one, hasJudged)).findings.map(({ trouble }) => trouble)).toEqual([
    // Rows of the other one are there, so somebody listened.
    'network',
  ]);
  await telemetry.importRows(rowsOf('one', BEGIN_MS, NOW_MS, NOW_MS - DAY_MS), NOW_MS);
  nowMs += 15 * MINUTE_MS;
  one.service.fleetChanged(one.view());
  const after = await reportWhere(one, hasJudged);
  expect(after.findings.map(({ trouble }) => trouble)).toEqual(['shares-rejected']);
  expect(after.strip.rows[0]?.cells).not.toContain('unknown');
});

test('what the owner logs is kept and told to all tabs, and taken back again', async () => {
  await storeFleet();
  const one = await leader();
  const other = tab(false);
  await other.service.followHealth((each) => other.news.push(each));
  const atMs = NOW_MS - DAY_MS / 2;
  await other.service.logMaintenance({ minerId: 'one', atMs, kind: 'cleaned', note: 'with air', cost: 3 });
  const [entry] = (await reportWhere(one, ({ log }) => log.length === 1)).log;
  expect(entry).toMatchObject({
    minerId: 'one',
    atMs,
    kind: 'cleaned',
    note: 'with air',
    cost: 3,
    told: 'hand',
  });
  // Work in the past that was judged has it judged again, from the anchor before it.
  await vi.waitFor(() => expect(one.readFromMs()).toBeLessThan(atMs), WAIT);
  await one.service.removeMaintenance(entry?.id ?? '');
  await reportWhere(other, ({ log }) => log.length === 0);
  if (entry) await one.service.logMaintenance(entry);
  expect((await reportWhere(other, ({ log }) => log.length === 1)).log).toEqual([entry]);
});

test('a new supply takes with it what a plug had taught of the old one', async () => {
  await storeFleet();
  const identity = { family: 'axeos', algorithm: 'sha256' } as const;
  const address = { host: '192.168.1.20', port: 80 };
  const pair = { deviceW: 18, wallW: 22, stretches: 3 };
  const pairs = [
    { ...pair, atMs: NOW_MS - DAY_MS },
    { ...pair, deviceW: 12, wallW: 15, atMs: NOW_MS - 60_000 },
  ];
  await entities.putMiners([
    { id: 'one', identity, address, name: 'One', addedAtMs: 0, meteredPairs: pairs },
  ]);
  const one = await leader();
  const atMs = NOW_MS - DAY_MS / 2;
  await one.service.logMaintenance({ minerId: 'one', atMs, kind: 'cleaned' });
  expect((await entities.miners())[0]?.meteredPairs).toEqual(pairs);
  await one.service.logMaintenance({ minerId: 'one', atMs, kind: 'supply-replaced' });
  expect((await entities.miners())[0]?.meteredPairs).toEqual(pairs.slice(1));
});

test('what the owner says of a finding and of alarms is counted, kept, and rings no more', async () => {
  await storeFleet();
  const one = await leader();
  const [found] = (await reportWhere(one, hasJudged)).findings;
  await one.service.judgeFinding(found?.id ?? '', 'false-alarm');
  const judged = await reportWhere(one, ({ budget }) => budget.calledFalse === 1);
  expect(judged.findings[0]?.verdict).toBe('false-alarm');
  expect(judged.budget.seenPerMonth.value).toBeCloseTo(365.2425 / 12 / judged.budget.watchedDays, 6);
  await vi.waitFor(() => expect(one.alerted.at(-1)).toEqual([]), WAIT);
  await one.service.judgeFinding(found?.id ?? '', undefined);
  await reportWhere(one, ({ budget }) => budget.calledFalse === 0);
  const called = { kind: 'silent-death', severity: 'act', minerIds: ['two'], openedAtMs: nowMs } as const;
  await entities.putAlerts([{ ...called, id: 'silence', evidence: { sinceMs: nowMs } }]);
  await one.service.judgeFinding('silence', 'false-alarm');
  await reportWhere(one, ({ budget }) => budget.calledFalse === 1);
  expect(await tab(false).service.verdicts()).toEqual({ silence: 'false-alarm' });
  // The watch found the same: what was said of the alert is said of the finding, and is taken back there.
  const byWatch = { findingId: found?.id ?? '', trouble: 'shares-rejected', confidence: 0.99 } as const;
  await entities.putAlerts([{ ...called, id: 'silence', evidence: { sinceMs: nowMs, found: byWatch } }]);
  await one.service.judgeFinding('silence', 'false-alarm');
  await reportWhere(one, ({ findings }) => findings[0]?.verdict === 'false-alarm');
  await one.service.judgeFinding(found?.id ?? '', undefined);
  await reportWhere(one, ({ findings }) => findings[0] !== undefined && findings[0].verdict === undefined);
  await one.service.setAlarmBudget(4);
  expect((await entities.settings()).falseAlarmsPerMonth).toBe(4);
  await reportWhere(one, ({ budget }) => budget.promisedPerMonth === 4);
});

/** What both miners' 2 TH/s are worth in a day: 86400 · (S + F) / (D · 2³²) per H/s, less Braiins' 2.5 % (economics section 1). */
const WORTH_A_DAY = ((2e12 * 86_400 * (3.125 + FEES)) / (DIFFICULTY * 2 ** 32)) * 0.975;

/** What a pool lists for the last days that are over, oldest first, as parts of what they were worth. */
function paid(parts: readonly number[]): SourcesView['figures'] {
  const todayMs = Math.floor(nowMs / DAY_MS) * DAY_MS;
  const rewards = parts.map((part, place) => ({
    atMs: todayMs - (parts.length - place) * DAY_MS,
    of: 'day' as const,
    coin: 'BTC',
    amount: part * WORTH_A_DAY,
  }));
  const told = (provider: string, value: unknown) => ({ provider, value, atMs: nowMs, receivedAtMs: nowMs });
  const account = { atMs: nowMs, hashrates: [], coins: [], workers: [], payouts: [], rewards };
  return {
    'account:braiins:rewards': told('braiins', account),
    'network:BTC': told('mempool', { coin: 'BTC', atMs: nowMs, difficulty: DIFFICULTY, height: 925_000 }),
  };
}

/** Two miners for eight days, with nothing wrong but what the pool does. */
async function storeWell(): Promise<void> {
  for (const id of ['one', 'two'])
    await telemetry.importRows(rowsOf(id, NOW_MS - 8 * DAY_MS, NOW_MS), NOW_MS);
}

test('a pool that credits half of what the hashrate is worth is found, rings, and is over once it pays', async () => {
  await storeWell();
  figures = paid([1, 1, 0.5, 0.5, 0.5]);
  const one = await leader();
  const [found] = (await reportWhere(one, ({ findings }) => findings.length > 0)).findings;
  expect(found).toMatchObject({ trouble: 'earnings-drop', minerIds: ['one', 'two'], severity: 'watch' });
  expect(found?.sinceMs).toBe(Math.floor(NOW_MS / DAY_MS) * DAY_MS - 3 * DAY_MS);
  expect(found?.size?.value).toBeCloseTo(-0.5, 2);
  expect(found?.account).toMatchObject({ provider: 'braiins', coin: 'BTC', days: 3 });
  expect((found?.account?.expectedCoins ?? 0) / (3 * WORTH_A_DAY)).toBeCloseTo(1, 3);
  expect(found?.causes?.causes.map(({ cause }) => cause)).toContain('pool');
  expect(one.alerted.at(-1)?.map(({ id }) => id)).toEqual([found?.id]);
  const { earnings } = await reportWhere(one, hasJudged);
  expect(earnings).toMatchObject([{ provider: 'braiins', coin: 'BTC', days: 5, missing: undefined }]);
  // As they are kept, and so as another tab, or this one after a reload, reads them.
  const parts = earnings[0]?.judged?.map(({ creditedCoins, expectedCoins }) => creditedCoins / expectedCoins);
  expect(parts?.map((part) => Math.round(10 * part) / 10)).toEqual([1, 1, 0.5, 0.5, 0.5]);
  for (let day = 1; day <= 2; day += 1) {
    for (const id of ['one', 'two'])
      await telemetry.importRows(rowsOf(id, nowMs, nowMs + DAY_MS), nowMs + DAY_MS);
    nowMs += DAY_MS;
  }
  figures = paid([1, 1, 0.5, 0.5, 0.5, 1, 1]);
  one.service.fleetChanged(one.view());
  const after = await reportWhere(one, ({ findings }) => findings.every(({ endedAtMs }) => endedAtMs));
  expect(after.findings.find(({ id }) => id === found?.id)?.endedAtMs).toBe(
    Math.floor(NOW_MS / DAY_MS) * DAY_MS,
  );
});

test('of a pool that pays as promised nothing is found, and what is missing of an account is said', async () => {
  await storeWell();
  figures = paid([1, 1, 1, 1, 1]);
  const one = await leader();
  const well = await reportWhere(one, ({ earnings }) => earnings.length > 0);
  expect(well.findings).toEqual([]);
  expect(well.earnings).toMatchObject([{ days: 5, missing: undefined }]);
  const silentAccount = { provider: 'braiins', value: unlisted(), atMs: nowMs, receivedAtMs: nowMs };
  figures = { 'account:braiins:rewards': silentAccount };
  await one.service.setAlarmBudget(2);
  nowMs += 15 * MINUTE_MS;
  one.service.fleetChanged(one.view());
  const silent = await reportWhere(one, ({ earnings }) => earnings[0]?.missing !== undefined);
  expect(silent.earnings).toMatchObject([{ days: 5, missing: 'days' }]);
});

/** An account that tells a balance, and no days. */
function unlisted() {
  const coins = [{ coin: 'BTC', balance: 0.001 }];
  return { atMs: nowMs, hashrates: [], coins, workers: [], payouts: [], rewards: [] };
}

test('what the readings show of work is asked about, counts once its owner says yes, and a no can be taken back', async () => {
  const page = tab(false);
  const shown = {
    id: 'inferred one cleaned 1',
    minerId: 'one',
    atMs: NOW_MS - DAY_MS,
    kind: 'cleaned',
    told: 'inferred',
  };
  await entities.health.keep('health-inferred', { 'one:thermal-resistance:1': [shown] });
  await page.service.followHealth((each) => page.news.push(each));
  const asked = await reportWhere(page, ({ offered }) => offered.length === 1);
  expect(asked).toMatchObject({ offered: [shown], log: [] });
  await page.service.removeMaintenance(shown.id);
  await reportWhere(page, ({ offered }) => offered.length === 0);
  expect((await entities.health.log()).dismissed).toEqual([shown.id]);
  await page.service.offerAgain(shown.id);
  await reportWhere(page, ({ offered }) => offered.length === 1);
  await page.service.logMaintenance({ id: shown.id, minerId: 'one', atMs: shown.atMs, kind: 'cleaned' });
  const said = await reportWhere(page, ({ log }) => log.length === 1);
  expect(said).toMatchObject({ offered: [], log: [{ id: shown.id, told: 'hand' }] });
  // Taken back, it is a question again.
  await page.service.removeMaintenance(shown.id);
  await reportWhere(page, ({ offered, log }) => offered.length === 1 && log.length === 0);
});
