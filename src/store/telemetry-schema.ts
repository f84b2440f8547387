import {
  type DBSchema,
  type IDBPDatabase,
  type IDBPObjectStore,
  type IDBPTransaction,
  openDB,
  type StoreNames,
} from 'idb';
import { BLOCKED_AFTER_MS, blockedByOlderTab, type OpenOptions } from './opening.ts';
import { damageOf, rowsOf, type Segment, segmentOf } from './segment.ts';
import { splitSegment } from './segment-columns.ts';
import { asStoreError } from './store-error.ts';

/** Rows of one poll (or one back-fill), written ahead: parallel arrays, `values` row after row in SERIES order. */
export interface TailRecord {
  readonly minerIds: readonly string[];
  readonly atMs: Float64Array;
  readonly values: Float64Array;
}

/** How finely: as polled, or in one-minute means. */
export type Tier = 'raw' | 'minute';

/**
 * How much time one segment holds, ms. Six hours of minutes stay below the 64 KiB from which Chromium keeps a value in
 * a file of its own, which costs more to write again at every compaction, and to read.
 */
export const SPAN_MS: Readonly<Record<Tier, number>> = { raw: 3_600_000, minute: 6 * 3_600_000 };

/** What could not be read, put aside so that the rest can. `record` is absent where the browser could not give it. */
export interface Quarantined {
  readonly from: Tier | 'tail';
  readonly reason: string;
  readonly record?: unknown;
}

export interface TelemetrySchema extends DBSchema {
  /** The write-ahead tail, in order of arrival. */
  tail: { key: number; value: TailRecord };
  /** As polled, one segment a miner and hour; kept for two days. */
  raw: { key: [string, number]; value: Segment; indexes: { startMs: number } };
  /** One-minute means, one segment a miner and quarter of a (UTC) day; kept. */
  minute: { key: [string, number]; value: Segment; indexes: { startMs: number } };
  quarantine: { key: number; value: Quarantined };
  /** How many minute rows of a miner are stored, by its id: forgetting a miner then needs no room on a full disk. */
  meta: { key: string; value: number };
}

export type TelemetryDatabase = IDBPDatabase<TelemetrySchema>;

type Stores = StoreNames<TelemetrySchema>[];
type UpgradedStore<Name extends StoreNames<TelemetrySchema>> = IDBPObjectStore<
  TelemetrySchema,
  Stores,
  Name,
  'versionchange'
>;
type Upgrade = (
  database: TelemetryDatabase,
  transaction: IDBPTransaction<TelemetrySchema, Stores, 'versionchange'>,
) => Promise<void> | void;

/** What each version added, in order: a database of version n goes through the steps from n on. */
const UPGRADES: readonly Upgrade[] = [
  (database) => {
    database.createObjectStore('tail', { autoIncrement: true });
    database.createObjectStore('raw', { keyPath: ['minerId', 'startMs'] }).createIndex('startMs', 'startMs');
    database
      .createObjectStore('minute', { keyPath: ['minerId', 'startMs'] })
      .createIndex('startMs', 'startMs');
  },
  (database) => {
    database.createObjectStore('quarantine', { autoIncrement: true });
    database.createObjectStore('meta');
  },
  // Until version 3, a segment of minutes held a day, and rows were counted over all miners.
  async (_, transaction) => {
    await cutMinutes(transaction.objectStore('minute'));
    await countMinutes(transaction.objectStore('minute'), transaction.objectStore('meta'));
  },
];

export const TELEMETRY_VERSION = UPGRADES.length;

/**
 * Opens (and, where needed, upgrades) a telemetry database.
 * @throws StoreError `blocked` when an older tab holds it, `newer-version`, `unreadable`, `quota`
 */
export function openTelemetryDatabase(
  name: string,
  { onSuperseded }: OpenOptions = {},
): Promise<TelemetryDatabase> {
  return new Promise((resolve, reject) => {
    let givenUp = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const opening = openDB<TelemetrySchema>(name, TELEMETRY_VERSION, {
      async upgrade(database, oldVersion, _, transaction) {
        for (const step of UPGRADES.slice(oldVersion)) await step(database, transaction);
      },
      blocked() {
        timer = setTimeout(() => {
          givenUp = true;
          reject(blockedByOlderTab());
        }, BLOCKED_AFTER_MS);
      },
      blocking(_, __, event) {
        (event.target as IDBDatabase).close();
        onSuperseded?.();
      },
    });
    opening
      .then(
        (database) => {
          // The older tab let go after all, but nobody waits for this connection any more.
          if (givenUp) database.close();
          else resolve(database);
        },
        (error: unknown) => reject(asStoreError(error)),
      )
      .finally(() => clearTimeout(timer));
  });
}

/** Cuts segments of minutes that are longer than they are now. */
async function cutMinutes(minute: UpgradedStore<'minute'>): Promise<void> {
  for (const key of await minute.getAllKeys()) {
    const segment = await minute.get(key);
    // A damaged one is put into quarantine by the first that reads it.
    if (!segment || damageOf(segment) !== undefined) continue;
    const parts = splitSegment(segment, SPAN_MS.minute);
    if (parts.length === 1 && parts[0]?.startMs === segment.startMs) continue;
    await minute.delete(key);
    for (const part of parts) {
      const there = await minute.get([part.minerId, part.startMs]);
      await minute.put(there ? segmentOf([...rowsOf(part), ...rowsOf(there)], part) : part);
    }
  }
}

async function countMinutes(minute: UpgradedStore<'minute'>, counts: UpgradedStore<'meta'>): Promise<void> {
  const rows = new Map<string, number>();
  for await (const { value } of minute) {
    if (damageOf(value) === undefined)
      rows.set(value.minerId, (rows.get(value.minerId) ?? 0) + value.atMs.length);
  }
  await counts.clear();
  for (const [minerId, count] of rows) await counts.put(count, minerId);
}
