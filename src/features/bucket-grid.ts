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

const NO_TIMES = new Float64Array();

/** Rows of a block that follow each other and have buckets that do, too. */
interface Run {
  readonly row: number;
  readonly bucket: number;
  readonly length: number;
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
  /** Which rows of the block have which buckets: a single run where no minute was missed. */
  #runs: readonly Run[] = [];
  #hasGaps = true;

  constructor(step: FeatureStep) {
    this.#stepMs = STEP_MS[step];
  }

  /** The buckets of the rows that follow; those of rows that were read already are passed over. */
  give(buckets: Buckets | undefined): void {
    this.#buckets = buckets;
    this.#next = 0;
    this.#runs = [];
    this.#hasGaps = true;
  }

  /** Turns to a block of rows; columns are then read by {@link fill}. */
  turnTo(startMs: number, rows: number): void {
    this.#rows = rows;
    const atMs = this.#buckets?.atMs;
    if (atMs === undefined) return;
    this.#next = firstAtOrAfter(atMs, startMs, this.#next);
    this.#runs = runsOf(atMs, this.#next, { startMs, rows, stepMs: this.#stepMs });
    this.#hasGaps = this.#runs[0]?.length !== rows;
  }

  /** One statistic of one series over the block; a counter's steps go on from where the block before left it. */
  fill(series: SeriesName, stat: SeriesStat, out: Float64Array, left: CounterLeft): void {
    const its = this.#buckets?.series[series];
    if (its === undefined || this.#hasGaps) out.fill(Number.NaN, 0, this.#rows);
    if (its === undefined) return;
    for (const run of this.#runs)
      if (stat === 'mean') fillMeans(its, run, out);
      else if (stat === 'share') fillShares(its, run, out);
      else if (stat === 'increment' || stat === 'resets') this.#fillSteps(its, stat, run, out, left);
      else fillHeard(columnOf(its, stat), its.count, run, out);
  }

  /** Within each bucket and from the one before it, unless so much time lies between that it would count as a leap. */
  #fillSteps(
    its: SeriesBuckets,
    stat: 'increment' | 'resets',
    { row, bucket, length }: Run,
    out: Float64Array,
    left: CounterLeft,
  ): void {
    const atMs = this.#buckets?.atMs ?? NO_TIMES;
    const { count, last } = its;
    const first = columnOf(its, 'first');
    const within = columnOf(its, stat);
    const bridgedMs = Math.max(this.#stepMs, BRIDGED_MS);
    let { atMs: beforeMs, value: before } = left;
    for (let k = 0; k < length; k++) {
      const at = bucket + k;
      if (!((count[at] ?? 0) > 0)) {
        out[row + k] = Number.NaN;
        continue;
      }
      const bucketMs = atMs[at] ?? Number.NaN;
      const began = first[at] ?? Number.NaN;
      const again = began < before;
      // Not told before, `before` is NaN: the step is not counted then.
      const step = stat === 'resets' ? (again ? 1 : 0) : again ? began : began - before;
      out[row + k] = (within[at] ?? Number.NaN) + (bucketMs - beforeMs <= bridgedMs ? step : 0);
      beforeMs = bucketMs;
      before = last[at] ?? Number.NaN;
    }
    left.atMs = beforeMs;
    left.value = before;
  }
}

/** The runs of a block of rows, from a bucket on; buckets that begin where no row does are passed over. */
function runsOf(
  atMs: Float64Array,
  firstBucket: number,
  { startMs, rows, stepMs }: { readonly startMs: number; readonly rows: number; readonly stepMs: number },
): readonly Run[] {
  const runs: Run[] = [];
  const endMs = startMs + rows * stepMs;
  let bucket = firstBucket;
  for (;;) {
    const beginMs = atMs[bucket] ?? Number.POSITIVE_INFINITY;
    if (beginMs >= endMs) return runs;
    const row = (beginMs - startMs) / stepMs;
    let length = 1;
    while (row + length < rows && atMs[bucket + length] === beginMs + length * stepMs) length++;
    if (Number.isInteger(row)) runs.push({ row, bucket, length });
    bucket += length;
  }
}

/** Without a value both are 0, and their ratio none. */
function fillMeans(its: SeriesBuckets, { row, bucket, length }: Run, out: Float64Array): void {
  const sum = columnOf(its, 'sum');
  const { count } = its;
  for (let k = 0; k < length; k++)
    out[row + k] = (sum[bucket + k] ?? Number.NaN) / (count[bucket + k] ?? Number.NaN);
}

/** Of the time for which a code was held; of a row with a single value that value speaks. */
function fillShares(its: SeriesBuckets, { row, bucket, length }: Run, out: Float64Array): void {
  const held = its.kind === 'counter' ? undefined : its.held;
  const { count, last } = its;
  for (let k = 0; k < length; k++) {
    const at = bucket + k;
    const share = held ? shareOf(held, at) : Number.NaN;
    const told = Number.isNaN(share) ? Number(last[at] !== 0) : share;
    out[row + k] = (count[at] ?? 0) > 0 ? told : Number.NaN;
  }
}

/** What a bucket says of a series that was not heard in it is nothing. */
function fillHeard(
  column: Float64Array,
  count: Float64Array,
  { row, bucket, length }: Run,
  out: Float64Array,
): void {
  for (let k = 0; k < length; k++) {
    const isHeard = (count[bucket + k] ?? 0) > 0;
    out[row + k] = isHeard ? (column[bucket + k] ?? Number.NaN) : Number.NaN;
  }
}

type BucketStatistic = 'count' | 'sum' | 'min' | 'max' | 'first' | 'last' | 'm2' | 'increment' | 'resets';

/** The column of a statistic; the registry refuses those that a kind does not have. */
function columnOf(its: SeriesBuckets, stat: BucketStatistic): Float64Array {
  if (stat === 'count' || stat === 'last') return its[stat];
  if (its.kind === 'gauge' && (stat === 'sum' || stat === 'min' || stat === 'max' || stat === 'm2'))
    return its[stat];
  if (its.kind === 'counter' && (stat === 'first' || stat === 'increment' || stat === 'resets'))
    return its[stat];
  throw new RangeError(`A ${its.kind} has no ${stat}.`);
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
