/** Fewest values on each side of a split. */
const FEWEST = 5;

/** Two sides of a split: the older values of a window, and the later ones. */
export interface Split {
  readonly olderCount: number;
  readonly olderMean: number;
  readonly laterCount: number;
  readonly laterMean: number;
}

/**
 * Do the means of the two sides of a split differ by more than chance allows? Bifet & Gavaldà ("Learning from
 * time-changing data with adaptive windowing", SIAM SDM 2007): by more than √(2/m·σ²·d) + 2/(3m)·d, with
 * 1/m = 1/n₀ + 1/n₁ and d = ln(2·ln(n)/δ). Sides of fewer than five values tell nothing.
 *
 * @param variance of the whole window, by its count
 */
export function isCut(split: Split, variance: number, delta: number): boolean {
  const { olderCount, olderMean, laterCount, laterMean } = split;
  if (olderCount < FEWEST || laterCount < FEWEST) return false;
  const d = Math.log((2 * Math.log(olderCount + laterCount)) / delta);
  const perM = 1 / olderCount + 1 / laterCount;
  return Math.abs(olderMean - laterMean) > Math.sqrt(2 * perM * variance * d) + (2 / 3) * perM * d;
}

/**
 * Adaptive window over a stream, every split of which is looked at: the oldest value is dropped while any split shows
 * two means. Exact, and O(window) for each look; `Adwin` keeps buckets instead. The bound is made for
 * values between 0 and 1, and works for others whose standard deviation is about 1.
 */
export class AdwinWindow {
  readonly #delta: number;
  #values: number[] = [];

  /**
   * @param delta chance of a false alarm that a look may have
   * @throws RangeError for a delta outside of (0, 1)
   */
  constructor(delta: number) {
    if (!(delta > 0 && delta < 1)) throw new RangeError(`delta ${delta} is no probability`);
    this.#delta = delta;
  }

  /** How many values the window holds. */
  get length(): number {
    return this.#values.length;
  }

  /** Mean of the window; NaN before the first value. */
  get mean(): number {
    return this.#values.reduce((sum, value) => sum + value, 0) / this.length;
  }

  /** Take the next value; a missing one (NaN) changes nothing. Answers whether older values were dropped. */
  push(x: number): boolean {
    if (Number.isNaN(x)) return false;
    this.#values.push(x);
    let dropped = 0;
    while (this.#hasCut(dropped)) dropped += 1;
    if (dropped > 0) this.#values = this.#values.slice(dropped);
    return dropped > 0;
  }

  #hasCut(from: number): boolean {
    const count = this.#values.length - from;
    if (count < 2 * FEWEST) return false;
    const window = this.#values.slice(from);
    const sum = window.reduce((whole, value) => whole + value, 0);
    const mean = sum / count;
    const variance = window.reduce((whole, value) => whole + (value - mean) ** 2, 0) / count;
    let older = 0;
    return window.some((value, at) => {
      older += value;
      const olderCount = at + 1;
      const laterCount = count - olderCount;
      const split = {
        olderCount,
        olderMean: older / olderCount,
        laterCount,
        laterMean: (sum - older) / laterCount,
      };
      return isCut(split, variance, this.#delta);
    });
  }
}
