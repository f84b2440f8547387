import { TIER_MS } from '../domain/buckets.ts';
import { byMinuteSegment, type FreshMinutes, foldIntoHour, foldMinutes } from './fold.ts';
import { keyRange, readBuckets, readRows, readTail } from './quarantine.ts';
import { countRows } from './row-count.ts';
import { groupBySpan, type Segment, type SegmentKey, segmentOf, spanStart } from './segment.ts';
import { damageOfTail, unpackTail } from './tail-record.ts';
import { SPAN_MS, type TailRecord, type TelemetryDatabase } from './telemetry-schema.ts';
import { encodeBuckets } from './tiers/stored-buckets.ts';
import { encodeRows } from './tiers/stored-rows.ts';
import { atomically, type TelemetryTransaction } from './transaction.ts';

/** Raw rows are kept this long; their minutes for good. */
const RAW_KEPT_MS = 48 * 3_600_000;
/** Tail records folded in one transaction: bounds its memory and its length. */
const COMPACTED_AT_ONCE = 400;

/**
 * Folds the oldest records of the tail into raw hours and their minutes, marks their days for the cascade, and drops
 * raw hours that are too old. One transaction: a row is either still in the tail or already in its segments, whatever
 * happens.
 * @returns whether more is left to fold
 */
export function compactStep(database: TelemetryDatabase, nowMs: number): Promise<boolean> {
  return atomically(database, async (transaction) => {
    const tail = transaction.objectStore('tail');
    const keys = await tail.getAllKeys(undefined, COMPACTED_AT_ONCE);
    const last = keys.at(-1);
    if (last !== undefined) {
      const records = await readTail(transaction, IDBKeyRange.upperBound(last));
      await quarantineTail(transaction, records);
      const rows = records.flatMap((record) => unpackTail(record));
      const hours = groupBySpan(rows, SPAN_MS.raw).map(({ key, rows: ofHour }) => segmentOf(ofHour, key));
      await storeHours(transaction, hours, nowMs);
      await tail.delete(IDBKeyRange.upperBound(last));
    }
    await dropRawBefore(transaction, nowMs - RAW_KEPT_MS);
    return keys.length === COMPACTED_AT_ONCE;
  });
}

/** Stores rows, a segment an hour of a miner at most, with their minutes, and marks their days. */
export async function storeHours(
  transaction: TelemetryTransaction,
  hours: readonly Segment[],
  nowMs: number,
): Promise<void> {
  const fresh: FreshMinutes[] = [];
  for (const segment of hours) {
    const [before] = await readRows(transaction, keyRange(segment));
    const { hour, ...part } = foldIntoHour(before, segment);
    if (segment.startMs + SPAN_MS.raw > nowMs - RAW_KEPT_MS)
      await transaction.objectStore('raw').put(encodeRows(hour));
    fresh.push(part);
  }
  for (const { key, parts } of byMinuteSegment(fresh)) await storeMinutes(transaction, key, parts);
}

async function storeMinutes(
  transaction: TelemetryTransaction,
  key: SegmentKey,
  parts: readonly FreshMinutes[],
): Promise<void> {
  const [before] = await readBuckets(transaction, 'minute', keyRange(key));
  const after = foldMinutes(before?.buckets, parts);
  await transaction.objectStore('minute').put(encodeBuckets(after, key, 'minute'));
  await transaction.objectStore('dirty').put(1, [key.minerId, spanStart(key.startMs, TIER_MS.day)]);
  await countRows(transaction, key.minerId, after.atMs.length - (before?.buckets.atMs.length ?? 0));
}

async function quarantineTail(transaction: TelemetryTransaction, records: readonly TailRecord[]) {
  for (const record of records) {
    const reason = damageOfTail(record);
    if (reason !== undefined)
      await transaction.objectStore('quarantine').add({ from: 'tail', reason, record });
  }
}

async function dropRawBefore(transaction: TelemetryTransaction, oldestRawMs: number): Promise<void> {
  const raw = transaction.objectStore('raw');
  const range = IDBKeyRange.upperBound(oldestRawMs - SPAN_MS.raw);
  for (const key of await raw.index('startMs').getAllKeys(range)) await raw.delete(key);
}
