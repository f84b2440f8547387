/**
 * Σ a[aFrom + i]·b[bFrom + i] over `length` terms, in four sums at a time: an addition need not wait for the one before,
 * which makes it about three times as quick as a single sum.
 */
export function dotOfSpans(
  a: Float64Array,
  aFrom: number,
  b: Float64Array,
  bFrom: number,
  length: number,
): number {
  let s0 = 0;
  let s1 = 0;
  let s2 = 0;
  let s3 = 0;
  let i = 0;
  for (; i + 3 < length; i += 4) {
    s0 += (a[aFrom + i] as number) * (b[bFrom + i] as number);
    s1 += (a[aFrom + i + 1] as number) * (b[bFrom + i + 1] as number);
    s2 += (a[aFrom + i + 2] as number) * (b[bFrom + i + 2] as number);
    s3 += (a[aFrom + i + 3] as number) * (b[bFrom + i + 3] as number);
  }
  for (; i < length; i++) s0 += (a[aFrom + i] as number) * (b[bFrom + i] as number);
  return s0 + s1 + (s2 + s3);
}
