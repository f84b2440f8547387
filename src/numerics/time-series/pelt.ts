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
 * partitioning with the L2 cost, where a start is given up once it can never be the best again. Agrees with ruptures'
 * `Pelt("l2")` at `jump=1`.
 *
 * PELT's own rule gives nothing up while nothing changes, and then takes n² steps. So each start also keeps the levels at
 * which no later start is cheaper (functional pruning; Maidstone, Hocking, Rigaill & Fearnhead, Statistics and Computing
 * 27, 2017), as one interval: it is given up when none is left. That takes about n·ln n, with changes or without.
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
  const stretches = new Stretches(y);
  if (n < 2 * leastLength) return { ends: [n], objective: stretches.cost(0, n) };
  // best[t]: least objective of the first t values; from[t]: where its last segment starts.
  const best = new Float64Array(n + 1).fill(Number.POSITIVE_INFINITY);
  const from = new Int32Array(n + 1);
  best[0] = -penalty;
  const starts = new Starts(n, leastLength);
  for (let t = leastLength; t <= n; t++) {
    const newStart = t - leastLength;
    if (newStart === 0 || newStart >= leastLength) starts.add(newStart);
    starts.dropGivenUp(t);
    const { places, totals, count } = starts;
    let least = Number.POSITIVE_INFINITY;
    for (let c = 0; c < count; c++) {
      const start = places[c] ?? 0;
      const total = (best[start] ?? 0) + stretches.cost(start, t);
      totals[c] = total;
      if (total >= least) continue;
      least = total;
      from[t] = start;
    }
    best[t] = least + penalty;
    starts.narrow(t, least + penalty, stretches);
  }
  return { ends: endsOf(from, n), objective: best[n] ?? Number.NaN };
}

function endsOf(from: Int32Array, n: number): number[] {
  const ends: number[] = [];
  for (let end = n; end > 0; end = from[end] ?? 0) ends.push(end);
  return ends.reverse();
}

/** Where the last segment may still start. */
class Starts {
  readonly places: Int32Array;
  /** Of each place, the objective up to the end that is looked at, without the penalty of the last segment. */
  readonly totals: Float64Array;
  count = 0;
  private readonly leastLength: number;
  /** By place: the levels of the last segment at which no later start is cheaper, and when none was left. */
  private readonly low: Float64Array;
  private readonly high: Float64Array;
  private readonly givenUpAt: Int32Array;

  constructor(n: number, leastLength: number) {
    this.leastLength = leastLength;
    this.places = new Int32Array(n + 1);
    this.totals = new Float64Array(n + 1);
    this.low = new Float64Array(n + 1).fill(Number.NEGATIVE_INFINITY);
    this.high = new Float64Array(n + 1).fill(Number.POSITIVE_INFINITY);
    this.givenUpAt = new Int32Array(n + 1).fill(STILL_HELD);
  }

  add(place: number): void {
    this.places[this.count++] = place;
  }

  dropGivenUp(end: number): void {
    const { places, givenUpAt } = this;
    let kept = 0;
    for (let c = 0; c < this.count; c++) {
      const place = places[c] ?? 0;
      if ((givenUpAt[place] ?? 0) > end) places[kept++] = place;
    }
    this.count = kept;
  }

  /**
   * A start at `end`, whose objective before it is `best`, is cheaper for all that follows at every level m for which
   * total + length·(m − mean)² > best. It can be one only `leastLength` later: the others linger that long.
   */
  narrow(end: number, best: number, stretches: Stretches): void {
    const { places, totals, low, high, givenUpAt } = this;
    for (let c = 0; c < this.count; c++) {
      const place = places[c] ?? 0;
      if (givenUpAt[place] !== STILL_HELD) continue;
      const room = best - (totals[c] ?? 0);
      const reach = Math.sqrt(room / (end - place));
      const mean = stretches.mean(place, end);
      const lowest = Math.max(low[place] ?? 0, mean - reach);
      const highest = Math.min(high[place] ?? 0, mean + reach);
      low[place] = lowest;
      high[place] = highest;
      // Without any room the reach is NaN, and so are both ends.
      if (!(lowest <= highest)) givenUpAt[place] = end + this.leastLength;
    }
  }
}

const STILL_HELD = 0x7fffffff;

/** Σ (y − ȳ)² over any stretch, from sums up to each place; of values around 0, so that no digits are lost. */
class Stretches {
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

  cost(start: number, end: number): number {
    const sum = (this.sums[end] ?? 0) - (this.sums[start] ?? 0);
    const squares = (this.squares[end] ?? 0) - (this.squares[start] ?? 0);
    return Math.max(0, squares - (sum * sum) / (end - start));
  }

  /** Less the mean of the whole series. */
  mean(start: number, end: number): number {
    return ((this.sums[end] ?? 0) - (this.sums[start] ?? 0)) / (end - start);
  }
}
