import * as Comlink from 'comlink';
import { Dexie } from 'dexie';
import { SERIES, type SeriesColumns, type TelemetryRow } from '../../../src/domain/series.ts';
import { type ColumnsQuery, openTelemetry, type TelemetryStore } from '../../../src/store/telemetry-store.ts';
import { polls } from './measured-rows.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 1_440 * MINUTE_MS;
/** As the collector does. */
const COMPACT_EVERY_MS = 5 * MINUTE_MS;

export interface Stretch {
  readonly miners: number;
  readonly fromMs: number;
  readonly toMs: number;
  readonly everyMs: number;
}

let store: TelemetryStore | undefined;

/** What the page asks of the worker that holds the store. */
const api = {
  async open(name: string): Promise<void> {
    store?.close();
    store = await openTelemetry(name);
  },

  /** A long past, a day a batch. */
  async layDown(stretch: Stretch): Promise<void> {
    const { fromMs, toMs } = stretch;
    for (let dayMs = fromMs; dayMs < toMs; dayMs += DAY_MS) {
      await opened().append(
        [...polls({ ...stretch, fromMs: dayMs, toMs: Math.min(dayMs + DAY_MS, toMs) })].flat(),
      );
      await opened().compact(toMs);
    }
  },

  /** Every poll one batch, compacted as often as the collector does; ms. */
  async ingest(stretch: Stretch, compacting: boolean): Promise<number> {
    const all = [...polls(stretch)];
    const beganMs = performance.now();
    let compactedMs = stretch.fromMs;
    for (const rows of all) {
      await opened().append(rows);
      const nowMs = rows[0]?.atMs ?? compactedMs;
      if (!compacting || nowMs - compactedMs < COMPACT_EVERY_MS) continue;
      await opened().compact(nowMs);
      compactedMs = nowMs;
    }
    if (compacting) await opened().compact(stretch.toMs);
    return performance.now() - beganMs;
  },

  /** The same readings, an object each in a table of their own, so many polls a transaction; ms. */
  async ingestRows(stretch: Stretch, atOnce: number): Promise<number> {
    const database = await openRows();
    const all = [...polls(stretch)];
    const beganMs = performance.now();
    for (let poll = 0; poll < all.length; poll += atOnce)
      await database
        .table('readings')
        .bulkPut(all.slice(poll, poll + atOnce).flatMap((rows) => rows.map(objectOf)));
    const tookMs = performance.now() - beganMs;
    database.close();
    return tookMs;
  },

  /** Columns out of those objects. */
  async columnsOfRows({ minerId, names, fromMs, toMs }: ColumnsQuery): Promise<SeriesColumns> {
    const database = await openRows();
    const rows = await database
      .table<Record<string, number>>('readings')
      .where('[minerId+atMs]')
      .between([minerId, fromMs], [minerId, toMs], true, false)
      .toArray();
    database.close();
    const column = (name: string) => Float64Array.from(rows, (row) => row[name] ?? Number.NaN);
    return transferred({
      atMs: column('atMs'),
      values: Object.fromEntries(names.map((name) => [name, column(name)])),
    });
  },

  async columns(query: ColumnsQuery): Promise<SeriesColumns> {
    return transferred(await opened().columns(query));
  },

  /** How long the store takes to say how far its data reach, ms. */
  async extentTime(): Promise<number> {
    const beganMs = performance.now();
    await opened().extent();
    return performance.now() - beganMs;
  },
};

export type StoreBenchApi = typeof api;

function opened(): TelemetryStore {
  if (!store) throw new Error('no store is open');
  return store;
}

function transferred(columns: SeriesColumns): SeriesColumns {
  const buffers = [columns.atMs, ...Object.values(columns.values)].map(({ buffer }) => buffer);
  return Comlink.transfer(columns, buffers);
}

/** The peer: what an app would do that stores each reading as an object in a table. */
async function openRows(): Promise<Dexie> {
  const database = new Dexie('bench-rows');
  database.version(1).stores({ readings: '[minerId+atMs], atMs' });
  return database.open();
}

function objectOf({ minerId, atMs, values }: TelemetryRow): object {
  const known = SERIES.map(({ name }, index) => [name, values[index]] as const).filter(
    ([, value]) => !Number.isNaN(value),
  );
  return { minerId, atMs, ...Object.fromEntries(known) };
}

Comlink.expose(api);
