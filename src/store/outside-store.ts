import type { EntityTable } from 'dexie';
import {
  joinedSeries,
  type OutsidePoint,
  type OutsideSeries,
  pointsOf,
  seriesOf,
} from '../domain/outside-series.ts';
import { guarded } from './store-error.ts';

/** One month (UTC) of one series. */
export interface OutsideMonth extends OutsideSeries {
  /** `price:BTC:EUR|2026-11`. */
  readonly key: string;
  readonly series: string;
}

/** The past of quantities from outside, for charts and learning: a record a month. Every method throws StoreError. */
export class OutsideStore {
  readonly #months: EntityTable<OutsideMonth, 'key'>;

  constructor(months: EntityTable<OutsideMonth, 'key'>) {
    this.#months = months;
  }

  /**
   * Adds points to what is there; a moment that is there already takes the new value, and keeps what was told of it
   * first.
   * @param knownAtMs when they were learnt, where that is known
   */
  add(series: string, points: readonly OutsidePoint[], knownAtMs?: number): Promise<void> {
    return guarded(() =>
      this.#months.db.transaction('rw', this.#months, async () => {
        for (const [month, its] of byMonth(points)) {
          const key = `${series}|${month}`;
          const before = await this.#months.get(key);
          const added = seriesOf(
            knownAtMs === undefined ? its : its.map((point) => ({ ...point, knownAtMs })),
          );
          await this.#months.put({ key, series, ...(before ? joinedSeries(before, added) : added) });
        }
      }),
    );
  }

  /** The points within [fromMs, toMs). */
  read(series: string, fromMs: number, toMs: number): Promise<OutsideSeries> {
    return guarded(async () => {
      const months = await this.#months.where('series').equals(series).toArray();
      return seriesOf(months.flatMap((month) => [...pointsOf(month, fromMs, toMs)]));
    });
  }

  /** Forgets the series whose names begin so: what an account came to that is not followed any more. */
  forget(beginnings: readonly string[]): Promise<void> {
    return guarded(
      async () =>
        void (await this.#months
          .where('series')
          .startsWithAnyOf([...beginnings])
          .delete()),
    );
  }

  /**
   * Forgets all but so many months up to the newest that anybody has told of: this computer's own clock, which may be
   * years ahead, costs nobody the past.
   */
  keepNewest(months: number): Promise<void> {
    return guarded(() =>
      this.#months.db.transaction('rw', this.#months, async () => {
        const keys = await this.#months.toCollection().primaryKeys();
        const newest = Math.max(...keys.map(monthNumber));
        await this.#months.bulkDelete(keys.filter((key) => monthNumber(key) <= newest - months));
      }),
    );
  }
}

function byMonth(points: readonly OutsidePoint[]): ReadonlyMap<string, readonly OutsidePoint[]> {
  const months = new Map<string, OutsidePoint[]>();
  for (const point of points) {
    // Whoever tells a moment that no calendar has costs that point alone.
    if (!(point.atMs >= 0 && point.atMs <= LAST_MOMENT_MS)) continue;
    const month = monthOf(point.atMs);
    const its = months.get(month);
    if (its) its.push(point);
    else months.set(month, [point]);
  }
  return months;
}

function monthOf(atMs: number): string {
  return new Date(atMs).toISOString().slice(0, 7);
}

/** After it a year has more than four digits. */
const LAST_MOMENT_MS = Date.UTC(9999, 11, 31);

/** Months since the year 0, of a record's key. */
function monthNumber(key: string): number {
  const [, year, month] = /\|(-?\d+)-(\d\d)$/.exec(key) ?? [];
  return 12 * Number(year) + Number(month);
}
