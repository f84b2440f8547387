import type { SeriesColumns, SeriesName } from '../domain/series.ts';
import type { Stretch } from '../domain/stretch.ts';

/** Times and columns of one stretch, growing by rows. */
interface Growing {
  readonly atMs: number[];
  readonly values: number[][];
}

/** A device remembers its past in steps of a minute or so among polls of seconds: up to this its step is no gap, ms. */
const LONGEST_REMEMBERED_MS = 180_000;
/** Steps that are so far apart, as a ratio, are one habit. */
const ALIKE = 1.5;

/**
 * Inserts an empty row wherever the time between two rows is longer than `longestStepMs`, so that a chart breaks its
 * line there instead of drawing across what nobody saw. Rows that keep a longer step among themselves are no gaps: so
 * a device tells what it remembers of a time when nobody asked.
 */
export function openGaps(columns: SeriesColumns, longestStepMs: number): SeriesColumns {
  const { atMs } = columns;
  const places: number[] = [];
  for (let row = 1; row < atMs.length; row += 1) {
    if (stepTo(atMs, row) > longestStepMs && !isHabit(atMs, row)) places.push(row);
  }
  if (places.length === 0) return columns;
  const widened = (source: Float64Array, filler: (place: number) => number) => {
    const target = new Float64Array(source.length + places.length);
    let from = 0;
    places.forEach((place, index) => {
      target.set(source.subarray(from, place), from + index);
      target[place + index] = filler(place);
      from = place;
    });
    target.set(source.subarray(from), from + places.length);
    return target;
  };
  return {
    atMs: widened(atMs, (place) => ((atMs[place - 1] ?? 0) + (atMs[place] ?? 0)) / 2),
    values: mapValues(columns, (column) => widened(column, () => Number.NaN)),
  };
}

/** Time from the row before, ms; NaN where there is none. */
function stepTo(atMs: Float64Array, row: number): number {
  return (atMs[row] ?? Number.NaN) - (atMs[row - 1] ?? Number.NaN);
}

/** Is the step to this row one of several alike? Of two outages with one answer between them neither is. */
function isHabit(atMs: Float64Array, row: number): boolean {
  const stepMs = stepTo(atMs, row);
  if (stepMs > LONGEST_REMEMBERED_MS) return false;
  const alike = [-2, -1, 1, 2].filter((away) => stepTo(atMs, row + away) * ALIKE >= stepMs);
  return alike.length >= 2;
}

/** Middle distance between neighbouring rows, ms; 0 for fewer than two rows. */
export function medianStepMs(atMs: Float64Array): number {
  const steps = atMs
    .subarray(1)
    .map((moment, row) => moment - (atMs[row] ?? 0))
    .sort();
  return steps[Math.floor(steps.length / 2)] ?? 0;
}

/**
 * At most about `maxPoints` rows: neighbours are put into buckets of equal time, and each bucket becomes two rows that
 * hold every series' least and greatest value in their order, so that no spike and no dip is lost. Of a bucket that has
 * empty rows (gaps) the first of its longest gap stays: a chart cannot show more of them in the width of a point.
 */
export function downsample(columns: SeriesColumns, maxPoints: number): SeriesColumns {
  const { atMs } = columns;
  const rows = atMs.length;
  if (rows <= maxPoints || rows < 3) return columns;
  const names = Object.keys(columns.values) as SeriesName[];
  const sources = names.map((name) => columns.values[name] ?? new Float64Array(rows));
  const first = atMs[0] ?? 0;
  const bucketMs = ((atMs[rows - 1] ?? 0) - first) / Math.max(1, Math.floor(maxPoints / 2));
  const out: Growing = { atMs: [], values: names.map(() => []) };
  const isGap = (row: number) => sources.every((source) => Number.isNaN(source[row] ?? Number.NaN));
  let begin = 0;
  for (let row = 1; row <= rows; row += 1) {
    if (row < rows && bucketOf(atMs, row, first, bucketMs) === bucketOf(atMs, begin, first, bucketMs))
      continue;
    pushBucket(out, atMs, sources, { begin, end: row, isGap });
    begin = row;
  }
  return {
    atMs: Float64Array.from(out.atMs),
    values: Object.fromEntries(
      names.map((name, index) => [name, Float64Array.from(out.values[index] ?? [])]),
    ),
  };
}

function bucketOf(atMs: Float64Array, row: number, firstMs: number, bucketMs: number): number {
  return Math.floor(((atMs[row] ?? 0) - firstMs) / bucketMs);
}

/** Rows [begin, end) of one bucket. */
interface Bucket {
  readonly begin: number;
  readonly end: number;
  readonly isGap: (row: number) => boolean;
}

/** A bucket as two rows with values (one, if it has but one) and one row of its longest gap; an empty one as its ends. */
function pushBucket(
  out: Growing,
  atMs: Float64Array,
  sources: readonly Float64Array[],
  { begin, end, isGap }: Bucket,
): void {
  const all = Array.from({ length: end - begin }, (_, index) => begin + index);
  const told = all.filter((row) => !isGap(row));
  const gap = told.length === all.length ? undefined : longestGap(all, isGap);
  if (told.length === 0) {
    for (const row of new Set([begin, end - 1])) pushEmpty(out, atMs, row);
    return;
  }
  const firstTold = told[0] ?? begin;
  if (gap !== undefined && gap < firstTold) pushEmpty(out, atMs, gap);
  pushExtremes(out, atMs, sources, told, gap);
}

function pushEmpty(out: Growing, atMs: Float64Array, row: number): void {
  out.atMs.push(atMs[row] ?? 0);
  for (const column of out.values) column.push(Number.NaN);
}

/** The first row of the longest run of empty ones, the earliest of equals. */
function longestGap(rows: readonly number[], isGap: (row: number) => boolean): number | undefined {
  let longest: { readonly row: number; readonly length: number } | undefined;
  let length = 0;
  for (const row of rows) {
    length = isGap(row) ? length + 1 : 0;
    if (length > (longest?.length ?? 0)) longest = { row: row - length + 1, length };
  }
  return longest?.row;
}

/** Rows with values as two rows (one, if it is one), and the empty row `gap` behind or between them, where it is. */
function pushExtremes(
  out: Growing,
  atMs: Float64Array,
  sources: readonly Float64Array[],
  rows: readonly number[],
  gap: number | undefined,
): void {
  const [first = 0, last = first] = [rows[0], rows.at(-1)];
  const extremes = sources.map((source) => extremesOf(source, rows));
  const push = (row: number, place: 0 | 1) => {
    out.atMs.push(atMs[row] ?? 0);
    extremes.forEach((ofSeries, index) => {
      out.values[index]?.push(ofSeries[place]);
    });
  };
  push(first, 0);
  if (gap !== undefined && gap > first && gap < last) pushEmpty(out, atMs, gap);
  if (last > first) push(last, 1);
  if (gap !== undefined && gap > last) pushEmpty(out, atMs, gap);
}

/** The least and the greatest value of some rows, in their order; NaN where there is none. */
function extremesOf(source: Float64Array, rows: readonly number[]): readonly [number, number] {
  let [least, greatest] = [rows[0] ?? 0, rows[0] ?? 0];
  for (const row of rows) {
    const value = source[row] ?? Number.NaN;
    // `!(a >= b)` also replaces a missing value that stands first.
    if (!Number.isNaN(value) && !((source[least] ?? Number.NaN) <= value)) least = row;
    if (!Number.isNaN(value) && !((source[greatest] ?? Number.NaN) >= value)) greatest = row;
  }
  const [early, late] = [Math.min(least, greatest), Math.max(least, greatest)];
  return [source[early] ?? Number.NaN, source[late] ?? Number.NaN];
}

/** The rows of a stretch. */
export function columnsWithin(columns: SeriesColumns, { fromMs, toMs }: Stretch): SeriesColumns {
  const first = columns.atMs.filter((at) => at < fromMs).length;
  const end = columns.atMs.filter((at) => at < toMs).length;
  return {
    atMs: columns.atMs.slice(first, end),
    values: mapValues(columns, (column) => column.slice(first, end)),
  };
}

function mapValues(
  columns: SeriesColumns,
  map: (column: Float64Array) => Float64Array,
): SeriesColumns['values'] {
  return Object.fromEntries(Object.entries(columns.values).map(([name, column]) => [name, map(column)]));
}
