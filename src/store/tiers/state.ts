import type { StateBuckets } from '../../domain/buckets.ts';
import { blankHeld, holdMerged, holdValue } from './held.ts';

/** Buckets of a state that have no value yet. */
export function blankState(length: number, codes: number): StateBuckets {
  return {
    kind: 'state',
    count: new Float64Array(length),
    last: new Float64Array(length).fill(Number.NaN),
    held: blankHeld(length, codes),
  };
}

/** Adds a value that comes after all that the bucket has. */
export function addToState(into: StateBuckets, bucket: number, value: number, atMs: number): void {
  holdValue(into.held, bucket, into.last[bucket] ?? Number.NaN, atMs);
  into.count[bucket] = (into.count[bucket] ?? 0) + 1;
  into.last[bucket] = value;
}

/** Merges a later bucket: the last code here was held until the first there. */
export function mergeIntoState(into: StateBuckets, bucket: number, later: StateBuckets, row: number): void {
  const added = later.count[row] ?? 0;
  if (added === 0) return;
  holdMerged(into.held, bucket, into.last[bucket] ?? Number.NaN, later.held, row);
  into.count[bucket] = (into.count[bucket] ?? 0) + added;
  into.last[bucket] = later.last[row] ?? Number.NaN;
}
