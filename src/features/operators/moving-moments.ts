import { Moments } from './moments.ts';
import {
  columnOf,
  isPresent,
  type MovingWindow,
  type Operator,
  rowNumber,
  rowsNeeded,
  rowsOf,
} from './operator.ts';

/** Variance of the window, n − 1 below the line; missing with fewer than two observations. */
export function movingVariance(window: MovingWindow): Operator {
  return movingMoments(window, ({ count, m2 }) => (count < 2 ? Number.NaN : m2 / (count - 1)));
}

/** Root of {@link movingVariance}. */
export function movingStd(window: MovingWindow): Operator {
  return movingMoments(window, ({ count, m2 }) => (count < 2 ? Number.NaN : Math.sqrt(m2 / (count - 1))));
}

/** Coefficient of variation: standard deviation over mean; missing where the mean is not above 0. */
export function movingVariation(window: MovingWindow): Operator {
  return movingMoments(window, ({ count, mean, m2 }) =>
    count < 2 || !(mean > 0) ? Number.NaN : Math.sqrt(m2 / (count - 1)) / mean,
  );
}

/** Mean of all observations, each counting the same: of buckets, those with more of them count more. */
export function pooledMean(window: MovingWindow): Operator {
  return movingMoments(window, ({ mean }) => mean);
}

/**
 * Reads something off the {@link Moments} of a window. With one input each row is an observation; with three (mean,
 * count, m2 of a series) each row is a bucket of observations, and the window's variance is that of all of them,
 * exactly, as if none had been put into buckets. Blocks as in `moving-sum.ts`.
 */
export function movingMoments(window: MovingWindow, read: (moments: Moments) => number): Operator {
  return ({ stepMs }) => {
    const size = rowsOf(window.windowMs, stepMs);
    const needed = rowsNeeded(window, size);
    const block = new BlockOfMoments(size);
    const whole = new Moments();
    return (inputs, out, rows, startMs) => {
      const means = columnOf(inputs, 0);
      const counts = inputs[1];
      const m2s = inputs[2];
      let at = rowNumber(startMs, stepMs) % size;
      for (let i = 0; i < rows; i++) {
        if (at === 0) block.begin();
        block.put(
          at,
          means[i] ?? Number.NaN,
          counts ? (counts[i] ?? 0) : 1,
          m2s ? (m2s[i] ?? Number.NaN) : 0,
        );
        block.window(at, whole);
        const value = whole.rows < needed ? Number.NaN : read(whole);
        out[i] = isPresent(value) ? value : Number.NaN;
        if (++at === size) at = 0;
      }
    };
  };
}

/** The present block, and what the rows of the one before come to from each of them to its end. */
class BlockOfMoments {
  readonly #size: number;
  readonly #counts: Float64Array;
  readonly #means: Float64Array;
  readonly #m2s: Float64Array;
  readonly #tailRows: Int32Array;
  readonly #tailCounts: Float64Array;
  readonly #tailMeans: Float64Array;
  readonly #tailM2s: Float64Array;
  readonly #head = new Moments();

  constructor(size: number) {
    this.#size = size;
    this.#counts = new Float64Array(size);
    this.#means = new Float64Array(size);
    this.#m2s = new Float64Array(size);
    this.#tailRows = new Int32Array(size + 1);
    this.#tailCounts = new Float64Array(size + 1);
    this.#tailMeans = new Float64Array(size + 1);
    this.#tailM2s = new Float64Array(size + 1);
  }

  begin(): void {
    const tail = this.#head;
    tail.clear();
    for (let k = this.#size - 1; k >= 0; k--) {
      tail.add(1, this.#counts[k] ?? 0, this.#means[k] ?? 0, this.#m2s[k] ?? 0);
      this.#tailRows[k] = tail.rows;
      this.#tailCounts[k] = tail.count;
      this.#tailMeans[k] = tail.mean;
      this.#tailM2s[k] = tail.m2;
    }
    this.#head.clear();
  }

  put(at: number, mean: number, count: number, m2: number): void {
    const counts = count > 0 && isPresent(mean) && isPresent(m2) ? count : 0;
    this.#counts[at] = counts;
    this.#means[at] = counts > 0 ? mean : 0;
    this.#m2s[at] = counts > 0 ? m2 : 0;
    this.#head.add(1, counts, mean, m2);
  }

  window(at: number, whole: Moments): void {
    const head = this.#head;
    const next = at + 1;
    whole.clear();
    whole.add(head.rows, head.count, head.mean, head.m2);
    whole.add(
      this.#tailRows[next] ?? 0,
      this.#tailCounts[next] ?? 0,
      this.#tailMeans[next] ?? 0,
      this.#tailM2s[next] ?? 0,
    );
  }
}
