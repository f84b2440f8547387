import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { rowAt } from '../../tests/support/telemetry-rows.ts';
import type { FleetView } from '../domain/fleet-view.ts';
import type { MinerIdentity } from '../domain/miner.ts';
import { type OutsidePoint, seriesOf } from '../domain/outside-series.ts';
import type { ShareCounts } from '../domain/reading.ts';
import { SERIES, type TelemetryRow } from '../domain/series.ts';
import { DEFAULT_SETTINGS } from '../domain/settings.ts';
import type { SourcesView } from '../domain/sources-view.ts';
import { Random } from '../numerics/random.ts';
import { type EntityStore, openEntities } from '../store/entity-store.ts';
import { openTelemetry, type TelemetryStore } from '../store/telemetry-store.ts';
import type { InsightApi } from './insight-api.ts';
import { createInsightService } from './insight-service.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 1440 * MINUTE_MS;
const NOW_MS = Date.UTC(2026, 2, 20, 12);

/** 1.2 TH/s at a difficulty of 1024: 16 shares a minute are due. */
const HASHRATE_HS = 1.2e12;
const DIFFICULTY = 1024;
const SHARES_A_MINUTE = (HASHRATE_HS * 60) / (DIFFICULTY * 2 ** 32);

let name = '';
let telemetry: TelemetryStore;
let entities: EntityStore;
let nowMs = NOW_MS;
let figures: SourcesView['figures'] = {};
let past: Record<string, OutsidePoint[]> = {};

beforeEach(async () => {
  name = crypto.randomUUID();
  telemetry = await openTelemetry(`${name}-telemetry`);
  entities = await openEntities(`${name}-entities`);
  nowMs = NOW_MS;
  figures = {};
  past = {};
});
afterEach(() => {
  telemetry.close();
  entities.close();
  indexedDB.deleteDatabase(`${name}-telemetry`);
  indexedDB.deleteDatabase(`${name}-entities`);
});

interface MinerLife {
  /** Part of its shares that is found and accepted, and that is rejected, by the minute before now. */
  readonly accepted: (minutesAgo: number) => number;
  readonly rejected?: (minutesAgo: number) => number;
  readonly days: number;
  readonly until?: number;
  readonly seed?: number;
}

/** A miner's rows as the collector stores them, minute by minute; the counters begin anew at each restart. */
function rowsOf(
  id: string,
  { accepted, rejected, days, until = NOW_MS, seed = 1 }: MinerLife,
): TelemetryRow[] {
  const random = new Random(seed);
  let [found, refused] = [0, 0];
  const minutes = days * 1440;
  return Array.from({ length: minutes }, (_, minute) => {
    const atMs = until - (minutes - minute) * MINUTE_MS;
    const ago = (NOW_MS - atMs) / MINUTE_MS;
    found += random.poisson(SHARES_A_MINUTE * accepted(ago));
    refused += random.poisson(SHARES_A_MINUTE * (rejected?.(ago) ?? 0));
    return rowAt(id, atMs, {
      // What a device tells swings by a few percent.
      hashrateHs: HASHRATE_HS * (1 + 0.03 * random.normal()),
      poolDifficulty: DIFFICULTY,
      sharesAccepted: found,
      sharesRejected: refused,
      uptimeS: 60 * minute,
    });
  });
}

function service(
  ids: readonly string[],
  identity: Partial<MinerIdentity> = {},
  shares: ShareCounts = {},
): InsightApi {
  const view: FleetView = {
    fleet: 'real',
    atMs: NOW_MS,
    leading: true,
    alerts: [],
    settings: DEFAULT_SETTINGS,
    miners: ids.map((id) => ({
      miner: {
        id,
        name: id,
        identity: { family: 'axeos', algorithm: 'sha256', ...identity },
        address: { host: '192.168.1.20', port: 80 },
        addedAtMs: 0,
      },
      state: 'hashing',
      feed: 'poll',
      spark: new Float64Array(0),
      reading: {
        atMs: NOW_MS,
        fans: [],
        shares,
        boards: [],
        pools: [],
        faults: [],
        oddities: [],
      },
    })),
  };
  return createInsightService({
    nowMs: () => nowMs,
    telemetry,
    entities,
    view: () => view,
    figures: async () => figures,
    past: async (series) => seriesOf(past[series] ?? []),
  });
}

describe('the two-meter test over stored telemetry', () => {
  test('calls an honest miner of a month noise', async () => {
    await telemetry.append(rowsOf('honest', { days: 30, accepted: () => 1 }));
    await telemetry.compact(NOW_MS);
    const began = performance.now();
    const report = await service(['honest']).twoMeter('honest');
    console.info(`a month was read in ${Math.round(performance.now() - began)} ms`);
    if (report.verdict.kind !== 'noise') throw new Error(report.verdict.kind);
    expect(report.verdict.luck.fraction).toBeGreaterThan(0.99);
    expect(report.verdict.luck.fraction).toBeLessThan(1.01);
    expect(report.fromMs).toBe(NOW_MS - 30 * DAY_MS);
  });

  test('finds 12 % missing, since when, and how much of it was rejected', async () => {
    const since = 3 * 1440;
    await telemetry.append(
      rowsOf('lossy', {
        days: 10,
        accepted: (ago) => (ago < since ? 0.88 : 1),
        rejected: (ago) => (ago < since ? 0.02 : 0),
      }),
    );
    const { verdict } = await service(['lossy']).twoMeter('lossy');
    if (verdict.kind !== 'loss') throw new Error(verdict.kind);
    expect(verdict.loss.low).toBeLessThan(0.12);
    expect(verdict.loss.high).toBeGreaterThan(0.12);
    expect(Math.abs(verdict.sinceMs - (NOW_MS - since * MINUTE_MS))).toBeLessThan(6 * 60 * MINUTE_MS);
    expect(verdict.parts.rejects).toBeCloseTo(0.02, 2);
    expect(verdict.parts.silentChipError).toBeCloseTo(0.1, 1);

    // Its pool's words for what it refused.
    const reasons = [
      { message: 'Difficulty too low', count: 60 },
      { message: 'Job not found', count: 30 },
    ];
    const reasoned = service(['lossy'], {}, { rejected: 100, rejectedReasons: reasons });
    const told = (await reasoned.twoMeter('lossy')).verdict;
    if (told.kind !== 'loss') throw new Error(told.kind);
    expect(told.parts.vardiff).toBeCloseTo(0.6 * verdict.parts.rejects, 12);
    expect(told.parts.stale).toBeCloseTo(0.3 * verdict.parts.rejects, 12);
  });

  test('calls nobody for what a firmware is known to keep, nor for a miner that is off each evening', async () => {
    await telemetry.append(rowsOf('kept', { days: 8, accepted: () => 0.9775 }));
    await telemetry.compact(NOW_MS);
    expect((await service(['kept']).twoMeter('kept')).verdict.kind).toBe('loss');
    expect((await service(['kept'], { family: 'braiins' }).twoMeter('kept')).verdict.kind).toBe('noise');

    // Four hours an evening it finds nothing, and goes on telling its last rate.
    const off = (ago: number) => ago % 1440 < 240;
    const paused = rowsOf('paused', { days: 2, accepted: (ago) => (off(ago) ? 0 : 1) });
    const mining = SERIES.findIndex(({ name }) => name === 'mining');
    for (const { atMs, values } of paused) values[mining] = off((NOW_MS - atMs) / MINUTE_MS) ? 0 : 1;
    await telemetry.append(paused);
    expect((await service(['paused']).twoMeter('paused')).verdict.kind).toBe('noise');
  });

  test('goes on from where it was, and says the same as one look over all', async () => {
    const life: MinerLife = { days: 12, accepted: (ago) => (ago < 1440 ? 0.8 : 1) };
    const rows = rowsOf('one', life);
    const insight = service(['one']);
    const middle = 10 * 1440;
    await telemetry.append(rows.slice(0, middle));
    await telemetry.compact(NOW_MS - 2 * DAY_MS);
    nowMs = NOW_MS - 2 * DAY_MS;
    expect((await insight.twoMeter('one')).verdict.kind).toBe('noise');
    await telemetry.append(rows.slice(middle));
    await telemetry.compact(NOW_MS);
    nowMs = NOW_MS;
    const reads: number[] = [];
    const read = telemetry.columns.bind(telemetry);
    telemetry.columns = (query) => {
      reads.push(query.fromMs);
      return read(query);
    };
    const resumed = await insight.twoMeter('one');
    // Of twelve days four at most: two new ones, and the unsettled one before them.
    expect(reads.length).toBeLessThanOrEqual(4);
    expect(resumed).toEqual(await service(['one']).twoMeter('one'));
    expect(resumed.verdict.kind).toBe('loss');
  });

  test('takes in what the helper recorded and handed over late', async () => {
    const rows = rowsOf('late', { days: 3, accepted: () => 1 });
    const insight = service(['late']);
    const gap = rows.filter(({ atMs }) => atMs < NOW_MS - 8 * 60 * MINUTE_MS);
    await telemetry.append(gap);
    await telemetry.append(rows.slice(-10));
    await insight.twoMeter('late');
    await telemetry.append(rows.slice(gap.length, -10));
    expect(await insight.twoMeter('late')).toEqual(await service(['late']).twoMeter('late'));
  });

  test('begins anew when an older past is laid down behind it', async () => {
    const rows = rowsOf('older', { days: 5, accepted: () => 1 });
    const insight = service(['older']);
    await telemetry.append(rows.slice(-3 * 1440));
    await insight.twoMeter('older');
    await telemetry.append(rows.slice(0, -3 * 1440));
    expect((await insight.twoMeter('older')).fromMs).toBe(NOW_MS - 5 * DAY_MS);
  });

  test('counts nothing over a restart', async () => {
    const rows = rowsOf('restarted', { days: 2, accepted: () => 1 });
    const again = rowsOf('restarted', { days: 2, accepted: () => 1, until: NOW_MS - 2 * DAY_MS, seed: 5 });
    await telemetry.append([...again, ...rows]);
    const { verdict } = await service(['restarted']).twoMeter('restarted');
    expect(verdict.kind).toBe('noise');
  });

  test('says what a miner does not tell', async () => {
    const at = NOW_MS - 60 * MINUTE_MS;
    const minutes = Array.from({ length: 50 }, (_, minute) => at + minute * MINUTE_MS);
    await telemetry.append(
      minutes.map((atMs, i) => rowAt('no-difficulty', atMs, { hashrateHs: 1e12, sharesAccepted: i })),
    );
    const insight = service(['no-difficulty', 'new']);
    expect(await insight.twoMeter('no-difficulty')).toMatchObject({
      verdict: { kind: 'nothing-counted' },
      missing: 'difficulty',
    });
    expect(await insight.twoMeter('new')).toMatchObject({ missing: 'rows' });
    expect(await service(['new'], { algorithm: 'kheavyhash' }).twoMeter('new')).toMatchObject({
      missing: 'algorithm',
    });
    expect(await service(['new'], { firmware: 'v2.8.0' }).twoMeter('new')).toMatchObject({
      missing: 'own-difficulty',
    });
    await expect(insight.twoMeter('gone')).rejects.toMatchObject({ kind: 'not-a-miner' });
  });
});

describe('what changes did, over stored telemetry', () => {
  test('tells a change that was seen on the device by its effect, and waits for one of an hour ago', async () => {
    const random = new Random(4);
    const changedMs = NOW_MS - 3 * DAY_MS;
    const newMs = NOW_MS - 60 * MINUTE_MS;
    const rows = Array.from({ length: 6 * 1440 }, (_, minute) => {
      const atMs = NOW_MS - (6 * 1440 - minute) * MINUTE_MS;
      const is = atMs >= changedMs;
      return rowAt('changed', atMs, {
        hashrateHs: HASHRATE_HS * (is ? 1.03 : 1) * (1 + 0.03 * random.normal()),
        powerW: 18 * (is ? 1.05 : 1) * (1 + 0.01 * random.normal()),
        uptimeS: 60 * (minute + 60),
      });
    });
    await telemetry.append(rows);
    await telemetry.compact(NOW_MS);
    const event = { minerId: 'changed', kind: 'setting-changed' } as const;
    await entities.addEvents([
      { ...event, id: 'one', atMs: changedMs },
      { ...event, id: 'two', atMs: newMs },
      { ...event, id: 'another’s', minerId: 'other', atMs: changedMs },
    ]);
    const [told, waited, ...more] = await service(['changed']).changeEffects('changed');
    expect(more).toEqual([]);
    expect(told?.state).toEqual({ kind: 'told' });
    const { hashrate, power, jPerTh } = told?.figures ?? {};
    expect(hashrate?.change).toBeCloseTo(0.03, 2);
    expect(power?.change).toBeCloseTo(0.05, 2);
    expect(jPerTh?.verdict).toBe('higher');
    expect(waited?.state).toMatchObject({ kind: 'waiting' });
    expect(await service(['changed']).changeEffects('unknown')).toEqual([]);
  });

  test('takes up cleaning that its owner logged, and leaves out the day of it', async () => {
    const random = new Random(5);
    const cleanedMs = NOW_MS - 3 * DAY_MS;
    const rows = Array.from({ length: 6 * 288 }, (_, five) => {
      const atMs = NOW_MS - (6 * 288 - five) * 5 * MINUTE_MS;
      return rowAt('cleaned', atMs, {
        hashrateHs: HASHRATE_HS * (1 + 0.01 * random.normal()),
        powerW: 18 * (1 + 0.01 * random.normal()),
        tempChipMaxC: (atMs < cleanedMs ? 64 : 58) + random.normal(),
        uptimeS: 300 * (five + 12),
      });
    });
    await telemetry.append(rows);
    await telemetry.compact(NOW_MS);
    const cleaned = { id: 'w', minerId: 'cleaned', atMs: cleanedMs, kind: 'cleaned', told: 'hand' } as const;
    await entities.health.changeLog((log) => ({
      ...log,
      events: [cleaned, { ...cleaned, id: 'x', minerId: 'other' }],
    }));
    const [told, ...more] = await service(['cleaned']).changeEffects('cleaned');
    expect(more).toEqual([]);
    expect(told?.changes).toMatchObject([{ id: 'w', by: 'owner', work: { kind: 'cleaned' } }]);
    expect(told?.figures.chipC?.change).toBeCloseTo(-6, 0);
    expect(told?.figures.chipC?.verdict).toBe('lower');
  });
});
