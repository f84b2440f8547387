import type { OutsidePoint } from '../domain/outside-series.ts';

const SLOT_MS = 5 * 60_000;

/** What meters at the grid showed, gathered to means of five minutes: each is kept when its time is over. */
export class SurplusLog {
  readonly #keep: (point: OutsidePoint) => void;
  #slot = { atMs: Number.NaN, sum: 0, count: 0 };

  /** @param keep takes each mean once, at its first moment, with when it was known */
  constructor(keep: (point: OutsidePoint) => void) {
    this.#keep = keep;
  }

  /** What the house could spare at a moment, W; undefined where nobody knows. */
  heard(surplusW: number | undefined, nowMs: number): void {
    const atMs = Math.floor(nowMs / SLOT_MS) * SLOT_MS;
    if (atMs !== this.#slot.atMs) {
      const { atMs: beginMs, sum, count } = this.#slot;
      if (count > 0) this.#keep({ atMs: beginMs, value: sum / count, knownAtMs: nowMs });
      this.#slot = { atMs, sum: 0, count: 0 };
    }
    if (surplusW === undefined) return;
    this.#slot.sum += surplusW;
    this.#slot.count += 1;
  }
}
