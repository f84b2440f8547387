import {
  type DBSchema,
  type IDBPDatabase,
  type IDBPObjectStore,
  type IDBPTransaction,
  openDB,
  type StoreNames,
} from 'idb';
import { type BucketTier, TIER_MS } from '../domain/buckets.ts';
import { BLOCKED_AFTER_MS, blockedByOlderTab, type OpenOptions } from './opening.ts';
import type { OutsideSegment } from './outside-segment.ts';
import { damageOf, rowsOf, type Segment, segmentOf, spanStart } from './segment.ts';
import { splitSegment } from './segment-columns.ts';
import { asStoreError } from './store-error.ts';
import type { StoredSegment } from './tiers/stored-rows.ts';

/** Rows of one poll (or one back-fill), written ahead: parallel arrays, `values` row after row in SERIES order. */
export interface TailRecord {
  readonly minerIds: readonly string[];
  readonly atMs: Float64Array;
  readonly values: Float64Array;
}

/** How finely: as polled, or in buckets. */
export type Tier = 'raw' | BucketTier;

/**
 * How much time one segment holds, ms: whole hours, and from a day on whole days. A segment stays below the 64 KiB from
 * which Chromium keeps a value in a file of its own, which costs more to write again at every compaction, and to read;
 * and a year of hours is still few records.
 */
export const SPAN_MS: Readonly<Record<Tier, number>> = {
  raw: 3_600_000,
  minute: 6 * 3_600_000,
  quarter: 4 * 86_400_000,
  hour: 16 * 86_400_000,
  day: 256 * 86_400_000,
};

/** A segment, in the form of this version or of those before it. */
export type StoredRecord = StoredSegment | Segment;

/** Where records can turn out to be damaged. */
export type DamagedStore = Tier | 'tail' | 'outside';

/** What could not be read, put aside so that the rest can. `record` is absent where the browser could not give it. */
export interface Quarantined {
  readonly from: DamagedStore;
  readonly reason: string;
  readonly record?: unknown;
}

export interface TelemetrySchema extends DBSchema {
  /** The write-ahead tail, in order of arrival. */
  tail: { key: number; value: TailRecord };
  /** As polled, one segment a miner and hour; kept for two days. */
  raw: { key: [string, number]; value: StoredRecord; indexes: { startMs: number } };
  /** Statistics of minutes, one segment a miner and quarter of a (UTC) day. */
  minute: { key: [string, number]; value: StoredRecord; indexes: { startMs: number } };
  /** Statistics of longer buckets, derived from those of the store before it. */
  quarter: { key: [string, number]; value: StoredRecord; indexes: { startMs: number } };
  hour: { key: [string, number]; value: StoredRecord; indexes: { startMs: number } };
  day: { key: [string, number]; value: StoredRecord; indexes: { startMs: number } };
  /** Miners' (UTC) days of which the longer buckets are still to be derived, by the day's first millisecond. */
  dirty: { key: [string, number]; value: 1 };
  /** The past of quantities from outside, one segment a series and 32 days. */
  outside: { key: [string, number]; value: OutsideSegment };
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
  // Until version 4 there was nothing coarser than minutes. Their segments stay as they are, and can be read so: the
  // cascade writes them anew a few days at a time, and may be killed between any two, instead of keeping the app shut
  // for minutes, all or nothing, in this one transaction.
  async (database, transaction) => {
    for (const tier of ['quarter', 'hour', 'day'] as const)
      database.createObjectStore(tier, { keyPath: ['minerId', 'startMs'] }).createIndex('startMs', 'startMs');
    const dirty = database.createObjectStore('dirty');
    const days = new Map<string, [string, number]>();
    for (const [minerId, startMs] of await transaction.objectStore('minute').getAllKeys()) {
      const dayMs = spanStart(startMs, TIER_MS.day);
      days.set(`${dayMs} ${minerId}`, [minerId, dayMs]);
    }
    await Promise.all([...days.values()].map((day) => dirty.put(1, day)));
  },
  // Until version 5 the past of outside quantities lay among the entities: see moveOutsideMonths.
  (database) => void database.createObjectStore('outside', { keyPath: ['series', 'startMs'] }),
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
    if (!segment || !isWholeSegment(segment)) continue;
    const parts = splitSegment(segment, SPAN_MS.minute);
    if (parts.length === 1 && parts[0]?.startMs === segment.startMs) continue;
    await minute.delete(key);
    for (const part of parts) {
      const there = await minute.get([part.minerId, part.startMs]);
      const before = there && isWholeSegment(there) ? rowsOf(there) : [];
      await minute.put(before.length > 0 ? segmentOf([...rowsOf(part), ...before], part) : part);
    }
  }
}

async function countMinutes(minute: UpgradedStore<'minute'>, counts: UpgradedStore<'meta'>): Promise<void> {
  const rows = new Map<string, number>();
  for await (const { value } of minute) {
    if (isWholeSegment(value)) rows.set(value.minerId, (rows.get(value.minerId) ?? 0) + value.atMs.length);
  }
  await counts.clear();
  for (const [minerId, count] of rows) await counts.put(count, minerId);
}

/** In the form of versions before the fourth, and whole. */
function isWholeSegment(record: StoredRecord): record is Segment {
  return !('bytes' in record) && damageOf(record) === undefined;
}
