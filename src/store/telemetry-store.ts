import type { IDBPTransaction } from 'idb';
import type { SeriesColumns, SeriesName, TelemetryRow } from '../domain/series.ts';
import { downsample, medianStepMs, openGaps } from './chart-columns.ts';
import { MINUTE_MS, minuteOf, minuteRows } from './minute-buckets.ts';
import { damageOf, mergeRows, rowsOf, type Segment } from './segment.ts';
import { asStoreError } from './store-error.ts';
import { sumOnGrid } from './sum-on-grid.ts';
import { packTail, unpackTail } from './tail-record.ts';
import {
  type OpenOptions,
  openTelemetryDatabase,
  type TelemetryDatabase,
  type TelemetrySchema,
} from './telemetry-schema.ts';

const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
/** Raw rows are kept this long; their minutes for good. */
const RAW_KEPT_MS = 48 * HOUR_MS;
/** Up to this range a chart is drawn from raw rows. */
const RAW_RANGE_MS = 6 * HOUR_MS;
/** Tail records folded in one transaction: bounds its memory and its length. */
const COMPACTED_AT_ONCE = 400;

export interface ColumnsQuery {
  readonly minerId: string;
  readonly names: readonly SeriesName[];
  readonly fromMs: number;
  readonly toMs: number;
  readonly maxPoints: number;
}

type Tier = 'raw' | 'minute';
type Transaction = IDBPTransaction<
  TelemetrySchema,
  ('tail' | 'raw' | 'minute' | 'quarantine' | 'meta')[],
  'readwrite'
>;

/** Opens the telemetry of one fleet; real and demo have databases of their own. */
export async function openTelemetry(name: string, options: OpenOptions = {}): Promise<TelemetryStore> {
  return new TelemetryStore(await openTelemetryDatabase(name, options));
}

/**
 * All telemetry of one fleet. Rows are written ahead to a tail, one transaction a batch, and folded into columnar
 * segments by {@link compact}: a browser that is killed at any moment loses at most the batch it was writing.
 * Every method throws StoreError.
 */
export class TelemetryStore {
  readonly #database: TelemetryDatabase;

  constructor(database: TelemetryDatabase) {
    this.#database = database;
  }

  /** Writes a batch of rows of any miners, in any order. */
  async append(rows: readonly TelemetryRow[]): Promise<void> {
    if (rows.length === 0) return;
    await guarded(async () => {
      // Relaxed: the batch survives a killed browser; only a power cut may take the last seconds, as it takes the poll.
      const transaction = this.#database.transaction('tail', 'readwrite', { durability: 'relaxed' });
      await Promise.all([transaction.store.add(packTail(rows)), transaction.done]);
    });
  }

  /**
   * Folds the tail into raw hours and minute days and drops raw hours older than two days. One transaction a step:
   * whatever happens, a row is either still in the tail or already in its segments.
   */
  async compact(nowMs: number): Promise<void> {
    await guarded(async () => {
      while (await this.#compactStep(nowMs)) {
        // Another step: the tail held more than one transaction should carry.
      }
    });
  }

  /** Columns of one miner over [fromMs, toMs), gaps left open, at most about `maxPoints` rows. */
  async columns({ minerId, names, fromMs, toMs, maxPoints }: ColumnsQuery): Promise<SeriesColumns> {
    const tier: Tier = toMs - fromMs <= RAW_RANGE_MS ? 'raw' : 'minute';
    const rows = await guarded(() => this.#read(tier, minerId, names, fromMs, toMs));
    const shortest = tier === 'minute' ? 3 * MINUTE_MS : 30_000;
    return downsample(openGaps(rows, Math.max(shortest, 3 * medianStepMs(rows.atMs))), maxPoints);
  }

  /** The same for the sum over miners, on a common grid of whole minutes. A bucket in which nobody spoke is open. */
  async sumColumns({
    minerIds,
    names,
    fromMs,
    toMs,
    maxPoints,
  }: Omit<ColumnsQuery, 'minerId'> & { readonly minerIds: readonly string[] }): Promise<SeriesColumns> {
    const parts = await guarded(() =>
      Promise.all(minerIds.map((minerId) => this.#read('minute', minerId, names, fromMs, toMs))),
    );
    return sumOnGrid(parts, names, { fromMs, toMs, maxPoints });
  }

  /** First and last moment that is stored, of one miner or of all. */
  async extent(minerId?: string): Promise<{ readonly oldestAtMs?: number; readonly newestAtMs?: number }> {
    return guarded(async () => {
      const mine = (id: string) => minerId === undefined || id === minerId;
      const tail = (await this.#database.getAll('tail')).flatMap((record) => unpackTail(record, minerId));
      const keys = (await this.#database.getAllKeys('minute')).filter(([id]) => mine(id));
      const starts = keys.map(([, startMs]) => startMs);
      const last = keys.filter(([, startMs]) => startMs === Math.max(...starts));
      const ends = await Promise.all(
        last.map(async (key) => (await this.#database.get('minute', key))?.atMs.at(-1)),
      );
      const first = keys.filter(([, startMs]) => startMs === Math.min(...starts));
      const begins = await Promise.all(
        first.map(async (key) => (await this.#database.get('minute', key))?.atMs[0]),
      );
      const moments = [...tail.map((row) => row.atMs), ...ends, ...begins].filter(
        (moment) => moment !== undefined,
      );
      if (moments.length === 0) return {};
      return { oldestAtMs: Math.min(...moments), newestAtMs: Math.max(...moments) };
    });
  }

  /** Minute rows stored, over all miners; those still in the tail are not counted yet. */
  async rowCount(): Promise<number> {
    return guarded(async () => (await this.#database.get('meta', 'rows')) ?? 0);
  }

  /** Deletes everything of one miner. */
  async remove(minerId: string, nowMs: number): Promise<void> {
    await this.compact(nowMs);
    await guarded(async () => {
      const transaction = this.#readwrite();
      const range = IDBKeyRange.bound([minerId, 0], [minerId, Number.POSITIVE_INFINITY]);
      const minutes = await transaction.objectStore('minute').getAll(range);
      await countRows(transaction, -minutes.reduce((sum, segment) => sum + segment.atMs.length, 0));
      await transaction.objectStore('minute').delete(range);
      await transaction.objectStore('raw').delete(range);
      await transaction.done;
    });
  }

  close(): void {
    this.#database.close();
  }

  #readwrite(): Transaction {
    return this.#database.transaction(['tail', 'raw', 'minute', 'quarantine', 'meta'], 'readwrite', {
      durability: 'relaxed',
    });
  }

  /** One transaction; returns whether more is left. */
  async #compactStep(nowMs: number): Promise<boolean> {
    const transaction = this.#readwrite();
    const tail = transaction.objectStore('tail');
    const keys = await tail.getAllKeys(undefined, COMPACTED_AT_ONCE);
    const last = keys.at(-1);
    const oldestRawMs = nowMs - RAW_KEPT_MS;
    if (last !== undefined) {
      const records = await tail.getAll(IDBKeyRange.upperBound(last));
      const minutes: TelemetryRow[] = [];
      for (const [key, rows] of groups(
        records.flatMap((record) => unpackTail(record)),
        HOUR_MS,
      )) {
        const merged = mergeRows(await wholeSegment(transaction, 'raw', key), rows, key);
        if (key.startMs + HOUR_MS > oldestRawMs) await transaction.objectStore('raw').put(merged);
        minutes.push(...touchedMinutes(merged, rows));
      }
      let added = 0;
      for (const [key, rows] of groups(minutes, DAY_MS)) {
        const before = await wholeSegment(transaction, 'minute', key);
        const merged = mergeRows(before, rows, key);
        added += merged.atMs.length - (before?.atMs.length ?? 0);
        await transaction.objectStore('minute').put(merged);
      }
      await countRows(transaction, added);
      await tail.delete(IDBKeyRange.upperBound(last));
    }
    const old = await transaction
      .objectStore('raw')
      .index('startMs')
      .getAllKeys(IDBKeyRange.upperBound(oldestRawMs - HOUR_MS));
    for (const key of old) await transaction.objectStore('raw').delete(key);
    await transaction.done;
    return keys.length === COMPACTED_AT_ONCE;
  }

  /** Stored segments and tail of one miner as one run of rows; only the asked series are taken out. */
  async #read(
    tier: Tier,
    minerId: string,
    names: readonly SeriesName[],
    fromMs: number,
    toMs: number,
  ): Promise<SeriesColumns> {
    const spanMs = tier === 'raw' ? HOUR_MS : DAY_MS;
    const transaction = this.#database.transaction(['tail', 'raw', 'minute']);
    const range = IDBKeyRange.bound([minerId, Math.floor(fromMs / spanMs) * spanMs], [minerId, toMs]);
    const segments = await transaction.objectStore(tier).getAll(range);
    const tail = (await transaction.objectStore('tail').getAll()).flatMap((record) =>
      unpackTail(record, minerId),
    );
    // A minute whose rows are partly in the tail is made anew from the raw hour and the tail together.
    const fresh: TelemetryRow[] = [];
    for (const [key, rows] of groups(tail, HOUR_MS)) {
      if (tier === 'raw') fresh.push(...rows);
      else {
        const raw = await transaction.objectStore('raw').get([minerId, key.startMs]);
        fresh.push(...touchedMinutes(mergeRows(raw, rows, key), rows));
      }
    }
    const whole = segments.filter((segment) => damageOf(segment) === undefined);
    return joined(withFresh(whole, fresh, minerId, spanMs), names, fromMs, toMs);
  }
}

/** Segments with the rows of the tail merged into those they belong to. */
function withFresh(
  segments: readonly Segment[],
  fresh: readonly TelemetryRow[],
  minerId: string,
  spanMs: number,
): Segment[] {
  const byStart = new Map(segments.map((segment) => [segment.startMs, segment]));
  for (const [key, rows] of groups(fresh, spanMs))
    byStart.set(key.startMs, mergeRows(byStart.get(key.startMs), rows, { ...key, minerId }));
  return [...byStart.values()].sort((a, b) => a.startMs - b.startMs);
}

/** One column a name over all segments, cut to [fromMs, toMs). */
function joined(
  segments: readonly Segment[],
  names: readonly SeriesName[],
  fromMs: number,
  toMs: number,
): SeriesColumns {
  const cuts = segments.map(({ atMs }) => ({ begin: lowerBound(atMs, fromMs), end: lowerBound(atMs, toMs) }));
  const length = cuts.reduce((sum, { begin, end }) => sum + end - begin, 0);
  const fill = (of: (segment: Segment) => Float32Array | Float64Array | undefined) => {
    const column = new Float64Array(length).fill(Number.NaN);
    let offset = 0;
    segments.forEach((segment, index) => {
      const { begin, end } = cuts[index] ?? { begin: 0, end: 0 };
      const source = of(segment);
      if (source) column.set(source.subarray(begin, end), offset);
      offset += end - begin;
    });
    return column;
  };
  return {
    atMs: fill((segment) => segment.atMs),
    values: Object.fromEntries(names.map((name) => [name, fill((segment) => segment.columns[name])])),
  };
}

/** First row at or after `moment`. */
function lowerBound(atMs: Float64Array, moment: number): number {
  let low = 0;
  let high = atMs.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((atMs[middle] ?? 0) < moment) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The minutes of a merged hour that `rows` changed. */
function touchedMinutes(merged: Segment, rows: readonly TelemetryRow[]): TelemetryRow[] {
  const touched = new Set(rows.map((row) => minuteOf(row.atMs)));
  return minuteRows(rowsOf(merged).filter((row) => touched.has(minuteOf(row.atMs))));
}

type Key = { readonly minerId: string; readonly startMs: number };

/** Rows by miner and stretch of `spanMs`. */
function groups(rows: readonly TelemetryRow[], spanMs: number): [Key, TelemetryRow[]][] {
  const found = new Map<string, [Key, TelemetryRow[]]>();
  for (const row of rows) {
    const startMs = Math.floor(row.atMs / spanMs) * spanMs;
    const name = `${startMs} ${row.minerId}`;
    const group = found.get(name);
    if (group) group[1].push(row);
    else found.set(name, [{ minerId: row.minerId, startMs }, [row]]);
  }
  return [...found.values()];
}

/** A stored segment, if it is whole; a damaged one is put into quarantine and its place begins anew. */
async function wholeSegment(transaction: Transaction, tier: Tier, key: Key): Promise<Segment | undefined> {
  const segment = await transaction.objectStore(tier).get([key.minerId, key.startMs]);
  if (!segment) return undefined;
  const reason = damageOf(segment);
  if (reason === undefined) return segment;
  await transaction.objectStore('quarantine').add({ from: tier, reason, record: segment });
  return undefined;
}

async function countRows(transaction: Transaction, change: number): Promise<void> {
  const meta = transaction.objectStore('meta');
  await meta.put(Math.max(0, ((await meta.get('rows')) ?? 0) + change), 'rows');
}

async function guarded<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw asStoreError(error);
  }
}
