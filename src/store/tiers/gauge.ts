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
