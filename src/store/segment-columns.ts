import type { SeriesColumns, SeriesName } from '../domain/series.ts';
import type { Segment } from './segment.ts';

/** One column a name over all segments (oldest first), cut to [fromMs, toMs). */
export function joinSegments(
  segments: readonly Segment[],
  names: readonly SeriesName[],
  fromMs: number,
  toMs: number,
): SeriesColumns {
  const cuts = segments.map(({ atMs }) => ({ begin: lowerBound(atMs, fromMs), end: lowerBound(atMs, toMs) }));
  const length = cuts.reduce((sum, { begin, end }) => sum + end - begin, 0);
  const join = (of: (segment: Segment) => Float32Array | Float64Array | undefined) => {
    const column = new Float64Array(length).fill(Number.NaN);
    let offset = 0;
    segments.forEach((segment, index) => {
      const { begin, end } = cuts[index] ?? { begin: 0, end: 0 };
      const source = of(segment);
      if (source) column.set(source.subarray(begin, end), offset);
      offset += end - begin;
    });
    return column;
  };
  return {
    atMs: join((segment) => segment.atMs),
    values: Object.fromEntries(names.map((name) => [name, join((segment) => segment.columns[name])])),
  };
}

/** First row at or after `moment`. */
function lowerBound(atMs: Float64Array, moment: number): number {
  let low = 0;
  let high = atMs.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((atMs[middle] ?? 0) < moment) low = middle + 1;
    else high = middle;
  }
  return low;
}
