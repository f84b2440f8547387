import { type FeatureStep, STEP_MS } from './definition.ts';
import { type FeatureTables, featureColumn } from './feature-table.ts';
import { joinRows, keepLastRow, type LastRow, type RowsOfStep } from './row-join.ts';

/** What an entity is linked to from a moment on: the coin that a miner works for, with that coin's features. */
export interface LinkedStretch {
  readonly entityId: string;
  /** Since when it is so and known to be, epoch ms; it ends where the next begins. */
  readonly sinceMs: number;
  /** Its features over the rows read; back to one row of their step before `sinceMs` for a link that is new. */
  readonly tables: FeatureTables;
}

/** A linked entity's feature at the ends of rows: as-of join, over changes of what is linked. */
export class LinkedColumn {
  readonly #name: string;
  readonly #stepMs: number;
  #stretches: readonly (RowsOfStep & Pick<LinkedStretch, 'entityId' | 'sinceMs'>)[] = [];
  #lastId: string | undefined;
  readonly #last: LastRow = { endMs: Number.NaN, value: Number.NaN };

  constructor(name: string, step: FeatureStep) {
    this.#name = name;
    this.#stepMs = STEP_MS[step];
  }

  /** The links that hold over the rows that follow, by `sinceMs`. */
  give(stretches: readonly LinkedStretch[]): void {
    this.#keepLast();
    this.#stretches = stretches.map(({ entityId, sinceMs, tables }) => {
      const column = featureColumn(tables, this.#name);
      const values = column?.values ?? new Float64Array(0);
      const startMs = column?.startMs ?? 0;
      return { entityId, sinceMs, values, from: 0, rows: values.length, startMs, stepMs: this.#stepMs };
    });
  }

  fill(out: Float64Array, rows: number, startMs: number, stepMs: number): void {
    out.fill(Number.NaN, 0, rows);
    for (const [k, stretch] of this.#stretches.entries()) {
      const untilMs = this.#stretches[k + 1]?.sinceMs ?? Number.POSITIVE_INFINITY;
      const last = stretch.entityId === this.#lastId ? this.#last : NEVER;
      const from = firstEndingAt(stretch.sinceMs, startMs, stepMs, rows);
      joinRows(stretch, last, out, {
        from,
        to: firstEndingAt(untilMs, startMs, stepMs, rows),
        startMs,
        stepMs,
      });
    }
  }

  #keepLast(): void {
    const stretch = this.#stretches.at(-1);
    if (stretch === undefined || stretch.rows === 0) return;
    keepLastRow(stretch, this.#last);
    this.#lastId = stretch.entityId;
  }
}

const NEVER: LastRow = { endMs: Number.NaN, value: Number.NaN };

/** The first of so many rows that ends at or after a moment. */
function firstEndingAt(atMs: number, startMs: number, stepMs: number, rows: number): number {
  return Math.min(rows, Math.max(0, Math.ceil((atMs - startMs) / stepMs) - 1));
}
