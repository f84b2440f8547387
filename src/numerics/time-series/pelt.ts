import { mean } from '../mean.ts';

export interface PeltOptions {
  /** What one more segment must save, in squares of the series' unit. 2·σ²·ln n is usual (Schwarz). */
  readonly penalty: number;
  /** Fewest values in a segment: 2. */
  readonly leastLength?: number;
}

/** The best way to cut a series into stretches of one level. */
export interface Segmentation {
  /** Place behind the last value of each segment, in order; the last is the length of the series. */
  readonly ends: readonly number[];
  /** Σ over segments of the squared distances from their mean, plus penalty · (segments − 1). */
  readonly objective: number;
}

/**
 * Change points of the mean by PELT (Killick, Fearnhead & Eckley, JASA 107, 2012): the exact optimum of optimal
 * partitioning with the L2 cost, where a start is given up once it can never be the best again. With changes that keep
 * coming that takes time about as n; with none at all, as n². Agrees with ruptures' `Pelt("l2")` at `jump=1`.
 *
 * The rule for giving up holds only for ends that a segment of `leastLength` can still follow, so starts linger that long.
 *
 * @param y values without gaps.
 * @returns one segment where the series is shorter than two.
 * @throws RangeError for a value that is not finite (fill gaps first), a negative penalty or no least length.
 */
export function pelt(y: ArrayLike<number>, { penalty, leastLength = 2 }: PeltOptions): Segmentation {
  if (!(penalty >= 0)) throw new RangeError(`a penalty of ${penalty} is none`);
  if (!Number.isInteger(leastLength) || leastLength < 1)
    throw new RangeError(`a segment of at least ${leastLength} values is none`);
  const n = y.length;
  if (n === 0) return { ends: [], objective: 0 };
  const cost = new SquaredDistances(y);
  if (n < 2 * leastLength) return { ends: [n], objective: cost.between(0, n) };
  // best[t]: least objective of the first t values; from[t]: where its last segment starts.
  const best = new Float64Array(n + 1).fill(Number.POSITIVE_INFINITY);
  const from = new Int32Array(n + 1);
  best[0] = -penalty;
  const starts = new Int32Array(n + 1);
  const totals = new Float64Array(n + 1);
  const givenUpAt = new Int32Array(n + 1).fill(n + 1);
  let count = 0;
  for (let t = leastLength; t <= n; t++) {
    const newStart = t - leastLength;
    if (newStart === 0 || newStart >= leastLength) starts[count++] = newStart;
    let kept = 0;
    let least = Number.POSITIVE_INFINITY;
    for (let c = 0; c < count; c++) {
      const start = starts[c] ?? 0;
      if ((givenUpAt[start] ?? 0) <= t) continue;
      const total = (best[start] ?? 0) + cost.between(start, t);
      starts[kept] = start;
      totals[kept++] = total;
      if (total + penalty >= least) continue;
      least = total + penalty;
      from[t] = start;
    }
    count = kept;
    best[t] = least;
    for (let c = 0; c < count; c++) {
      const start = starts[c] ?? 0;
      if ((totals[c] ?? 0) >= least && (givenUpAt[start] ?? 0) > n) givenUpAt[start] = t + leastLength;
    }
  }
  return { ends: endsOf(from, n), objective: best[n] ?? Number.NaN };
}

function endsOf(from: Int32Array, n: number): number[] {
  const ends: number[] = [];
  for (let end = n; end > 0; end = from[end] ?? 0) ends.push(end);
  return ends.reverse();
}

/** Σ (y − ȳ)² over any stretch, from sums up to each place; of values around 0, so that no digits are lost. */
class SquaredDistances {
  private readonly sums: Float64Array;
  private readonly squares: Float64Array;

  constructor(y: ArrayLike<number>) {
    const level = mean(y);
    if (!Number.isFinite(level)) throw new RangeError('a series with gaps cannot be cut: fill them first');
    this.sums = new Float64Array(y.length + 1);
    this.squares = new Float64Array(y.length + 1);
    for (let t = 0; t < y.length; t++) {
      const value = (y[t] ?? Number.NaN) - level;
      this.sums[t + 1] = (this.sums[t] ?? 0) + value;
      this.squares[t + 1] = (this.squares[t] ?? 0) + value * value;
    }
  }

  between(start: number, end: number): number {
    const sum = (this.sums[end] ?? 0) - (this.sums[start] ?? 0);
    const squares = (this.squares[end] ?? 0) - (this.squares[start] ?? 0);
    return Math.max(0, squares - (sum * sum) / (end - start));
  }
}
