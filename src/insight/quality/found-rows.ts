import { MOST_STRETCHES, type QualityFinding } from '../../domain/data-quality.ts';
import type { Stretch } from '../../domain/stretch.ts';

/** Gathers the rows that a check doubts: as marks, as stretches of time, and their number. */
export class FoundRows {
  readonly #atMs: Float64Array;
  readonly #stepMs: number;
  readonly #doubts: Uint8Array;
  readonly #stretches: { fromMs: number; toMs: number }[] = [];
  #lastRow = Number.NEGATIVE_INFINITY;
  #values = 0;

  /** @param doubts one place a row, set to 1 for each row that is added */
  constructor(atMs: Float64Array, stepMs: number, doubts: Uint8Array) {
    this.#atMs = atMs;
    this.#stepMs = stepMs;
    this.#doubts = doubts;
  }

  /** The next row, in their order. */
  add(row: number): void {
    const atMs = this.#atMs[row] ?? Number.NaN;
    this.#values += 1;
    this.#doubts[row] = 1;
    const last = this.#stretches.at(-1);
    if (last && row === this.#lastRow + 1 && atMs >= last.fromMs)
      last.toMs = Math.max(last.toMs, atMs + this.#stepMs);
    else this.#stretches.push({ fromMs: atMs, toMs: atMs + this.#stepMs });
    this.#lastRow = row;
  }

  get values(): number {
    return this.#values;
  }

  get stretches(): readonly Stretch[] {
    return this.#stretches;
  }

  /** As a finding says it. */
  told(): Pick<QualityFinding, 'stretches' | 'stretchCount' | 'values'> {
    return { ...listed(this.#stretches), values: this.#values };
  }
}

/** Stretches, given oldest first, as a finding lists them: the longest may not be among those that are left out. */
export function listed(all: readonly Stretch[]): Pick<QualityFinding, 'stretches' | 'stretchCount'> {
  const byLength = [...all].sort((a, b) => b.toMs - b.fromMs - (a.toMs - a.fromMs));
  return { stretches: byLength.slice(0, MOST_STRETCHES), stretchCount: all.length };
}
