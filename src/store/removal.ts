import { readTail } from './quarantine.ts';
import { packTail, unpackTail } from './tail-record.ts';
import type { TelemetryDatabase } from './telemetry-schema.ts';
import { atomically, type TelemetryTransaction } from './transaction.ts';

/** All segments of one miner. */
export function segmentsOf(minerId: string): IDBKeyRange {
  return IDBKeyRange.bound([minerId, Number.NEGATIVE_INFINITY], [minerId, Number.POSITIVE_INFINITY]);
}

/**
 * Deletes all telemetry of one miner. First its segments: deleting needs no room, so that a full disk can be emptied.
 * Then its latest rows, where they lie in the tail beside other miners', which are written anew.
 * @throws StoreError `quota` when even the tail finds no room; the segments are gone then, and it can be tried again
 */
export async function removeTelemetry(database: TelemetryDatabase, minerId: string): Promise<void> {
  await atomically(database, (transaction) => removeSegments(transaction, minerId));
  await atomically(database, async (transaction) => {
    await removeFromTail(transaction, minerId);
    // Compaction may have folded rows between the two.
    await removeSegments(transaction, minerId);
  });
}

async function removeSegments(transaction: TelemetryTransaction, minerId: string): Promise<void> {
  for (const store of ['raw', 'minute', 'quarter', 'hour', 'day', 'dirty'] as const)
    await transaction.objectStore(store).delete(segmentsOf(minerId));
  await transaction.objectStore('meta').delete(minerId);
}

async function removeFromTail(transaction: TelemetryTransaction, minerId: string): Promise<void> {
  const tail = transaction.objectStore('tail');
  const keys = await tail.getAllKeys();
  for (const [index, record] of (await readTail(transaction)).entries()) {
    const key = keys[index];
    if (key === undefined || unpackTail(record, minerId).length === 0) continue;
    const others = unpackTail(record).filter((row) => row.minerId !== minerId);
    await (others.length > 0 ? tail.put(packTail(others), key) : tail.delete(key));
  }
}
