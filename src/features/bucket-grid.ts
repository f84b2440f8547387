import type { Buckets, HeldBuckets, SeriesBuckets } from '../domain/buckets.ts';
import type { SeriesName } from '../domain/series.ts';
import { type FeatureStep, type SeriesStat, STEP_MS } from './definition.ts';

/** Over so long a silence a counter's rise counts as that of the row after it: a poll or two that were missed. */
export const BRIDGED_MS = 180_000;

/** Where the last bucket left a counter. */
export interface CounterLeft {
  /** First moment of that bucket; minus Infinity before the first. */
  atMs: number;
  value: number;
}

/**
 * Lays buckets onto the regular grid of a step, a block of rows at a time, in order. Rows without a bucket are NaN.
 */
export class BucketGrid {
  readonly #stepMs: number;
  #buckets: Buckets | undefined;
  /** The first bucket that does not lie before the present block. */
  #next = 0;
  #rows = 0;
  /** Which bucket each row of the block is; NONE for a row without. */
  #bucketOfRow = new Int32Array(0);

  constructor(step: FeatureStep) {
    this.#stepMs = STEP_MS[step];
  }

  /** The buckets of the rows that follow; those of rows that were read already are passed over. */
  give(buckets: Buckets | undefined): void {
    this.#buckets = buckets;
    this.#next = 0;
  }

  /** Turns to a block of rows; columns are then read by {@link fill}. */
  turnTo(startMs: number, rows: number): void {
    this.#rows = rows;
    const atMs = this.#buckets?.atMs;
    if (atMs === undefined) return;
    this.#next = firstAtOrAfter(atMs, startMs, this.#next);
    if (this.#bucketOfRow.length < rows) this.#bucketOfRow = new Int32Array(rows);
    let bucket = this.#next;
    for (let i = 0; i < rows; i++) {
      const rowMs = startMs + i * this.#stepMs;
      while ((atMs[bucket] ?? Number.POSITIVE_INFINITY) < rowMs) bucket++;
      this.#bucketOfRow[i] = atMs[bucket] === rowMs ? bucket : NONE;
    }
  }

  /** One statistic of one series over the block; a counter's steps go on from where the block before left it. */
  fill(series: SeriesName, stat: SeriesStat, out: Float64Array, left: CounterLeft): void {
    const its = this.#buckets?.series[series];
    if (its === undefined) out.fill(Number.NaN, 0, this.#rows);
    else if (stat === 'mean') this.#fillMeans(its, out);
    else if (stat === 'share') this.#fillShares(its, out);
    else if (stat === 'increment' || stat === 'resets') this.#fillSteps(its, stat, out, left);
    else this.#fillHeard(columnOf(its, stat), its.count, out);
  }

  /** Without a value both are 0, and their ratio none. */
  #fillMeans(its: SeriesBuckets, out: Float64Array): void {
    const sum = columnOf(its, 'sum');
    const { count } = its;
    const bucketOfRow = this.#bucketOfRow;
    if (sum === undefined) throw new RangeError(`A ${its.kind} has no mean.`);
    for (let i = 0; i < this.#rows; i++) {
      const bucket = bucketOfRow[i] ?? NONE;
      out[i] = bucket === NONE ? Number.NaN : (sum[bucket] ?? Number.NaN) / (count[bucket] ?? 0);
    }
  }

  /** Of the time for which a code was held; of a row with a single value that value speaks. */
  #fillShares(its: SeriesBuckets, out: Float64Array): void {
    const held = its.kind === 'counter' ? undefined : its.held;
    const { count, last } = its;
    for (let i = 0; i < this.#rows; i++) {
      const bucket = this.#bucketOfRow[i] ?? NONE;
      out[i] = Number.NaN;
      if (bucket === NONE || !((count[bucket] ?? 0) > 0)) continue;
      const share = held ? shareOf(held, bucket) : Number.NaN;
      out[i] = Number.isNaN(share) ? Number(last[bucket] !== 0) : share;
    }
  }

  /** What a bucket says of a series that was not heard in it is nothing. */
  #fillHeard(column: Float64Array | undefined, count: Float64Array, out: Float64Array): void {
    const bucketOfRow = this.#bucketOfRow;
    for (let i = 0; i < this.#rows; i++) {
      const bucket = bucketOfRow[i] ?? NONE;
      const heard = bucket !== NONE && (count[bucket] ?? 0) > 0;
      out[i] = heard ? (column?.[bucket] ?? Number.NaN) : Number.NaN;
    }
  }

  /** Within each bucket and from the one before it, unless so much time lies between that it would count as a leap. */
  #fillSteps(its: SeriesBuckets, stat: 'increment' | 'resets', out: Float64Array, left: CounterLeft): void {
    const atMs = this.#buckets?.atMs;
    const first = columnOf(its, 'first');
    const within = columnOf(its, stat);
    const bridgedMs = Math.max(this.#stepMs, BRIDGED_MS);
    let { atMs: beforeMs, value: before } = left;
    for (let i = 0; i < this.#rows; i++) {
      const bucket = this.#bucketOfRow[i] ?? NONE;
      if (bucket === NONE || !((its.count[bucket] ?? 0) > 0)) {
        out[i] = Number.NaN;
        continue;
      }
      const bucketMs = atMs?.[bucket] ?? Number.NaN;
      const began = first?.[bucket] ?? Number.NaN;
      const step = stat === 'resets' ? Number(began < before) : began >= before ? began - before : began;
      out[i] = (within?.[bucket] ?? Number.NaN) + (bucketMs - beforeMs <= bridgedMs ? step : 0);
      beforeMs = bucketMs;
      before = its.last[bucket] ?? Number.NaN;
    }
    left.atMs = beforeMs;
    left.value = before;
  }
}

/** Tested for before it is used: for a place below 0 V8 leaves the fast path of typed arrays. */
const NONE = -1;

type BucketStatistic = 'count' | 'sum' | 'min' | 'max' | 'first' | 'last' | 'm2' | 'increment' | 'resets';

/** A statistic where the kind has it. */
function columnOf(its: SeriesBuckets, stat: BucketStatistic): Float64Array | undefined {
  if (stat === 'count' || stat === 'last') return its[stat];
  if (its.kind === 'gauge')
    return stat === 'sum' || stat === 'min' || stat === 'max' || stat === 'm2' ? its[stat] : undefined;
  if (its.kind === 'counter')
    return stat === 'first' || stat === 'increment' || stat === 'resets' ? its[stat] : undefined;
  return undefined;
}

function shareOf(held: HeldBuckets, bucket: number): number {
  let heldMs = 0;
  for (const ms of held.ms) heldMs += ms[bucket] ?? 0;
  return heldMs > 0 ? 1 - (held.ms[0]?.[bucket] ?? 0) / heldMs : Number.NaN;
}

/** Where in ascending moments the first lies that is not before a moment; sought from a place on. */
function firstAtOrAfter(atMs: Float64Array, moment: number, from: number): number {
  if (!((atMs[from] ?? Number.POSITIVE_INFINITY) < moment)) return from;
  let low = from;
  let high = atMs.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((atMs[middle] ?? Number.NaN) < moment) low = middle + 1;
    else high = middle;
  }
  return low;
}
