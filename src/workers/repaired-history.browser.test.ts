import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { minerAtPool } from '../../tests/support/miner-at-pool.ts';
import { rowAt } from '../../tests/support/telemetry-rows.ts';
import type { RepairOffer } from '../domain/data-repair.ts';
import type { SeriesColumns, SeriesName, TelemetryRow } from '../domain/series.ts';
import { DEFAULT_SETTINGS } from '../domain/settings.ts';
import { Random } from '../numerics/random.ts';
import { type EntityStore, openEntities } from '../store/entity-store.ts';
import {
  type ExportAsk,
  type ExportChunk,
  type ExportReading,
  exportChunks,
} from '../store/export/export-chunks.ts';
import { exportColumns } from '../store/export/export-columns.ts';
import { openTelemetry, type TelemetryStore } from '../store/telemetry-store.ts';
import { createHistoryService } from './history-service.ts';
import { createInsightService } from './insight-service.ts';
import { repairedHistory } from './repaired-history.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const NOW_MS = Date.UTC(2026, 10, 21);
const DAYS = 4;
const BEGIN_MS = NOW_MS - DAYS * DAY_MS;
const MINERS = ['s19', 's21', 'bitaxe'];
const NAMES: readonly SeriesName[] = ['hashrateHs', 'powerW', 'sharesAccepted', 'sharesRejected'];
const DIFFICULTY = 1024;
const HASHRATE_HS = 1.2e12;
const SHARES_A_MINUTE = (HASHRATE_HS * 60) / (DIFFICULTY * 2 ** 32);
/** Two hours of the second day were told in kilowatts; three quarters of an hour of the third lie ten minutes late. */
const IN_KW = { fromMs: BEGIN_MS + DAY_MS + 5 * HOUR_MS, toMs: BEGIN_MS + DAY_MS + 7 * HOUR_MS };
const LATE = { fromMs: BEGIN_MS + 2 * DAY_MS + 10 * MINUTE_MS, toMs: BEGIN_MS + 2 * DAY_MS + 55 * MINUTE_MS };
const UNIT: RepairOffer = { kind: 'rescale', series: 'powerW', stretches: [IN_KW], factor: 1000, offset: 0 };
const CLOCK: RepairOffer = { kind: 'shift', stretches: [LATE], shiftMs: -10 * MINUTE_MS };

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

async function house(rows: readonly TelemetryRow[]) {
  const name = crypto.randomUUID();
  const telemetry = await openTelemetry(`${name}-telemetry`);
  const entities = await openEntities(`${name}-entities`);
  closing.push(() => {
    telemetry.close();
    entities.close();
    indexedDB.deleteDatabase(`${name}-telemetry`);
    indexedDB.deleteDatabase(`${name}-entities`);
  });
  await telemetry.importRows(rows, NOW_MS);
  await telemetry.cascade(NOW_MS);
  return { telemetry, entities, history: repairedHistory(telemetry, entities.repairs) };
}

/** Minutes of three miners; what the first told is wrong in two stretches, unless it is asked for as it was. */
function mined(told: 'wrong' | 'right'): TelemetryRow[] {
  const random = new Random(11);
  const rows: TelemetryRow[] = [];
  for (const id of MINERS) {
    let found = 0;
    for (let atMs = BEGIN_MS; atMs < NOW_MS; atMs += MINUTE_MS) {
      found += random.poisson(SHARES_A_MINUTE);
      const late = id === 's19' && atMs >= LATE.fromMs - 10 * MINUTE_MS && atMs < LATE.toMs;
      // Nothing was heard in the ten minutes around the stretch that is late.
      if (late && atMs >= LATE.toMs - 10 * MINUTE_MS) continue;
      const isKw = id === 's19' && atMs >= IN_KW.fromMs && atMs < IN_KW.toMs && told === 'wrong';
      rows.push(
        rowAt(id, late && told === 'wrong' ? atMs + 10 * MINUTE_MS : atMs, {
          hashrateHs: HASHRATE_HS * (1 + 0.03 * random.normal()),
          powerW: isKw ? 3.25 : 3250,
          poolDifficulty: DIFFICULTY,
          sharesAccepted: found,
          sharesRejected: 0,
          uptimeS: (atMs - BEGIN_MS) / 1000,
        }),
      );
    }
  }
  return rows;
}

let telemetry: TelemetryStore;
let entities: EntityStore;
beforeEach(async () => {
  ({ telemetry, entities } = await house(mined('wrong')));
});

const repair = (id: string, change: RepairOffer) =>
  entities.repairs.add({ id, minerId: 's19', madeAtMs: NOW_MS, change, values: 0, sample: [] });

function close(one: SeriesColumns, other: SeriesColumns): void {
  expect([...one.atMs]).toEqual([...other.atMs]);
  for (const [name, column] of Object.entries(one.values)) {
    const wanted = Object.entries(other.values).find(([key]) => key === name)?.[1];
    expect(column?.length).toBe(wanted?.length);
    column?.forEach((value, row) => {
      const right = wanted?.[row] ?? Number.NaN;
      if (Number.isNaN(right)) expect(value, `${name} ${row}`).toBeNaN();
      // What is stored has 24 bits.
      else
        expect(Math.abs(value - right) / Math.max(1, Math.abs(right)), `${name} ${row}`).toBeLessThan(1e-6);
    });
  }
}

const stretches = [
  ['all of it', BEGIN_MS, NOW_MS],
  ['the day that is in another unit', BEGIN_MS + DAY_MS, BEGIN_MS + 2 * DAY_MS],
  ['three hours around the stretch that is late', LATE.fromMs - HOUR_MS, LATE.fromMs + 2 * HOUR_MS],
] as const;

describe('history with repairs over it', () => {
  test.each(stretches)(
    'is that of a house where everything was told right, over %s',
    async (_, fromMs, toMs) => {
      const right = await house(mined('right'));
      await repair('a', UNIT);
      await repair('b', CLOCK);
      const history = repairedHistory(telemetry, entities.repairs);
      const query = { names: NAMES, fromMs, toMs };
      const sum = { ...query, names: ['hashrateHs', 'powerW'] as const, minerIds: MINERS, maxPoints: 400 };
      close(await history.sumColumns(sum), await right.history.sumColumns(sum));
      const [each, wanted] = await Promise.all([
        history.columnsOfEach(MINERS, query),
        right.history.columnsOfEach(MINERS, query),
      ]);
      each.forEach((columns, place) => {
        const of = wanted[place];
        if (!of) throw new Error('a miner is lacking');
        close(told(columns), told(of));
      });
      for (const tier of ['raw', 'minute', 'quarter', 'hour', 'day'] as const) {
        const ask = { ...query, minerIds: MINERS, tier };
        const [cells, wantedCells] = await Promise.all([tableOf(history, ask), tableOf(right.history, ask)]);
        close(cells, wantedCells);
      }
      const one = { ...query, minerId: 's19', maxPoints: Number.POSITIVE_INFINITY };
      close(told(await history.columns(one)), told(await right.history.columns(one)));
    },
  );

  test('answers what the store answers for miners and times that no repair meets', async () => {
    const query = { names: NAMES, fromMs: BEGIN_MS, toMs: BEGIN_MS + DAY_MS };
    const sum = { ...query, minerIds: MINERS, maxPoints: 400 };
    const before = await telemetry.sumColumns(sum);
    await repair('a', UNIT);
    const history = repairedHistory(telemetry, entities.repairs);
    expect(await history.sumColumns(sum)).toEqual(before);
    const others = { ...query, toMs: NOW_MS };
    expect(await history.columnsOfEach(['s21'], others)).toEqual(
      await telemetry.columnsOfEach(['s21'], others),
    );
  });
});

/** An exported table: a column for each of its own, row by row. */
async function tableOf(reading: ExportReading, ask: ExportAsk): Promise<SeriesColumns> {
  const columns = exportColumns(ask.tier, ask.names);
  const chunks: ExportChunk[] = [];
  for await (const chunk of exportChunks(reading, ask, columns)) chunks.push(chunk);
  const joined = (of: (chunk: ExportChunk) => Float64Array | undefined) =>
    Float64Array.from(chunks.flatMap((chunk) => Array.from(of(chunk) ?? [])));
  const values = columns.map(({ name }, place) => [name, joined(({ cells }) => cells[place])]);
  return { atMs: joined(({ atMs }) => atMs), values: Object.fromEntries(values) };
}

/** Rows that tell anything: the others only open a gap. */
function told({ atMs, values }: SeriesColumns): SeriesColumns {
  const rows = Array.from(atMs.keys()).filter((row) =>
    Object.values(values).some((column) => !Number.isNaN(column?.[row] ?? Number.NaN)),
  );
  const pick = (from: Float64Array | undefined) =>
    Float64Array.from(rows, (row) => from?.[row] ?? Number.NaN);
  const picked = Object.entries(values).map(([name, column]) => [name, pick(column)]);
  return { atMs: pick(atMs), values: Object.fromEntries(picked) };
}

function insight() {
  const settings = { ...DEFAULT_SETTINGS, tariff: { kind: 'flat', pricePerKwh: 0.3 } as const };
  const miners = MINERS.map((id) => {
    const view = minerAtPool(id, NOW_MS, { url: 'stratum+tcp://pool.example:3333' });
    return { ...view, miner: { ...view.miner, identity: { family: 'axeos', algorithm: 'sha256' } as const } };
  });
  return createInsightService({
    nowMs: () => NOW_MS,
    telemetry,
    entities,
    view: () => ({
      fleet: 'real',
      atMs: NOW_MS,
      leading: true,
      alerts: [],
      settings,
      miners,
    }),
    figures: async () => ({}),
    past: (series, fromMs, toMs) => telemetry.outside.read(series, fromMs, toMs),
  });
}

test('a repair changes the fleet’s sum and the books, and taken back leaves the same as before', async () => {
  const history = createHistoryService({ telemetry, entities, minerIds: () => MINERS });
  const sums = () =>
    history.fleetSeries({ names: ['powerW'], fromMs: BEGIN_MS, toMs: NOW_MS, maxPoints: 500 });
  const books = async () => {
    const ledger = await insight().makeLedger({ days: DAYS, timeZone: 'UTC' }, () => {});
    return ledger?.days.map(({ day }) => day.energyKwh ?? Number.NaN) ?? [];
  };
  const [sum, energy] = [await sums(), await books()];
  expect(Math.min(...(sum.values.powerW ?? []))).toBeLessThan(6600);
  await repair('a', UNIT);
  expect(Math.min(...((await sums()).values.powerW ?? []))).toBeCloseTo(9750, 3);
  const energyAfter = await books();
  expect(energyAfter[1]).toBeCloseTo(3 * 24 * 3.25, 6);
  expect((energyAfter[1] ?? 0) - (energy[1] ?? 0)).toBeCloseTo(2 * (3.25 - 0.00325), 6);
  await entities.repairs.undo('a', NOW_MS);
  expect(await sums()).toEqual(sum);
  expect(await books()).toEqual(energy);
});

test('a repair of the rate changes what the two-meter test says, also of days that it has looked at', async () => {
  const desk = insight();
  const before = await desk.twoMeter('s19');
  expect(before.verdict.kind).toBe('noise');
  // As if it had said half of its rate all the time.
  const change: RepairOffer = {
    kind: 'rescale',
    series: 'hashrateHs',
    stretches: [{ fromMs: BEGIN_MS, toMs: NOW_MS }],
    factor: 2,
    offset: 0,
  };
  await repair('a', change);
  const after = await desk.twoMeter('s19');
  expect(after.verdict.kind).toBe('loss');
  expect(after).toEqual(await insight().twoMeter('s19'));
  await entities.repairs.undo('a', NOW_MS);
  expect(await desk.twoMeter('s19')).toEqual(before);
});
