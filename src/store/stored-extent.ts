import { type BucketSegment, keyRange, readBuckets, readTail } from './quarantine.ts';
import { segmentsOf } from './removal.ts';
import { minuteOf, type SegmentKey } from './segment.ts';
import { readTransaction, type TelemetryReading } from './stored-range.ts';
import { unpackTail } from './tail-record.ts';
import type { TelemetryDatabase } from './telemetry-schema.ts';

export interface Extent {
  readonly oldestAtMs?: number;
  readonly newestAtMs?: number;
}

/** First and last moment that is stored, of one miner or of all; of minutes that are gone their days still tell. */
export async function storedExtent(
  database: TelemetryDatabase,
  minerId: string | undefined,
): Promise<Extent> {
  const transaction = readTransaction(database);
  let oldestAtMs = Number.POSITIVE_INFINITY;
  let newestAtMs = Number.NEGATIVE_INFINITY;
  const stretch = (moment: number | undefined) => {
    if (moment === undefined) return;
    oldestAtMs = Math.min(oldestAtMs, moment);
    newestAtMs = Math.max(newestAtMs, moment);
  };
  for (const record of await readTail(transaction))
    for (const { atMs } of unpackTail(record, minerId)) stretch(atMs);
  // What is folded is known by the minute.
  for (const tier of ['minute', 'day'] as const)
    for (const { buckets } of await edges(transaction, tier, minerId))
      for (const moment of [buckets.firstAtMs[0], buckets.lastAtMs.at(-1)])
        if (moment !== undefined) stretch(minuteOf(moment));
  return oldestAtMs <= newestAtMs ? { oldestAtMs, newestAtMs } : {};
}

/** The segments that can hold the first or the last moment of one miner, or of all; without their series. */
async function edges(
  transaction: TelemetryReading,
  tier: 'minute' | 'day',
  minerId: string | undefined,
): Promise<BucketSegment[]> {
  const store = transaction.objectStore(tier);
  const found: BucketSegment[] = [];
  for (const direction of ['next', 'prev'] as const) {
    const edge =
      minerId === undefined
        ? await store.index('startMs').openKeyCursor(null, direction)
        : await store.openKeyCursor(segmentsOf(minerId), direction);
    if (!edge) continue;
    const startMs = edge.primaryKey[1];
    const ids =
      minerId === undefined ? await store.index('startMs').getAllKeys(startMs) : [[minerId] as const];
    const keys: readonly SegmentKey[] = ids.map(([id]) => ({ minerId: id, startMs }));
    for (const key of keys) found.push(...(await readBuckets(transaction, tier, keyRange(key), [])));
  }
  return found;
}
