import { isCut } from './adwin-window.ts';

/** Buckets of one size before the two oldest of them become one of twice the size (the paper's M). */
const BUCKETS_OF_A_SIZE = 5;

/** Values of which only these are kept: count, mean, and squared distances from the mean. */
interface Bucket {
  readonly count: number;
  readonly mean: number;
  readonly squares: number;
}

const EMPTY: Bucket = { count: 0, mean: 0, squares: 0 };

export interface AdwinOptions {
  /** Chance of a false alarm that a look may have. */
  readonly delta: number;
  /** A look at the splits every so many values; 1 where left out. */
  readonly every?: number;
}

/**
 * Adaptive window over a stream (Bifet & Gavaldà, SIAM SDM 2007, ADWIN2): how long ago did the mean last change? The
 * window is kept as buckets that double in size with age, so n values take O(log n) memory and a look O(log n) time;
 * only splits between buckets are looked at, and whole buckets are dropped. Same bound as {@link AdwinWindow}, the
 * exact one: values between 0 and 1, or others scaled to a standard deviation of about 1.
 *
 * @example
 * const window = new Adwin({ delta: 0.002 });
 * for (const x of values) if (window.push(x)) alarm();
 */
export class Adwin {
  readonly #delta: number;
  readonly #every: number;
  /** From the oldest to the latest. */
  #buckets: Bucket[] = [];
  #pushed = 0;

  /** @throws RangeError for a delta outside of (0, 1) or a look every 0 values */
  constructor({ delta, every = 1 }: AdwinOptions) {
    if (!(delta > 0 && delta < 1)) throw new RangeError(`delta ${delta} is no probability`);
    if (!Number.isInteger(every) || every < 1) throw new RangeError(`no look can be every ${every} values`);
    this.#delta = delta;
    this.#every = every;
  }

  /** How many values the window holds. */
  get length(): number {
    return this.#buckets.reduce((sum, { count }) => sum + count, 0);
  }

  /** Mean of the window; NaN before the first value. */
  get mean(): number {
    const { count, mean } = this.#buckets.reduce(merged, EMPTY);
    return count === 0 ? Number.NaN : mean;
  }

  /** How many buckets hold the window. */
  get buckets(): number {
    return this.#buckets.length;
  }

  /** Take the next value; a missing one (NaN) changes nothing. Answers whether older values were dropped. */
  push(x: number): boolean {
    if (Number.isNaN(x)) return false;
    this.#buckets.push({ count: 1, mean: x, squares: 0 });
    this.#compress();
    this.#pushed += 1;
    if (this.#pushed % this.#every !== 0) return false;
    const before = this.#buckets.length;
    while (this.#hasCut()) this.#buckets.shift();
    return this.#buckets.length < before;
  }

  /** From the latest size to the oldest: where there is one bucket too many, the two oldest of the size become one. */
  #compress(): void {
    let end = this.#buckets.length;
    while (end > 0) {
      const size = this.#buckets[end - 1]?.count ?? 0;
      let start = end;
      while (start > 0 && this.#buckets[start - 1]?.count === size) start -= 1;
      if (end - start <= BUCKETS_OF_A_SIZE) return;
      const [oldest = EMPTY, next = EMPTY] = this.#buckets.slice(start, start + 2);
      this.#buckets.splice(start, 2, merged(oldest, next));
      end = start + 1;
    }
  }

  #hasCut(): boolean {
    const whole = this.#buckets.reduce(merged, EMPTY);
    const variance = whole.squares / whole.count;
    let older = EMPTY;
    return this.#buckets.slice(0, -1).some((bucket) => {
      older = merged(older, bucket);
      const laterCount = whole.count - older.count;
      const split = {
        olderCount: older.count,
        olderMean: older.mean,
        laterCount,
        laterMean: (whole.mean * whole.count - older.mean * older.count) / laterCount,
      };
      return isCut(split, variance, this.#delta);
    });
  }
}

/** Chan, Golub & LeVeque 1983. */
function merged(a: Bucket, b: Bucket): Bucket {
  const count = a.count + b.count;
  if (count === 0) return EMPTY;
  const step = b.mean - a.mean;
  return {
    count,
    mean: a.mean + (step * b.count) / count,
    squares: a.squares + b.squares + (step * step * a.count * b.count) / count,
  };
}
