import { TIER_MS } from '../domain/buckets.ts';
import { KEPT_MS } from '../domain/retention.ts';
import type { TelemetryRow } from '../domain/series.ts';
import { type FreshMinutes, foldIntoHour, foldMinutes, minuteBuckets } from './fold.ts';
import { keyRange, readBuckets, readRows, readTail } from './quarantine.ts';
import { countRows } from './row-count.ts';
import { groupBySpan, type Segment, type SegmentKey, segmentOf, spanStart } from './segment.ts';
import { splitSegment } from './segment-columns.ts';
import { damageOfTail, unpackTail } from './tail-record.ts';
import { SPAN_MS, type TailRecord, type TelemetryDatabase } from './telemetry-schema.ts';
import { encodeBuckets } from './tiers/stored-buckets.ts';
import { encodeRows } from './tiers/stored-rows.ts';
import { atomically, type TelemetryTransaction } from './transaction.ts';

/**
 * Rows of the tail folded at a time, about: bounds the memory for it. Each time the segments that they belong to are
 * written anew, so a quarter of an hour of a hundred miners is folded at once, however few of them a record holds.
 */
const ROWS_AT_ONCE = 10_000;
/** Records read at a time. */
const RECORDS_AT_ONCE = 400;
/** Miners folded in one transaction, a quarter of a second's work: polls that come meanwhile wait to be written. */
const MINERS_AT_ONCE = 12;

/**
 * Folds the oldest records of the tail into raw hours and their minutes, marks their days for the cascade, and drops
 * raw hours that are too old: some miners in a transaction, of which the last one deletes the records. Folding a row
 * twice is folding it once, and until the records are gone an answer is made of both: so a row is never lost and never
 * counted twice, whatever happens in between. An hour that is not over is folded, too: each chart reads the whole tail.
 * @returns whether more is left to fold
 */
export async function compactStep(database: TelemetryDatabase, nowMs: number): Promise<boolean> {
  const { range, minerIds, isAll } = await oldestOf(database);
  if (range === undefined) {
    await atomically(database, (transaction) => dropRawBefore(transaction, nowMs - KEPT_MS.raw));
    return false;
  }
  for (let first = 0; first === 0 || first < minerIds.length; first += MINERS_AT_ONCE) {
    const some = new Set(minerIds.slice(first, first + MINERS_AT_ONCE));
    await atomically(database, async (transaction) => {
      // Read again: a miner may have been removed meanwhile, or another tab may have folded all of it.
      const present = await readTail(transaction, range);
      const rows = present.flatMap((record) => unpackTail(record)).filter(({ minerId }) => some.has(minerId));
      await storeRows(transaction, groupBySpan(rows, SPAN_MS.minute), nowMs);
      if (first + MINERS_AT_ONCE < minerIds.length) return;
      await quarantineTail(transaction, present);
      await transaction.objectStore('tail').delete(range);
      await dropRawBefore(transaction, nowMs - KEPT_MS.raw);
    });
  }
  return !isAll;
}

/** The oldest records of the tail, so many that a step folds them, and whose rows are in them. */
async function oldestOf(database: TelemetryDatabase) {
  const keys = await database.getAllKeys('tail');
  const minerIds = new Set<string>();
  let last: number | undefined;
  let taken = 0;
  for (let rows = 0; taken < keys.length && rows < ROWS_AT_ONCE; taken += RECORDS_AT_ONCE) {
    const first = keys[taken];
    last = keys[taken + RECORDS_AT_ONCE - 1] ?? keys.at(-1);
    const records = await readTail(database.transaction('tail'), IDBKeyRange.bound(first, last));
    for (const record of records)
      for (const { minerId } of unpackTail(record)) {
        minerIds.add(minerId);
        rows += 1;
      }
  }
  const range = last === undefined ? undefined : IDBKeyRange.upperBound(last);
  return { range, minerIds: [...minerIds], isAll: taken >= keys.length };
}

/** Stores rows, by the segment of minutes that they belong to, with their minutes, and marks their days. */
export async function storeRows(
  transaction: TelemetryTransaction,
  groups: readonly { readonly key: SegmentKey; readonly rows: readonly TelemetryRow[] }[],
  nowMs: number,
): Promise<void> {
  const oldestRawMs = nowMs - KEPT_MS.raw;
  for (const { key, rows } of groups) {
    const fresh = segmentOf(rows, key);
    const endMs = key.startMs + SPAN_MS.minute;
    const polls = IDBKeyRange.bound([key.minerId, key.startMs], [key.minerId, endMs], false, true);
    const isPast = endMs <= oldestRawMs && (await transaction.objectStore('raw').count(polls)) === 0;
    const parts = isPast
      ? [{ key, minutes: minuteBuckets(fresh), whole: false }]
      : await storeHours(transaction, splitSegment(fresh, SPAN_MS.raw), oldestRawMs);
    await storeMinutes(transaction, key, parts);
  }
}

async function storeHours(
  transaction: TelemetryTransaction,
  hours: readonly Segment[],
  oldestRawMs: number,
): Promise<FreshMinutes[]> {
  const fresh: FreshMinutes[] = [];
  for (const segment of hours) {
    const [before] = await readRows(transaction, keyRange(segment));
    const { hour, ...part } = foldIntoHour(before, segment);
    if (segment.startMs + SPAN_MS.raw > oldestRawMs)
      await transaction.objectStore('raw').put(encodeRows(hour));
    fresh.push(part);
  }
  return fresh;
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
