import type { TelemetryRow } from '../domain/series.ts';
import { type FreshMinute, foldIntoHour, foldMinutes } from './fold.ts';
import { readSegment, readTail } from './quarantine.ts';
import { countRows } from './row-count.ts';
import { groupBySpan } from './segment.ts';
import { damageOfTail, unpackTail } from './tail-record.ts';
import { SPAN_MS, type TailRecord, type TelemetryDatabase } from './telemetry-schema.ts';
import { atomically, type TelemetryTransaction } from './transaction.ts';

/** Raw rows are kept this long; their minutes for good. */
const RAW_KEPT_MS = 48 * 3_600_000;
/** Tail records folded in one transaction: bounds its memory and its length. */
const COMPACTED_AT_ONCE = 400;

/**
 * Folds the oldest records of the tail into raw hours and their minutes, and drops raw hours that are too old. One
 * transaction: a row is either still in the tail or already in its segments, whatever happens.
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
      await storeMinutes(transaction, await storeHours(transaction, rows, nowMs - RAW_KEPT_MS));
      await tail.delete(IDBKeyRange.upperBound(last));
    }
    await dropRawBefore(transaction, nowMs - RAW_KEPT_MS);
    return keys.length === COMPACTED_AT_ONCE;
  });
}

async function storeHours(
  transaction: TelemetryTransaction,
  rows: readonly TelemetryRow[],
  oldestRawMs: number,
): Promise<FreshMinute[]> {
  const fresh: FreshMinute[] = [];
  for (const { key, rows: ofHour } of groupBySpan(rows, SPAN_MS.raw)) {
    const { hour, minutes } = foldIntoHour(await readSegment(transaction, 'raw', key), ofHour, key);
    if (key.startMs + SPAN_MS.raw > oldestRawMs) await transaction.objectStore('raw').put(hour);
    fresh.push(...minutes);
  }
  return fresh;
}

async function storeMinutes(transaction: TelemetryTransaction, fresh: readonly FreshMinute[]): Promise<void> {
  for (const { key, rows } of groupBySpan(fresh, SPAN_MS.minute)) {
    const before = await readSegment(transaction, 'minute', key);
    const after = foldMinutes(before, rows, key);
    await transaction.objectStore('minute').put(after);
    await countRows(transaction, key.minerId, after.atMs.length - (before?.atMs.length ?? 0));
  }
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
