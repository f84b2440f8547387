import { TIER_MS } from '../domain/buckets.ts';
import type { SeriesColumns, SeriesName } from '../domain/series.ts';

interface Grid {
  readonly fromMs: number;
  readonly toMs: number;
  readonly maxPoints: number;
  /** Steps are a whole number of these: how long the buckets are that the columns are made of, ms. */
  readonly bucketMs?: number;
}

/**
 * Sums several miners' columns on one grid: of each miner the mean of its values in a bucket, summed
 * over the miners that have one. A bucket without any is missing (NaN), at the ends it is left out. How many miners the
 * first series is the sum of stands beside it: where one is not known yet, a sum is no sum of the fleet.
 */
export function sumOnGrid(
  parts: readonly SeriesColumns[],
  names: readonly SeriesName[],
  { fromMs, toMs, maxPoints, bucketMs = TIER_MS.minute }: Grid,
): SeriesColumns {
  const stepMs = bucketMs * Math.max(1, Math.ceil((toMs - fromMs) / bucketMs / Math.max(1, maxPoints)));
  const firstMs = Math.floor(fromMs / stepMs) * stepMs;
  const length = Math.max(0, Math.ceil((toMs - firstMs) / stepMs));
  const sums = names.map(() => new Float64Array(length).fill(Number.NaN));
  const counts = new Float64Array(length);
  for (const part of parts) {
    names.forEach((name, index) => {
      const means = bucketMeans(part.atMs, part.values[name], { firstMs, stepMs, length });
      const sum = sums[index];
      means.forEach((mean, bucket) => {
        if (!sum || Number.isNaN(mean)) return;
        const before = sum[bucket] ?? Number.NaN;
        sum[bucket] = (Number.isNaN(before) ? 0 : before) + mean;
        if (index === 0) counts[bucket] = (counts[bucket] ?? 0) + 1;
      });
    });
  }
  const spoken = (bucket: number) => sums.some((sum) => !Number.isNaN(sum[bucket] ?? Number.NaN));
  let begin = 0;
  while (begin < length && !spoken(begin)) begin += 1;
  let end = length;
  while (end > begin && !spoken(end - 1)) end -= 1;
  return {
    atMs: Float64Array.from({ length: end - begin }, (_, bucket) => firstMs + (begin + bucket) * stepMs),
    values: Object.fromEntries(names.map((name, index) => [name, sums[index]?.slice(begin, end)])),
    counts: counts.slice(begin, end),
  };
}

function bucketMeans(
  atMs: Float64Array,
  column: Float64Array | undefined,
  { firstMs, stepMs, length }: { readonly firstMs: number; readonly stepMs: number; readonly length: number },
): Float64Array {
  const sum = new Float64Array(length);
  const count = new Uint32Array(length);
  column?.forEach((value, row) => {
    const bucket = Math.floor(((atMs[row] ?? 0) - firstMs) / stepMs);
    if (Number.isNaN(value) || bucket < 0 || bucket >= length) return;
    sum[bucket] = (sum[bucket] ?? 0) + value;
    count[bucket] = (count[bucket] ?? 0) + 1;
  });
  return sum.map((total, bucket) => ((count[bucket] ?? 0) > 0 ? total / (count[bucket] ?? 1) : Number.NaN));
}
