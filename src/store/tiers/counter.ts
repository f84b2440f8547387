import type { CounterBuckets } from '../../domain/buckets.ts';

/** Buckets of a counter that have no value yet. */
export function blankCounter(length: number): CounterBuckets {
  return {
    kind: 'counter',
    count: new Float64Array(length),
    first: new Float64Array(length).fill(Number.NaN),
    last: new Float64Array(length).fill(Number.NaN),
    increment: new Float64Array(length),
    resets: new Float64Array(length),
  };
}

/** Adds a value that comes after all that the bucket has. */
export function addToCounter(into: CounterBuckets, bucket: number, value: number): void {
  stepTo(into, bucket, value);
  into.count[bucket] = (into.count[bucket] ?? 0) + 1;
  into.last[bucket] = value;
}

/** Merges a later bucket: the step from the last value here to its first is one more. */
export function mergeIntoCounter(
  into: CounterBuckets,
  bucket: number,
  later: CounterBuckets,
  row: number,
): void {
  const added = later.count[row] ?? 0;
  if (added === 0) return;
  stepTo(into, bucket, later.first[row] ?? Number.NaN);
  into.count[bucket] = (into.count[bucket] ?? 0) + added;
  into.last[bucket] = later.last[row] ?? Number.NaN;
  into.increment[bucket] = (into.increment[bucket] ?? 0) + (later.increment[row] ?? 0);
  into.resets[bucket] = (into.resets[bucket] ?? 0) + (later.resets[row] ?? 0);
}

function stepTo(into: CounterBuckets, bucket: number, value: number): void {
  if ((into.count[bucket] ?? 0) === 0) {
    into.first[bucket] = value;
    return;
  }
  const last = into.last[bucket] ?? Number.NaN;
  const isReset = value < last;
  into.increment[bucket] = (into.increment[bucket] ?? 0) + (isReset ? value : value - last);
  if (isReset) into.resets[bucket] = (into.resets[bucket] ?? 0) + 1;
}
