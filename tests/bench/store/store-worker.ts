import * as Comlink from 'comlink';
import type { SeriesColumns } from '../../../src/domain/series.ts';
import { type ColumnsQuery, openTelemetry, type TelemetryStore } from '../../../src/store/telemetry-store.ts';
import { polls } from './measured-rows.ts';
import { printedPast, type Stretch } from './printed-past.ts';
import { openRowTable, type Peer, type RowTable } from './row-tables.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 1_440 * MINUTE_MS;
/** As the collector does. */
const COMPACT_EVERY_MS = 15 * MINUTE_MS;
/** Whole segments of minutes at once. */
const BATCH_MS = DAY_MS;

/** How much was stored, and the time that it took beside that of making it up. */
export interface Stored {
  readonly rows: number;
  readonly ms: number;
}

export interface BackFilled extends Stored {
  /** Of deriving the coarser tiers afterwards. */
  readonly cascadeMs: number;
}

let store: TelemetryStore | undefined;
let table: { readonly peer: Peer; readonly rows: RowTable } | undefined;

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

  /** Fills in a past as an import does it, until nothing is left to derive. */
  async backFill(stretch: Stretch): Promise<BackFilled> {
    const { rows, ms } = await timed(printedPast(stretch, BATCH_MS), (batch) =>
      opened().importRows(batch, stretch.toMs),
    );
    const beganMs = performance.now();
    await opened().cascade(stretch.toMs);
    return { rows, ms, cascadeMs: performance.now() - beganMs };
  },

  /** The same past into a peer's table, a day of all miners a transaction. */
  async backFillPeer(peer: Peer, stretch: Stretch): Promise<Stored> {
    const { rows: into } = await peerTable(peer);
    return timed(printedPast(stretch, DAY_MS), (rows) => into.put(rows));
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

  /** The same readings into a peer's table, so many polls a transaction; ms. */
  async ingestPeer(peer: Peer, stretch: Stretch, atOnce: number): Promise<number> {
    const { rows: into } = await peerTable(peer);
    const all = [...polls(stretch)];
    const beganMs = performance.now();
    for (let poll = 0; poll < all.length; poll += atOnce)
      await into.put(all.slice(poll, poll + atOnce).flat());
    return performance.now() - beganMs;
  },

  async columns(query: ColumnsQuery): Promise<SeriesColumns> {
    return transferred(await opened().columns(query));
  },

  async columnsOfPeer(peer: Peer, query: ColumnsQuery): Promise<SeriesColumns> {
    return transferred(await (await peerTable(peer)).rows.columns(query));
  },

  /** How long the store takes to say how far its data reach, ms. */
  async extentTime(): Promise<number> {
    const beganMs = performance.now();
    await opened().extent();
    return performance.now() - beganMs;
  },
};

export type StoreBenchApi = typeof api;

async function timed<Batch extends readonly unknown[]>(
  batches: Iterable<Batch>,
  put: (rows: Batch) => Promise<void>,
): Promise<Stored> {
  let rows = 0;
  let ms = 0;
  for (const batch of batches) {
    const beganMs = performance.now();
    await put(batch);
    ms += performance.now() - beganMs;
    rows += batch.length;
  }
  return { rows, ms };
}

function opened(): TelemetryStore {
  if (!store) throw new Error('no store is open');
  return store;
}

async function peerTable(peer: Peer) {
  if (table?.peer === peer) return table;
  table?.rows.close();
  table = { peer, rows: await openRowTable(peer) };
  return table;
}

function transferred(columns: SeriesColumns): SeriesColumns {
  const buffers = [columns.atMs, ...Object.values(columns.values)].map(({ buffer }) => buffer);
  return Comlink.transfer(columns, buffers);
}

Comlink.expose(api);
