import type { GaugeBuckets } from '../../domain/buckets.ts';
import { blankHeld, holdMerged, holdValue } from './held.ts';

/** Buckets of a gauge that have no value yet; with `codes`, how long each was held is counted, too. */
export function blankGauge(length: number, codes: number | undefined): GaugeBuckets {
  const missing = () => new Float64Array(length).fill(Number.NaN);
  return {
    kind: 'gauge',
    count: new Float64Array(length),
    sum: new Float64Array(length),
    min: missing(),
    max: missing(),
    last: missing(),
    m2: new Float64Array(length),
    ...(codes === undefined ? {} : { held: blankHeld(length, codes) }),
  };
}

/**
 * Adds a value that comes after all that the bucket has. Of squared deviations as in Welford (1962), "Note on a method
 * for calculating corrected sums of squares and products".
 */
export function addToGauge(into: GaugeBuckets, bucket: number, value: number, atMs: number): void {
  if (into.held) holdValue(into.held, bucket, into.last[bucket] ?? Number.NaN, atMs);
  const before = into.count[bucket] ?? 0;
  const sum = into.sum[bucket] ?? 0;
  if (before > 0) {
    const off = value - sum / before;
    into.m2[bucket] = (into.m2[bucket] ?? 0) + (off * off * before) / (before + 1);
  }
  into.count[bucket] = before + 1;
  into.sum[bucket] = sum + value;
  into.last[bucket] = value;
  // `!(a <= b)` also replaces a missing value.
  if (!((into.min[bucket] ?? Number.NaN) <= value)) into.min[bucket] = value;
  if (!((into.max[bucket] ?? Number.NaN) >= value)) into.max[bucket] = value;
}

/**
 * Merges a later bucket. Squared deviations by Chan, Golub & LeVeque (1983), "Algorithms for computing the sample
 * variance", eq. 2.1b: m2 = m2ₐ + m2ᵦ + (meanᵦ − meanₐ)² · nₐ·nᵦ / (nₐ + nᵦ).
 */
export function mergeIntoGauge(into: GaugeBuckets, bucket: number, later: GaugeBuckets, row: number): void {
  const added = later.count[row] ?? 0;
  if (added === 0) return;
  if (into.held && later.held)
    holdMerged(into.held, bucket, into.last[bucket] ?? Number.NaN, later.held, row);
  const before = into.count[bucket] ?? 0;
  const sum = into.sum[bucket] ?? 0;
  const addedSum = later.sum[row] ?? 0;
  const off = before > 0 ? addedSum / added - sum / before : 0;
  into.m2[bucket] =
    (into.m2[bucket] ?? 0) + (later.m2[row] ?? 0) + (off * off * before * added) / (before + added);
  into.count[bucket] = before + added;
  into.sum[bucket] = sum + addedSum;
  into.last[bucket] = later.last[row] ?? Number.NaN;
  const min = later.min[row] ?? Number.NaN;
  const max = later.max[row] ?? Number.NaN;
  if (!((into.min[bucket] ?? Number.NaN) <= min)) into.min[bucket] = min;
  if (!((into.max[bucket] ?? Number.NaN) >= max)) into.max[bucket] = max;
}

/**
 * {@link mergeIntoGauge} for each row in turn, bit by bit: what a bucket has come to stays in locals until the next
 * begins, which takes half the time. `places` says into which bucket each row goes, and never falls.
 */
export function mergeAllIntoGauge(into: GaugeBuckets, later: GaugeBuckets, places: Int32Array): void {
  let bucket = -1;
  let count = 0;
  let sum = 0;
  let min = Number.NaN;
  let max = Number.NaN;
  let last = Number.NaN;
  let m2 = 0;
  for (let row = 0; row <= places.length; row += 1) {
    const place = row < places.length ? (places[row] ?? 0) : -1;
    if (place !== bucket) {
      if (count > 0) {
        into.count[bucket] = count;
        into.sum[bucket] = sum;
        into.min[bucket] = min;
        into.max[bucket] = max;
        into.last[bucket] = last;
        into.m2[bucket] = m2;
      }
      bucket = place;
      count = sum = m2 = 0;
      min = max = last = Number.NaN;
    }
    const added = later.count[row] ?? 0;
    if (added === 0) continue;
    const addedSum = later.sum[row] ?? 0;
    const off = count > 0 ? addedSum / added - sum / count : 0;
    m2 = m2 + (later.m2[row] ?? 0) + (off * off * count * added) / (count + added);
    count += added;
    sum += addedSum;
    last = later.last[row] ?? Number.NaN;
    const least = later.min[row] ?? Number.NaN;
    const most = later.max[row] ?? Number.NaN;
    if (!(min <= least)) min = least;
    if (!(max >= most)) max = most;
  }
}
