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

  /** Adds points to what is there; a moment that is there already takes the new value. */
  add(series: string, points: readonly OutsidePoint[]): Promise<void> {
    return guarded(() =>
      this.#months.db.transaction('rw', this.#months, async () => {
        for (const [month, its] of byMonth(points)) {
          const key = `${series}|${month}`;
          const before = await this.#months.get(key);
          const added = seriesOf(its);
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

  /** Forgets what is older than a moment, a whole month at a time. */
  forgetBefore(atMs: number): Promise<void> {
    const oldest = monthOf(atMs);
    return guarded(
      async () => void (await this.#months.filter(({ key }) => (key.split('|')[1] ?? '') < oldest).delete()),
    );
  }
}

function byMonth(points: readonly OutsidePoint[]): ReadonlyMap<string, readonly OutsidePoint[]> {
  const months = new Map<string, OutsidePoint[]>();
  for (const point of points) {
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
