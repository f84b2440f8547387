import { damageOf, type Segment, type SegmentKey } from './segment.ts';
import { StoreError } from './store-error.ts';
import type { Quarantined, TelemetryDatabase, Tier } from './telemetry-schema.ts';
import { atomically } from './transaction.ts';

/** Segments in a range of keys that cannot be read: the work that met them can be done once they are put aside. */
export class DamagedSegments extends Error {
  override readonly name = 'DamagedSegments';

  constructor(
    readonly tier: Tier,
    readonly range: IDBKeyRange,
    options?: { readonly cause?: unknown },
  ) {
    super(`segments of the ${tier} tier cannot be read`, options);
  }
}

/** A transaction that may read segments, whatever else it may. */
interface SegmentSource {
  objectStore(tier: Tier): { getAll(range: IDBKeyRange): Promise<Segment[]> };
}

/** The segments of a range, oldest first. @throws DamagedSegments when one of them cannot be read */
export async function readSegments(
  transaction: SegmentSource,
  tier: Tier,
  range: IDBKeyRange,
): Promise<Segment[]> {
  const segments = await transaction
    .objectStore(tier)
    .getAll(range)
    .catch((cause: unknown) => {
      throw new DamagedSegments(tier, range, { cause });
    });
  if (segments.some((segment) => damageOf(segment) !== undefined)) throw new DamagedSegments(tier, range);
  return segments;
}

/** One segment, if there is one. @throws DamagedSegments */
export async function readSegment(
  transaction: SegmentSource,
  tier: Tier,
  { minerId, startMs }: SegmentKey,
): Promise<Segment | undefined> {
  return (await readSegments(transaction, tier, IDBKeyRange.only([minerId, startMs])))[0];
}

/** Runs work; where damaged segments stop it, they are put aside and it is run again. */
export async function despiteDamage<T>(database: TelemetryDatabase, work: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await work();
    } catch (error) {
      const damaged = error instanceof StoreError ? error.cause : error;
      if (!(damaged instanceof DamagedSegments) || (await quarantine(database, damaged)) === 0) throw error;
    }
  }
}

/** Puts the damaged segments of a range aside. Returns how many there were. */
async function quarantine(database: TelemetryDatabase, { tier, range }: DamagedSegments): Promise<number> {
  let moved = 0;
  for (const key of await database.getAllKeys(tier, range)) {
    const found = await inspect(database, tier, key);
    if (found === undefined) continue;
    await atomically(database, async (transaction) => {
      await transaction.objectStore('quarantine').add(found);
      await transaction.objectStore(tier).delete(key);
    });
    moved += 1;
  }
  return moved;
}

/** One at a time and each in a transaction of its own: a read that fails aborts all that stands beside it. */
async function inspect(
  database: TelemetryDatabase,
  tier: Tier,
  key: [minerId: string, startMs: number],
): Promise<Quarantined | undefined> {
  try {
    const record = await database.get(tier, key);
    const reason = record && damageOf(record);
    return reason === undefined ? undefined : { from: tier, reason, record };
  } catch (error) {
    // "Failed to read large IndexedDB value": Chromium has lost the file that a value over 64 KiB lies in.
    return { from: tier, reason: `${key.join(' ')}: ${String(error)}` };
  }
}
