import { type Buckets, type BucketTier, TIER_MS } from '../domain/buckets.ts';
import type { SeriesName } from '../domain/series.ts';
import { decodeBlock } from './codec/block.ts';
import { BlockDamage } from './codec/block-damage.ts';
import { decodeOutside, type OutsideSegment } from './outside-segment.ts';
import { countRows } from './row-count.ts';
import type { Segment, SegmentKey } from './segment.ts';
import { StoreError } from './store-error.ts';
import {
  type DamagedStore,
  type Quarantined,
  SPAN_MS,
  type StoredRecord,
  type TailRecord,
  type TelemetryDatabase,
  type Tier,
} from './telemetry-schema.ts';
import { decodeBuckets, type Statistics } from './tiers/stored-buckets.ts';
import { decodeRows } from './tiers/stored-rows.ts';
import { atomically } from './transaction.ts';

/** Records in a range of keys that cannot be read: the work that met them can be done once they are put aside. */
export class DamagedRecords extends Error {
  override readonly name = 'DamagedRecords';

  constructor(
    readonly from: DamagedStore,
    readonly range: IDBKeyRange | undefined,
    options?: { readonly cause?: unknown },
  ) {
    super(`records of the ${from} store cannot be read`, options);
  }
}

/** A transaction that may read segments, whatever else it may. */
export interface SegmentSource {
  objectStore(tier: Tier): { getAll(range: IDBKeyRange): Promise<StoredRecord[]> };
}

/** A transaction that may read the tail, whatever else it may. */
export interface TailSource {
  objectStore(tail: 'tail'): { getAll(range?: IDBKeyRange): Promise<TailRecord[]> };
}

/** A stored segment of buckets. */
export interface BucketSegment extends SegmentKey {
  readonly buckets: Buckets;
  /** Does it lie there in the form of an older version? */
  readonly isOld: boolean;
}

/** One segment's place in a store. */
export function keyRange({ minerId, startMs }: SegmentKey): IDBKeyRange {
  return IDBKeyRange.only([minerId, startMs]);
}

/** Rows of a range as polled, of all series or of some, oldest first. @throws DamagedRecords */
export async function readRows(
  transaction: SegmentSource,
  range: IDBKeyRange,
  names?: readonly SeriesName[],
): Promise<Segment[]> {
  return decoded('raw', range, await readRecords(transaction, 'raw', range), (record) =>
    decodeRows(record, names),
  );
}

/** Buckets of a range, of all series or of some, oldest first. @throws DamagedRecords */
export async function readBuckets(
  transaction: SegmentSource,
  tier: BucketTier,
  range: IDBKeyRange,
  names?: readonly SeriesName[],
  statistics?: Statistics,
): Promise<BucketSegment[]> {
  return decoded(tier, range, await readRecords(transaction, tier, range), (record) => ({
    minerId: record.minerId,
    startMs: record.startMs,
    buckets: decodeBuckets(record, tier, names, statistics),
    isOld: !('bytes' in record),
  }));
}

/** Segments of a range as they lie there, oldest first. @throws DamagedRecords where the browser cannot give one */
export function readRecords(
  transaction: SegmentSource,
  tier: Tier,
  range: IDBKeyRange,
): Promise<StoredRecord[]> {
  return transaction
    .objectStore(tier)
    .getAll(range)
    .catch((cause: unknown) => {
      throw new DamagedRecords(tier, range, { cause });
    });
}

function decoded<Decoded>(
  tier: Tier,
  range: IDBKeyRange,
  records: readonly StoredRecord[],
  decode: (record: StoredRecord) => Decoded,
): Decoded[] {
  try {
    return records.map(decode);
  } catch (cause) {
    if (cause instanceof BlockDamage) throw new DamagedRecords(tier, range, { cause });
    throw cause;
  }
}

/**
 * The tail, or a range of it, in order of arrival. Its records may still have rows that cannot be read; compaction
 * puts those aside.
 * @throws DamagedRecords when the browser cannot give a record at all
 */
export function readTail(transaction: TailSource, range?: IDBKeyRange): Promise<TailRecord[]> {
  return transaction
    .objectStore('tail')
    .getAll(range)
    .catch((cause: unknown) => {
      throw new DamagedRecords('tail', range, { cause });
    });
}

/** Runs work; where damaged records stop it, they are put aside and it is run again. */
export async function despiteDamage<T>(database: TelemetryDatabase, work: () => Promise<T>): Promise<T> {
  const inVain = new Set<string>();
  for (;;) {
    try {
      return await work();
    } catch (error) {
      const damaged = error instanceof StoreError ? error.cause : error;
      if (!(damaged instanceof DamagedRecords)) throw error;
      if ((await quarantine(database, damaged)) > 0) continue;
      // Other work that met them at the same time may have been quicker; but it does so only once.
      const { from, range } = damaged;
      const place = `${from} ${String(range?.lower)} ${String(range?.upper)}`;
      if (inVain.has(place)) throw error;
      inVain.add(place);
    }
  }
}

/**
 * Puts the damaged records of a range aside; longer buckets that are lost so are to be derived again. Returns how many
 * there were.
 */
async function quarantine(database: TelemetryDatabase, { from, range }: DamagedRecords): Promise<number> {
  let moved = 0;
  for (const key of await database.getAllKeys(from, range)) {
    const found = await inspect(database, from, key);
    if (found === undefined) continue;
    await atomically(database, async (transaction) => {
      await transaction.objectStore('quarantine').add(found);
      await transaction.objectStore(from).delete(key);
      if (typeof key === 'number' || from === 'raw' || from === 'tail' || from === 'outside') return;
      const [minerId, startMs] = key;
      if (from === 'minute') await countRows(transaction, minerId, -rowsLost(found));
      else
        for (let dayMs = startMs; dayMs < startMs + SPAN_MS[from]; dayMs += TIER_MS.day)
          await transaction.objectStore('dirty').put(1, [minerId, dayMs]);
    });
    moved += 1;
  }
  return moved;
}

/** One at a time and each in a transaction of its own: a read that fails aborts all that stands beside it. */
async function inspect(
  database: TelemetryDatabase,
  from: DamagedStore,
  key: [minerId: string, startMs: number] | number,
): Promise<Quarantined | undefined> {
  try {
    const record: StoredRecord | OutsideSegment | TailRecord | undefined = await database.get(from, key);
    // Rows of the tail are looked at when they are folded.
    if (from === 'tail' || !record || 'minerIds' in record) return undefined;
    const reason = damageOfRecord(from, record);
    return reason === undefined ? undefined : { from, reason, record };
  } catch (error) {
    // "Failed to read large IndexedDB value": Chromium has lost the file that a value over 64 KiB lies in.
    return { from, reason: `${String(key)}: ${String(error)}` };
  }
}

/** What is wrong with a stored segment, or undefined when all of it can be read. */
function damageOfRecord(from: Tier | 'outside', record: StoredRecord | OutsideSegment): string | undefined {
  try {
    if ('series' in record) decodeOutside(record);
    else if (from === 'raw') decodeRows(record);
    else if (from !== 'outside') decodeBuckets(record, from);
    return undefined;
  } catch (error) {
    if (error instanceof BlockDamage) return error.message;
    throw error;
  }
}

/** Rows that were counted of a segment; of one without a readable directory nobody knows. */
function rowsLost({ record }: Quarantined): number {
  const { atMs, bytes } = Object(record);
  if (atMs instanceof Float64Array) return atMs.length;
  if (!(bytes instanceof Uint8Array)) return 0;
  try {
    return decodeBlock(bytes, () => false).rows;
  } catch (error) {
    if (error instanceof BlockDamage) return 0;
    throw error;
  }
}
