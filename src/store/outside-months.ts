import type { EntityTable } from 'dexie';
import type { OutsideSeries } from '../domain/outside-series.ts';
import { guarded } from './store-error.ts';

/** One month (UTC) of one series, as it was kept among the entities up to version 4 of the telemetry database. */
export interface OutsideMonth extends OutsideSeries {
  /** `price:BTC:EUR|2026-11`. */
  readonly key: string;
  readonly series: string;
}

/** What still lies in the old place. Every method throws StoreError. */
export class OutsideMonths {
  readonly #months: EntityTable<OutsideMonth, 'key'>;

  constructor(months: EntityTable<OutsideMonth, 'key'>) {
    this.#months = months;
  }

  keys(): Promise<readonly string[]> {
    return guarded(() => this.#months.toCollection().primaryKeys());
  }

  get(key: string): Promise<OutsideMonth | undefined> {
    return guarded(() => this.#months.get(key));
  }

  delete(key: string): Promise<void> {
    return guarded(() => this.#months.delete(key));
  }
}
