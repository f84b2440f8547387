import {
  joinedSeries,
  type OutsidePoint,
  type OutsideSeries,
  pointsOf,
  seriesOf,
} from '../domain/outside-series.ts';
import { BlockDamage } from './codec/block-damage.ts';
import {
  bySegment,
  decodeOutside,
  encodeOutside,
  OUTSIDE_SPAN_MS,
  type OutsideSegment,
} from './outside-segment.ts';
import { DamagedRecords, despiteDamage } from './quarantine.ts';
import { guarded } from './store-error.ts';
import type { TelemetryDatabase } from './telemetry-schema.ts';
import { atomically } from './transaction.ts';

/** A segment's place: series and begin. */
export type OutsideKey = readonly [series: string, startMs: number];

/** Which of two values of one moment counts: the one that is written now, or the one that is stored. */
type Precedence = 'written' | 'stored';

/** Whatever may read the segments of series from outside, whatever else it may. */
interface OutsideSource {
  objectStore(outside: 'outside'): { getAll(range: IDBKeyRange): Promise<OutsideSegment[]> };
}

/**
 * The past of quantities from outside (prices, difficulty, tariffs, weather, what a pool's account came to), for charts
 * and learning, in the same database and the same kind of segments as telemetry: what cannot be read is put into
 * quarantine, and the rest can. Every method throws StoreError.
 */
export class OutsideStore {
  readonly #database: TelemetryDatabase;

  constructor(database: TelemetryDatabase) {
    this.#database = database;
  }

  /**
   * Adds points to what is there; a moment that is there already takes the new value, and keeps what was told of it
   * first.
   * @param knownAtMs when they were learnt, where that is known
   */
  add(series: string, points: readonly OutsidePoint[], knownAtMs?: number): Promise<void> {
    const noted = knownAtMs === undefined ? points : points.map((point) => ({ ...point, knownAtMs }));
    return this.#work(async () => void (await this.#write(series, noted, 'written')));
  }

  /**
   * Adds moments that are missing, with all that is known of them; those that are there stay as they are.
   * @returns how many were added
   */
  fill(series: string, points: readonly OutsidePoint[]): Promise<number> {
    return this.#work(() => this.#write(series, points, 'stored'));
  }

  /** The points within [fromMs, toMs). */
  read(series: string, fromMs: number, toMs: number): Promise<OutsideSeries> {
    return this.#work(async () => {
      const range = IDBKeyRange.bound([series, fromMs - OUTSIDE_SPAN_MS], [series, toMs], true, true);
      const stretches = await readSegments(this.#database.transaction('outside'), range);
      return seriesOf(stretches.flatMap((stretch) => [...pointsOf(stretch, fromMs, toMs)]));
    });
  }

  /** The places of all that is stored, for backup. */
  keys(): Promise<readonly OutsideKey[]> {
    return guarded(() => this.#database.getAllKeys('outside'));
  }

  /** One stored segment; undefined where it is gone or cannot be read. */
  segment([series, startMs]: OutsideKey): Promise<OutsideSeries | undefined> {
    return this.#work(async () => {
      const range = IDBKeyRange.only([series, startMs]);
      return (await readSegments(this.#database.transaction('outside'), range))[0];
    });
  }

  /** Forgets the series whose names begin so: what an account came to that is not followed any more. */
  forget(beginnings: readonly string[]): Promise<void> {
    return this.#forgetThose(([series]) => beginnings.some((beginning) => series.startsWith(beginning)));
  }

  /**
   * Forgets all but so much up to the newest that anybody has told of: this computer's own clock, which may be years
   * ahead, costs nobody the past.
   */
  async keepNewest(keptMs: number): Promise<void> {
    const keys = await this.keys();
    const newestMs = keys.reduce((newest, [, startMs]) => Math.max(newest, startMs), 0);
    await this.#forgetThose(([, startMs]) => startMs + OUTSIDE_SPAN_MS <= newestMs - keptMs);
  }

  async #write(series: string, points: readonly OutsidePoint[], wins: Precedence): Promise<number> {
    const stretches = bySegment(points);
    if (stretches.size === 0) return 0;
    return atomically(this.#database, async (transaction) => {
      let added = 0;
      for (const [startMs, its] of stretches) {
        const written = seriesOf(its);
        if (written.atMs.length === 0) continue;
        const [stored] = await readSegments(transaction, IDBKeyRange.only([series, startMs]));
        const both = stored ? joined(stored, written, wins) : written;
        const more = both.atMs.length - (stored?.atMs.length ?? 0);
        if (wins === 'stored' && more === 0) continue;
        added += more;
        await transaction.objectStore('outside').put(encodeOutside(series, startMs, both));
      }
      return added;
    });
  }

  #forgetThose(isToGo: (key: OutsideKey) => boolean): Promise<void> {
    return this.#work(() =>
      atomically(this.#database, async (transaction) => {
        const outside = transaction.objectStore('outside');
        for (const key of await outside.getAllKeys()) if (isToGo(key)) await outside.delete(key);
      }),
    );
  }

  #work<T>(work: () => Promise<T>): Promise<T> {
    return guarded(() => despiteDamage(this.#database, work));
  }
}

function joined(stored: OutsideSeries, written: OutsideSeries, wins: Precedence): OutsideSeries {
  if (wins === 'written') return joinedSeries(stored, written);
  const there = new Set(stored.atMs);
  return seriesOf([...pointsOf(stored), ...[...pointsOf(written)].filter(({ atMs }) => !there.has(atMs))]);
}

/** @throws DamagedRecords */
async function readSegments(transaction: OutsideSource, range: IDBKeyRange): Promise<OutsideSeries[]> {
  const segments = await transaction
    .objectStore('outside')
    .getAll(range)
    .catch((cause: unknown) => {
      throw new DamagedRecords('outside', range, { cause });
    });
  try {
    return segments.map(decodeOutside);
  } catch (cause) {
    if (cause instanceof BlockDamage) throw new DamagedRecords('outside', range, { cause });
    throw cause;
  }
}
