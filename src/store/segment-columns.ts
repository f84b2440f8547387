import type { SeriesColumns, SeriesName } from '../domain/series.ts';
import { type Segment, spanStart } from './segment.ts';

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

/** A segment cut into stretches of `spanMs`, oldest first; stretches without rows are left out. */
export function splitSegment(segment: Segment, spanMs: number): Segment[] {
  const { minerId, atMs, columns } = segment;
  const parts: Segment[] = [];
  for (let begin = 0; begin < atMs.length; ) {
    const startMs = spanStart(atMs[begin] ?? 0, spanMs);
    const end = lowerBound(atMs, startMs + spanMs);
    // A copy: of a view, IndexedDB would store the whole of what it looks at.
    const cut = Object.entries(columns).map(([name, column]) => [name, column.slice(begin, end)]);
    parts.push({ minerId, startMs, atMs: atMs.slice(begin, end), columns: Object.fromEntries(cut) });
    begin = end;
  }
  return parts;
}

/** Columns with some more rows of others, which have the same series, in order of time; no moment is in both. */
export function columnsInOrder(
  columns: SeriesColumns,
  others: SeriesColumns,
  picked: Float64Array,
): SeriesColumns {
  const moments = new Set(picked);
  const places = [
    ...Array.from(columns.atMs, (atMs, row) => ({ atMs, row, from: columns })),
    ...Array.from(others.atMs, (atMs, row) => ({ atMs, row, from: others })).filter(({ atMs }) =>
      moments.has(atMs),
    ),
  ].sort((a, b) => a.atMs - b.atMs);
  const names = Object.keys(columns.values) as SeriesName[];
  const column = (name: SeriesName) =>
    Float64Array.from(places, ({ from, row }) => from.values[name]?.[row] ?? Number.NaN);
  return {
    atMs: Float64Array.from(places, ({ atMs }) => atMs),
    values: Object.fromEntries(names.map((name) => [name, column(name)])),
  };
}

/** The rows of the moments that are picked; a column none of them has a value of stays, empty. */
export function pickedRows(segment: Segment, isPicked: (atMs: number) => boolean): Segment {
  const { atMs, columns } = segment;
  const places = Int32Array.from(atMs.keys()).filter((row) => isPicked(atMs[row] ?? Number.NaN));
  if (places.length === atMs.length) return segment;
  const pick = (column: Float32Array | Float64Array) =>
    Float64Array.from(places, (row) => column[row] ?? Number.NaN);
  const picked = Object.entries(columns).map(([name, column]) => [name, pick(column)]);
  return { ...segment, atMs: pick(atMs), columns: Object.fromEntries(picked) };
}

/** First row at or after `moment`, of rising moments. */
export function lowerBound(atMs: Float64Array, moment: number): number {
  let low = 0;
  let high = atMs.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((atMs[middle] ?? 0) < moment) low = middle + 1;
    else high = middle;
  }
  return low;
}
