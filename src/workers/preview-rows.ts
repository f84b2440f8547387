import type { ImportedValue } from '../domain/file-import/imported-value.ts';

/** Moments shown; beyond them only what tells a quantity that none of them has. */
const MOMENTS_SHOWN = 6;

/**
 * The first figures of a file, a row a moment of a miner. Files that tell one quantity after the other have its moments
 * far apart: of each quantity at least the first is kept.
 */
export class PreviewRows {
  readonly #rows = new Map<string, ImportedValue[]>();
  readonly #seen = new Set<number>();

  add(values: readonly ImportedValue[]): void {
    for (const value of values) {
      const moment = `${value.minerId} ${value.atMs}`;
      const row = this.#rows.get(moment);
      if (row) row.push(value);
      else if (this.#rows.size < MOMENTS_SHOWN || !this.#seen.has(value.series))
        this.#rows.set(moment, [value]);
      else continue;
      this.#seen.add(value.series);
    }
  }

  get rows(): readonly (readonly ImportedValue[])[] {
    return [...this.#rows.values()];
  }
}
