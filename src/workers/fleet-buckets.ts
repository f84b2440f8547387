import type { Buckets, GaugeBuckets } from '../domain/buckets.ts';
import type { SeriesName } from '../domain/series.ts';

/**
 * The sum over miners of the mean that each has in a bucket, one row a bucket in which any of them was heard. Of power
 * what a plug says counts before what the miner says.
 */
export function fleetBuckets(miners: readonly Buckets[], names: readonly SeriesName[]): Buckets {
  const sums = new Map<number, Map<SeriesName, number>>();
  for (const { atMs, series } of miners)
    for (const [row, at] of atMs.entries()) {
      const ofBucket = sums.get(at) ?? new Map<SeriesName, number>();
      sums.set(at, ofBucket);
      for (const name of names) {
        const wall = name === 'powerW' ? meanOf(series.wallPowerW, row) : Number.NaN;
        const mean = Number.isNaN(wall) ? meanOf(series[name], row) : wall;
        if (!Number.isNaN(mean)) ofBucket.set(name, (ofBucket.get(name) ?? 0) + mean);
      }
    }
  const times = Float64Array.from(sums.keys()).sort();
  const column = (name: SeriesName) => times.map((at) => sums.get(at)?.get(name) ?? Number.NaN);
  return {
    atMs: times,
    rows: times.map(() => 1),
    firstAtMs: times,
    lastAtMs: times,
    series: Object.fromEntries(names.map((name) => [name, single(column(name))])),
  };
}

function meanOf(series: Buckets['series'][SeriesName], row: number): number {
  if (series?.kind !== 'gauge') return Number.NaN;
  const count = series.count[row] ?? 0;
  return count > 0 ? (series.sum[row] ?? Number.NaN) / count : Number.NaN;
}

/** One value a bucket. */
function single(values: Float64Array): GaugeBuckets {
  const count = values.map((value) => (Number.isNaN(value) ? 0 : 1));
  const sum = values.map((value) => (Number.isNaN(value) ? 0 : value));
  const m2 = values.map(() => 0);
  return { kind: 'gauge', count, sum, min: values, max: values, last: values, m2 };
}
