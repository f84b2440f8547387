import { TIER_MS } from '../domain/buckets.ts';
import { SERIES, type SeriesName, type TelemetryRow } from '../domain/series.ts';

export interface SegmentKey {
  readonly minerId: string;
  readonly startMs: number;
}

/**
 * One miner's rows of one stretch of time, a typed array a series, in order of time. A series that has no value in
 * the whole stretch is left out; a missing value is NaN.
 */
export interface Segment extends SegmentKey {
  readonly atMs: Float64Array;
  readonly columns: Readonly<Partial<Record<SeriesName, Float32Array | Float64Array>>>;
}

/**
 * A segment of rows in any order. Of several rows at the same moment each series takes the last given value that is
 * not missing.
 */
export function segmentOf(rows: readonly TelemetryRow[], { minerId, startMs }: SegmentKey): Segment {
  const byTime = new Map<number, Float64Array>();
  for (const { atMs, values } of rows) {
    const before = byTime.get(atMs);
    byTime.set(
      atMs,
      before ? values.map((value, i) => (Number.isNaN(value) ? (before[i] ?? value) : value)) : values,
    );
  }
  const atMs = Float64Array.from(byTime.keys()).sort();
  const ordered = Array.from(atMs, (moment) => byTime.get(moment));
  const columns: Partial<Record<SeriesName, Float32Array | Float64Array>> = {};
  SERIES.forEach(({ name, kind }, index) => {
    const column = kind === 'counter' ? new Float64Array(atMs.length) : new Float32Array(atMs.length);
    let present = false;
    ordered.forEach((values, row) => {
      const value = values?.[index] ?? Number.NaN;
      column[row] = value;
      present ||= !Number.isNaN(value);
    });
    if (present) columns[name] = column;
  });
  return { minerId, startMs, atMs, columns };
}

/** The rows of a segment, oldest first; none of no segment. */
export function rowsOf(segment: Segment | undefined): TelemetryRow[] {
  if (!segment) return [];
  const columns = SERIES.map(({ name }) => segment.columns[name]);
  return Array.from(segment.atMs, (atMs, row) => {
    const values = new Float64Array(columns.length);
    columns.forEach((column, index) => {
      values[index] = column?.[row] ?? Number.NaN;
    });
    return { minerId: segment.minerId, atMs, values };
  });
}

/** Rows by miner and stretch of `spanMs`. */
export function groupBySpan<Row extends TelemetryRow>(
  rows: readonly Row[],
  spanMs: number,
): { readonly key: SegmentKey; readonly rows: Row[] }[] {
  const groups = new Map<string, { readonly key: SegmentKey; readonly rows: Row[] }>();
  for (const row of rows) {
    const startMs = spanStart(row.atMs, spanMs);
    const name = `${startMs} ${row.minerId}`;
    const group = groups.get(name);
    if (group) group.rows.push(row);
    else groups.set(name, { key: { minerId: row.minerId, startMs }, rows: [row] });
  }
  return [...groups.values()];
}

/** First millisecond of the stretch that a moment belongs to. */
export function spanStart(atMs: number, spanMs: number): number {
  return Math.floor(atMs / spanMs) * spanMs;
}

/** The minute that a moment belongs to: its first millisecond. */
export function minuteOf(atMs: number): number {
  return spanStart(atMs, TIER_MS.minute);
}

/**
 * What is wrong with a stored segment, or undefined when it is whole: columns as long as its times, times rising.
 * A database survives kills, but not every disk survives everything.
 */
export function damageOf({ atMs, columns }: Partial<Segment>): string | undefined {
  if (!(atMs instanceof Float64Array)) return 'no times';
  for (const row of [0, atMs.length - 1])
    if (atMs.length > 0 && !Number.isFinite(atMs[row])) return `no time at row ${row}`;
  for (let row = 1; row < atMs.length; row += 1) {
    if (!((atMs[row] ?? 0) > (atMs[row - 1] ?? 0))) return `times out of order at row ${row}`;
  }
  if (typeof columns !== 'object' || columns === null) return 'no columns';
  for (const [name, column] of Object.entries(columns)) {
    if (!(column instanceof Float32Array || column instanceof Float64Array)) return `${name} is no column`;
    if (column.length !== atMs.length) return `${name} has ${column.length} values for ${atMs.length} times`;
  }
  return undefined;
}
