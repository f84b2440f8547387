import { countRows } from './row-count.ts';
import { damageOf, type Segment, type SegmentKey } from './segment.ts';
import { StoreError } from './store-error.ts';
import type { Quarantined, TailRecord, TelemetryDatabase, Tier } from './telemetry-schema.ts';
import { atomically } from './transaction.ts';

/** Records in a range of keys that cannot be read: the work that met them can be done once they are put aside. */
export class DamagedRecords extends Error {
  override readonly name = 'DamagedRecords';

  constructor(
    readonly from: Tier | 'tail',
    readonly range: IDBKeyRange | undefined,
    options?: { readonly cause?: unknown },
  ) {
    super(`records of the ${from} store cannot be read`, options);
  }
}

/** A transaction that may read segments, whatever else it may. */
interface SegmentSource {
  objectStore(tier: Tier): { getAll(range: IDBKeyRange): Promise<Segment[]> };
}

/** A transaction that may read the tail, whatever else it may. */
interface TailSource {
  objectStore(tail: 'tail'): { getAll(range?: IDBKeyRange): Promise<TailRecord[]> };
}

/** The segments of a range, oldest first. @throws DamagedRecords when one of them cannot be read */
export async function readSegments(
  transaction: SegmentSource,
  tier: Tier,
  range: IDBKeyRange,
): Promise<Segment[]> {
  const segments = await transaction
    .objectStore(tier)
    .getAll(range)
    .catch((cause: unknown) => {
      throw new DamagedRecords(tier, range, { cause });
    });
  if (segments.some((segment) => damageOf(segment) !== undefined)) throw new DamagedRecords(tier, range);
  return segments;
}

/** One segment, if there is one. @throws DamagedRecords */
export async function readSegment(
  transaction: SegmentSource,
  tier: Tier,
  { minerId, startMs }: SegmentKey,
): Promise<Segment | undefined> {
  return (await readSegments(transaction, tier, IDBKeyRange.only([minerId, startMs])))[0];
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
  for (;;) {
    try {
      return await work();
    } catch (error) {
      const damaged = error instanceof StoreError ? error.cause : error;
      if (!(damaged instanceof DamagedRecords) || (await quarantine(database, damaged)) === 0) throw error;
    }
  }
}

/** Puts the damaged records of a range aside. Returns how many there were. */
async function quarantine(database: TelemetryDatabase, { from, range }: DamagedRecords): Promise<number> {
  let moved = 0;
  for (const key of await database.getAllKeys(from, range)) {
    const found = await inspect(database, from, key);
    if (found === undefined) continue;
    await atomically(database, async (transaction) => {
      await transaction.objectStore('quarantine').add(found);
      await transaction.objectStore(from).delete(key);
      if (from === 'minute' && typeof key === 'object')
        await countRows(transaction, key[0], -rowsLost(found));
    });
    moved += 1;
  }
  return moved;
}

/** One at a time and each in a transaction of its own: a read that fails aborts all that stands beside it. */
async function inspect(
  database: TelemetryDatabase,
  from: Tier | 'tail',
  key: [minerId: string, startMs: number] | number,
): Promise<Quarantined | undefined> {
  try {
    const record = await database.get(from, key);
    const reason = record && from !== 'tail' ? damageOf(record) : undefined;
    return reason === undefined ? undefined : { from, reason, record };
  } catch (error) {
    // "Failed to read large IndexedDB value": Chromium has lost the file that a value over 64 KiB lies in.
    return { from, reason: `${String(key)}: ${String(error)}` };
  }
}

/** Rows that were counted of a segment; of one without times nobody knows. */
function rowsLost({ record }: Quarantined): number {
  const { atMs } = Object(record);
  return atMs instanceof Float64Array ? atMs.length : 0;
}
