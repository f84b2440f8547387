import { type BucketTier, TIER_MS } from '../../domain/buckets.ts';
import type { TelemetryRow } from '../../domain/series.ts';
import { checkBlock } from '../codec/block.ts';
import { BlockDamage } from '../codec/block-damage.ts';
import { despiteDamage, keyRange, readBuckets, readRecords, readRows, readTail } from '../quarantine.ts';
import { countRows } from '../row-count.ts';
import { rowsOf, segmentOf, spanStart } from '../segment.ts';
import { guarded } from '../store-error.ts';
import { unpackTail } from '../tail-record.ts';
import { SPAN_MS, type StoredRecord, type TelemetryDatabase, type Tier } from '../telemetry-schema.ts';
import { overlaid } from '../tiers/overlay.ts';
import { decodeBuckets, encodeBuckets } from '../tiers/stored-buckets.ts';
import { decodeRows, encodeRows, type StoredSegment } from '../tiers/stored-rows.ts';
import { atomically, type TelemetryTransaction } from '../transaction.ts';

/** All stores of segments, the coarsest first: of a file that was cut off, the years count for more than the seconds. */
export const ARCHIVED_TIERS: readonly Tier[] = ['day', 'hour', 'quarter', 'minute', 'raw'];

/** What there is of telemetry at one moment. */
export interface TelemetryPlan {
  readonly segments: readonly { readonly tier: Tier; readonly entity: string; readonly startMs: number[] }[];
  /** What was not folded into segments yet. */
  readonly tail: readonly TelemetryRow[];
  /** Days that are to be derived anew. */
  readonly dirty: readonly (readonly [entity: string, dayMs: number])[];
}

/** A segment of a backup. */
export interface ArchivedSegment extends StoredSegment {
  readonly tier: Tier;
}

/** What became of a segment that was put back. */
export type PutOutcome = 'added' | 'merged' | 'there' | 'damaged';

/** Telemetry as the bytes of its segments, to be carried into another browser. Every method throws StoreError. */
export class TelemetryArchive {
  readonly #database: TelemetryDatabase;

  constructor(database: TelemetryDatabase) {
    this.#database = database;
  }

  /** What there is, in one look, so that no row is missed between a segment and the tail. */
  plan(): Promise<TelemetryPlan> {
    return this.#work(async () => {
      const transaction = this.#database.transaction([...ARCHIVED_TIERS, 'tail' as const, 'dirty' as const]);
      const segments = [];
      for (const tier of ARCHIVED_TIERS) {
        const byEntity = new Map<string, number[]>();
        for (const [entity, startMs] of await transaction.objectStore(tier).getAllKeys()) {
          const starts = byEntity.get(entity);
          if (starts) starts.push(startMs);
          else byEntity.set(entity, [startMs]);
        }
        for (const [entity, startMs] of byEntity) segments.push({ tier, entity, startMs });
      }
      const tail = (await readTail(transaction)).flatMap((record) => unpackTail(record));
      return { segments, tail, dirty: await transaction.objectStore('dirty').getAllKeys() };
    });
  }

  /** The bytes of a segment; undefined where it is gone, or cannot be read any more. */
  read(tier: Tier, entity: string, startMs: number): Promise<Uint8Array | undefined> {
    return guarded(async () => {
      const record = await this.#database.get(tier, [entity, startMs]);
      if (!record) return undefined;
      try {
        return bytesOf(record, tier);
      } catch (error) {
        // Whoever reads it next for a chart puts it into quarantine.
        if (error instanceof BlockDamage) return undefined;
        throw error;
      }
    });
  }

  /**
   * Puts segments back, in one transaction. What is stored wins: a moment (or bucket) that is there keeps each series
   * that it has, and takes only what it lacks.
   */
  put(segments: readonly ArchivedSegment[]): Promise<readonly PutOutcome[]> {
    return this.#work(() =>
      atomically(this.#database, async (transaction) => {
        const outcomes: PutOutcome[] = [];
        for (const segment of segments) outcomes.push(await putOne(transaction, segment));
        return outcomes;
      }),
    );
  }

  /** Marks days to be derived anew, as they were marked where the backup was made. */
  mark(days: readonly (readonly [entity: string, dayMs: number])[]): Promise<void> {
    return this.#work(() =>
      atomically(this.#database, async (transaction) => {
        for (const [entity, dayMs] of days) await transaction.objectStore('dirty').put(1, [entity, dayMs]);
      }),
    );
  }

  #work<T>(work: () => Promise<T>): Promise<T> {
    return guarded(() => despiteDamage(this.#database, work));
  }
}

/** The bytes as this version writes them, whichever version wrote them. */
function bytesOf(record: StoredRecord, tier: Tier): Uint8Array {
  if ('bytes' in record) {
    checkBlock(record.bytes);
    return record.bytes;
  }
  return tier === 'raw'
    ? encodeRows(decodeRows(record)).bytes
    : encodeBuckets(decodeBuckets(record, tier), record, tier).bytes;
}

async function putOne(
  transaction: TelemetryTransaction,
  { tier, ...segment }: ArchivedSegment,
): Promise<PutOutcome> {
  try {
    const [stored] = await readRecords(transaction, tier, keyRange(segment));
    // Most of a history does not change any more: then there is nothing to be decoded.
    if (stored && 'bytes' in stored && sameBytes(stored.bytes, segment.bytes)) return 'there';
    checkBlock(segment.bytes);
    return tier === 'raw'
      ? await putRows(transaction, segment)
      : await putBuckets(transaction, segment, tier);
  } catch (error) {
    // Of the file, not of the database: what is damaged there is put into quarantine.
    if (error instanceof BlockDamage) return 'damaged';
    throw error;
  }
}

async function putRows(transaction: TelemetryTransaction, segment: StoredSegment): Promise<PutOutcome> {
  const given = decodeRows(segment);
  const [known] = await readRows(transaction, keyRange(segment));
  if (!known) {
    await transaction.objectStore('raw').put(segment);
    return 'added';
  }
  const both = encodeRows(segmentOf([...rowsOf(given), ...rowsOf(known)], segment));
  if (sameBytes(both.bytes, encodeRows(known).bytes)) return 'there';
  await transaction.objectStore('raw').put(both);
  return 'merged';
}

async function putBuckets(
  transaction: TelemetryTransaction,
  segment: StoredSegment,
  tier: BucketTier,
): Promise<PutOutcome> {
  const given = decodeBuckets(segment, tier);
  const [found] = await readBuckets(transaction, tier, keyRange(segment));
  const known = found?.buckets;
  if (!known) {
    await transaction.objectStore(tier).put(segment);
    if (tier === 'minute') await countRows(transaction, segment.minerId, given.atMs.length);
    return 'added';
  }
  const both = overlaid(known, given, () => false);
  const encoded = encodeBuckets(both, segment, tier);
  if (sameBytes(encoded.bytes, encodeBuckets(known, segment, tier).bytes)) return 'there';
  await transaction.objectStore(tier).put(encoded);
  if (tier === 'minute') {
    await countRows(transaction, segment.minerId, both.atMs.length - known.atMs.length);
    await markDays(transaction, segment);
  }
  return 'merged';
}

/** Longer buckets that the database and the file have are both of a part of the day only. */
async function markDays(
  transaction: TelemetryTransaction,
  { minerId, startMs }: StoredSegment,
): Promise<void> {
  const first = spanStart(startMs, TIER_MS.day);
  for (let dayMs = first; dayMs < startMs + SPAN_MS.minute; dayMs += TIER_MS.day)
    await transaction.objectStore('dirty').put(1, [minerId, dayMs]);
}

function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, place) => byte === b[place]);
}
