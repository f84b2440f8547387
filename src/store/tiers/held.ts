import { type HeldBuckets, LONGEST_HELD_MS } from '../../domain/buckets.ts';

/** Of codes that nobody has told yet. */
export function blankHeld(length: number, codes: number): HeldBuckets {
  return {
    firstAtMs: new Float64Array(length).fill(Number.NaN),
    lastAtMs: new Float64Array(length).fill(Number.NaN),
    ms: Array.from({ length: codes }, () => new Float64Array(length)),
  };
}

/** Takes in the moment of a value; `code` is the value before it, which was held until then. */
export function holdValue(into: HeldBuckets, bucket: number, code: number, atMs: number): void {
  hold(into, bucket, code, atMs);
  if (Number.isNaN(into.firstAtMs[bucket] ?? Number.NaN)) into.firstAtMs[bucket] = atMs;
  into.lastAtMs[bucket] = atMs;
}

/** Merges a later bucket that has a value; `code` is the last value of this one, which was held until its first. */
export function holdMerged(
  into: HeldBuckets,
  bucket: number,
  code: number,
  later: HeldBuckets,
  row: number,
): void {
  holdValue(into, bucket, code, later.firstAtMs[row] ?? Number.NaN);
  into.lastAtMs[bucket] = later.lastAtMs[row] ?? Number.NaN;
  for (let index = 0; index < into.ms.length; index += 1) {
    const ms = into.ms[index];
    if (ms) ms[bucket] = (ms[bucket] ?? 0) + (later.ms[index]?.[row] ?? 0);
  }
}

function hold(into: HeldBuckets, bucket: number, code: number, untilMs: number): void {
  // A mean of codes, as minutes were kept before version 4 of the store, is none.
  const ms = into.ms[code];
  const stepMs = untilMs - (into.lastAtMs[bucket] ?? Number.NaN);
  if (ms && stepMs <= LONGEST_HELD_MS) ms[bucket] = (ms[bucket] ?? 0) + stepMs;
}
