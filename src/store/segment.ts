import { SERIES, type SeriesName, type TelemetryRow } from '../domain/series.ts';

/**
 * One miner's rows of one stretch of time, a typed array a series, in order of time. A series that has no value in
 * the whole stretch is left out; a missing value is NaN.
 */
export interface Segment {
  readonly minerId: string;
  readonly startMs: number;
  readonly atMs: Float64Array;
  readonly columns: Readonly<Partial<Record<SeriesName, Float32Array | Float64Array>>>;
}

/**
 * Adds rows to a segment (or begins one). The order of rows does not matter; of two rows at the same moment each
 * series takes the later one's value, unless that is missing.
 */
export function mergeRows(
  segment: Segment | undefined,
  rows: readonly TelemetryRow[],
  key: { readonly minerId: string; readonly startMs: number },
): Segment {
  const byTime = new Map<number, Float64Array>();
  for (const row of segment ? rowsOf(segment) : []) byTime.set(row.atMs, row.values);
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
    const column = kind === 'gauge' ? new Float32Array(atMs.length) : new Float64Array(atMs.length);
    let present = false;
    ordered.forEach((values, row) => {
      const value = values?.[index] ?? Number.NaN;
      column[row] = value;
      present ||= !Number.isNaN(value);
    });
    if (present) columns[name] = column;
  });
  return { ...key, atMs, columns };
}

/** The rows of a segment, oldest first. */
export function rowsOf(segment: Segment): TelemetryRow[] {
  const columns = SERIES.map(({ name }) => segment.columns[name]);
  return Array.from(segment.atMs, (atMs, row) => ({
    minerId: segment.minerId,
    atMs,
    values: Float64Array.from(columns, (column) => column?.[row] ?? Number.NaN),
  }));
}

/**
 * What is wrong with a stored segment, or undefined when it is whole: columns as long as its times, times rising.
 * A database survives kills, but not every disk survives everything.
 */
export function damageOf(segment: Segment): string | undefined {
  if (!(segment.atMs instanceof Float64Array)) return 'no times';
  for (let row = 1; row < segment.atMs.length; row += 1) {
    if (!((segment.atMs[row] ?? 0) > (segment.atMs[row - 1] ?? 0))) return `times out of order at row ${row}`;
  }
  for (const [name, column] of Object.entries(segment.columns ?? {})) {
    if (column.length !== segment.atMs.length)
      return `${name} has ${column.length} values for ${segment.atMs.length} times`;
  }
  return segment.columns ? undefined : 'no columns';
}
