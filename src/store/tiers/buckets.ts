import type { Buckets, SeriesBuckets } from '../../domain/buckets.ts';
import type { SeriesName } from '../../domain/series.ts';
import { spanStart } from '../segment.ts';
import { lowerBound } from '../segment-columns.ts';
import { addValue, blankBuckets, columnsOfSeries, mergeAll } from './series-buckets.ts';

/** Rows in columns, oldest first, each of its own moment. */
export interface ColumnarRows {
  readonly atMs: Float64Array;
  readonly columns: Readonly<Partial<Record<SeriesName, Float32Array | Float64Array>>>;
}

/** No bucket at all. */
export const NO_BUCKETS: Buckets = {
  atMs: new Float64Array(),
  rows: new Float64Array(),
  firstAtMs: new Float64Array(),
  lastAtMs: new Float64Array(),
  series: {},
};

/** The statistics of rows in buckets of `tierMs`. */
export function bucketsOf({ atMs, columns }: ColumnarRows, tierMs: number): Buckets {
  const { starts, places } = placed(atMs, tierMs);
  const rows = new Float64Array(starts.length);
  const firstAtMs = new Float64Array(starts.length);
  const lastAtMs = new Float64Array(starts.length);
  for (const [row, moment] of atMs.entries()) {
    const bucket = places[row] ?? 0;
    if (rows[bucket] === 0) firstAtMs[bucket] = moment;
    rows[bucket] = (rows[bucket] ?? 0) + 1;
    lastAtMs[bucket] = moment;
  }
  const series: Partial<Record<SeriesName, SeriesBuckets>> = {};
  for (const name of namesOf(columns)) {
    const column = columns[name];
    const into = blankBuckets(name, starts.length);
    let isTold = false;
    for (let row = 0; column && row < column.length; row += 1) {
      const value = column[row] ?? Number.NaN;
      if (Number.isNaN(value)) continue;
      addValue(into, places[row] ?? 0, value, atMs[row] ?? Number.NaN);
      isTold = true;
    }
    if (isTold) series[name] = into;
  }
  return { atMs: starts, rows, firstAtMs, lastAtMs, series };
}

/** The same buckets in longer ones; `tierMs` is a whole number of what they have. */
export function coarsen(fine: Buckets, tierMs: number): Buckets {
  const { starts, places } = placed(fine.atMs, tierMs);
  const rows = new Float64Array(starts.length);
  const firstAtMs = new Float64Array(starts.length);
  const lastAtMs = new Float64Array(starts.length);
  for (let row = 0; row < places.length; row += 1) {
    const bucket = places[row] ?? 0;
    if (rows[bucket] === 0) firstAtMs[bucket] = fine.firstAtMs[row] ?? Number.NaN;
    rows[bucket] = (rows[bucket] ?? 0) + (fine.rows[row] ?? 0);
    lastAtMs[bucket] = fine.lastAtMs[row] ?? Number.NaN;
  }
  const series: Partial<Record<SeriesName, SeriesBuckets>> = {};
  for (const name of namesOf(fine.series)) {
    const from = fine.series[name];
    if (!from) continue;
    const into = blankBuckets(name, starts.length);
    mergeAll(into, from, places);
    series[name] = into;
  }
  return { atMs: starts, rows, firstAtMs, lastAtMs, series };
}

/**
 * Fresh buckets with as many digits as are stored: of squared deviations 24 bits, a spread to seven digits, which takes
 * half the room. So it makes no difference when they are stored.
 */
export function withStoredDigits(fresh: Buckets): Buckets {
  for (const series of Object.values(fresh.series))
    if (series?.kind === 'gauge') series.m2.set(Float32Array.from(series.m2));
  return fresh;
}

/** The buckets that begin within [fromMs, toMs). */
export function bucketsWithin(buckets: Buckets, fromMs: number, toMs: number): Buckets {
  const begin = lowerBound(buckets.atMs, fromMs);
  const end = Math.max(begin, lowerBound(buckets.atMs, toMs));
  if (begin === 0 && end === buckets.atMs.length) return buckets;
  const cut = (column: Float64Array) => column.slice(begin, end);
  const series: Partial<Record<SeriesName, SeriesBuckets>> = {};
  for (const name of namesOf(buckets.series)) {
    const from = buckets.series[name];
    if (!from) continue;
    const into = blankBuckets(name, end - begin);
    const columns = columnsOfSeries(from);
    for (const [index, column] of columnsOfSeries(into).entries())
      column.set(columns[index]?.subarray(begin, end) ?? []);
    series[name] = into;
  }
  const { atMs, rows, firstAtMs, lastAtMs } = buckets;
  return {
    atMs: cut(atMs),
    rows: cut(rows),
    firstAtMs: cut(firstAtMs),
    lastAtMs: cut(lastAtMs),
    series,
  };
}

/** Buckets of stretches that follow each other, oldest first, as one. */
export function joinedBuckets(parts: readonly Buckets[]): Buckets {
  const [only = NO_BUCKETS, ...others] = parts;
  if (others.length === 0) return only;
  const length = parts.reduce((sum, { atMs }) => sum + atMs.length, 0);
  const join = (
    of: (buckets: Buckets) => Float64Array | undefined,
    into: Float64Array = new Float64Array(length),
  ) => {
    let offset = 0;
    for (const part of parts) {
      const column = of(part);
      if (column) into.set(column, offset);
      offset += part.atMs.length;
    }
    return into;
  };
  const series: Partial<Record<SeriesName, SeriesBuckets>> = {};
  for (const name of new Set(parts.flatMap((part) => namesOf(part.series)))) {
    const into = blankBuckets(name, length);
    const columns = parts.map((part) => part.series[name] && columnsOfSeries(part.series[name]));
    const columnsOf = new Map(parts.map((part, index) => [part, columns[index]]));
    for (const [index, column] of columnsOfSeries(into).entries())
      join((part) => columnsOf.get(part)?.[index], column);
    series[name] = into;
  }
  return {
    atMs: join(({ atMs }) => atMs),
    rows: join(({ rows }) => rows),
    firstAtMs: join(({ firstAtMs }) => firstAtMs),
    lastAtMs: join(({ lastAtMs }) => lastAtMs),
    series,
  };
}

/**
 * Each bucket of the result is taken from those sources that have a place for it: a series from the first of them that
 * has a value of it, and its rows and times from all.
 */
export function gathered(
  sources: readonly { readonly buckets: Buckets; readonly places: Int32Array }[],
  length: number,
): Buckets {
  const across = (of: (buckets: Buckets) => Float64Array, choose: (a: number, b: number) => number) => {
    const column = new Float64Array(length).fill(Number.NaN);
    for (const { buckets, places } of sources) {
      const from = of(buckets);
      for (let row = 0; row < length; row += 1) {
        const place = places[row] ?? -1;
        if (place < 0) continue;
        const value = from[place] ?? Number.NaN;
        const before = column[row] ?? Number.NaN;
        column[row] = Number.isNaN(before) ? value : choose(before, value);
      }
    }
    return column;
  };
  const series: Partial<Record<SeriesName, SeriesBuckets>> = {};
  for (const name of new Set(sources.flatMap(({ buckets }) => namesOf(buckets.series))))
    series[name] = gatheredSeries(name, sources, length);
  return {
    atMs: across((buckets) => buckets.atMs, Math.min),
    rows: across((buckets) => buckets.rows, Math.max),
    firstAtMs: across((buckets) => buckets.firstAtMs, Math.min),
    lastAtMs: across((buckets) => buckets.lastAtMs, Math.max),
    series,
  };
}

function gatheredSeries(
  name: SeriesName,
  sources: readonly { readonly buckets: Buckets; readonly places: Int32Array }[],
  length: number,
): SeriesBuckets {
  const into = blankBuckets(name, length);
  const target = columnsOfSeries(into);
  for (const { buckets, places } of sources) {
    const from = buckets.series[name];
    if (!from) continue;
    const columns = columnsOfSeries(from);
    for (let row = 0; row < length; row += 1) {
      const place = places[row] ?? -1;
      if (place < 0 || (into.count[row] ?? 0) > 0 || (from.count[place] ?? 0) === 0) continue;
      for (const [index, column] of target.entries()) column[row] = columns[index]?.[place] ?? Number.NaN;
    }
  }
  return into;
}

/** Which stretches of `tierMs` the moments lie in, and for each moment in which of them. */
function placed(atMs: Float64Array, tierMs: number): { starts: Float64Array; places: Int32Array } {
  const places = new Int32Array(atMs.length);
  const starts = new Float64Array(atMs.length);
  let count = 0;
  for (let row = 0; row < atMs.length; row += 1) {
    const startMs = spanStart(atMs[row] ?? Number.NaN, tierMs);
    if (count === 0 || starts[count - 1] !== startMs) {
      starts[count] = startMs;
      count += 1;
    }
    places[row] = count - 1;
  }
  return { starts: starts.slice(0, count), places };
}

function namesOf(record: Readonly<Partial<Record<SeriesName, unknown>>>): SeriesName[] {
  return Object.keys(record) as SeriesName[];
}
