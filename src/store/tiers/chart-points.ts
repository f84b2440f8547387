import type { Buckets, SeriesBuckets } from '../../domain/buckets.ts';
import type { SeriesColumns, SeriesName } from '../../domain/series.ts';

/**
 * Buckets as points to draw: each is two, at its first and its last row, of the least and the greatest value, so that no
 * spike and no dip is lost; the one nearer to the last value stands second. Of a counter they are its first and its last
 * value, of a state the last. Where nothing was told for longer than a bucket, the line is open.
 */
export function bucketPoints(buckets: Buckets, names: readonly SeriesName[], tierMs: number): SeriesColumns {
  const { atMs, rows, firstAtMs, lastAtMs } = buckets;
  const places: number[] = [];
  const moments: number[] = [];
  const isGap: boolean[] = [];
  const gapMs = Math.max(tierMs, 3 * medianSilenceMs(buckets));
  for (let row = 0; row < atMs.length; row += 1) {
    const first = firstAtMs[row] ?? Number.NaN;
    const before = lastAtMs[row - 1] ?? first;
    const point = (moment: number, isOpen = false) => {
      places.push(row);
      moments.push(moment);
      isGap.push(isOpen);
    };
    if (first - before > gapMs) point((before + first) / 2, true);
    point(first);
    if ((rows[row] ?? 0) > 1) point(lastAtMs[row] ?? Number.NaN);
  }
  const column = (series: SeriesBuckets | undefined) =>
    Float64Array.from(places, (row, index) => {
      if (!series || isGap[index] || (series.count[row] ?? 0) === 0) return Number.NaN;
      if ((rows[row] ?? 0) === 1) return series.last[row] ?? Number.NaN;
      return isSecond(places, index) ? second(series, row) : first(series, row);
    });
  return {
    atMs: Float64Array.from(moments),
    values: Object.fromEntries(names.map((name) => [name, column(buckets.series[name])])),
  };
}

function isSecond(places: readonly number[], index: number): boolean {
  return places[index + 1] !== places[index];
}

function first(series: SeriesBuckets, row: number): number {
  if (series.kind === 'counter') return series.first[row] ?? Number.NaN;
  if (series.kind === 'state') return series.last[row] ?? Number.NaN;
  return (endsHigh(series, row) ? series.min[row] : series.max[row]) ?? Number.NaN;
}

function second(series: SeriesBuckets, row: number): number {
  if (series.kind !== 'gauge') return series.last[row] ?? Number.NaN;
  return (endsHigh(series, row) ? series.max[row] : series.min[row]) ?? Number.NaN;
}

/** Is the last value nearer to the greatest? */
function endsHigh(
  { min, max, last }: { min: Float64Array; max: Float64Array; last: Float64Array },
  row: number,
) {
  const end = last[row] ?? Number.NaN;
  return (max[row] ?? Number.NaN) - end <= end - (min[row] ?? Number.NaN);
}

/** How long nothing is told between buckets that follow each other, as a rule, ms. */
function medianSilenceMs({ firstAtMs, lastAtMs }: Buckets): number {
  const silences = firstAtMs
    .subarray(1)
    .map((first, row) => first - (lastAtMs[row] ?? Number.NaN))
    .sort();
  return silences[Math.floor(silences.length / 2)] ?? 0;
}
