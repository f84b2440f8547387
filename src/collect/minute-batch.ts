import type { TelemetryRow } from '../domain/series.ts';

const MINUTE_MS = 60_000;

/**
 * Rows in the order of time that wait to be stored, by whole minutes: of days that are past only the mean of a minute
 * is kept, and it should not be that of a part of it.
 */
export class MinuteBatch {
  /** What came together, and the cursor behind it. */
  #stretches: { readonly rows: readonly TelemetryRow[]; readonly cursor: string }[] = [];

  get size(): number {
    return this.#stretches.reduce((sum, { rows }) => sum + rows.length, 0);
  }

  add(rows: readonly TelemetryRow[], cursor: string): void {
    this.#stretches.push({ rows, cursor });
  }

  /**
   * Takes out what may be stored now; rows of the last minute stay until more of it have come.
   * @param isEnd no more will come: nothing stays
   * @returns `cursor`: whoever goes on from there later misses nothing; absent where that has not moved
   */
  take(isEnd: boolean): { readonly ready: readonly TelemetryRow[]; readonly cursor: string | undefined } {
    const all = this.#stretches.flatMap(({ rows }) => rows);
    const newestMs = all.reduce((newest, { atMs }) => Math.max(newest, atMs), Number.NEGATIVE_INFINITY);
    const lastMinuteMs = isEnd ? Number.POSITIVE_INFINITY : Math.floor(newestMs / MINUTE_MS) * MINUTE_MS;
    const isReady = ({ atMs }: TelemetryRow) => atMs < lastMinuteMs;
    const firstBegun = this.#stretches.findIndex(({ rows }) => !rows.every(isReady));
    const done = firstBegun < 0 ? this.#stretches : this.#stretches.slice(0, firstBegun);
    this.#stretches = this.#stretches
      .slice(done.length)
      .map(({ rows, cursor }) => ({ rows: rows.filter((row) => !isReady(row)), cursor }));
    return { ready: all.filter(isReady), cursor: done.at(-1)?.cursor };
  }
}
