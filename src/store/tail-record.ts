import { SERIES, type TelemetryRow } from '../domain/series.ts';
import type { TailRecord } from './telemetry-schema.ts';

/** Packs rows for the write-ahead tail: three arrays are written many times faster than a thousand objects. */
export function packTail(rows: readonly TelemetryRow[]): TailRecord {
  const values = new Float64Array(rows.length * SERIES.length);
  for (const [index, row] of rows.entries()) values.set(row.values, index * SERIES.length);
  return {
    minerIds: rows.map((row) => row.minerId),
    atMs: Float64Array.from(rows, (row) => row.atMs),
    values,
  };
}

/**
 * The rows of a tail record. One written by an older version has fewer series: the new ones are missing in it.
 */
export function unpackTail({ minerIds, atMs, values }: TailRecord): TelemetryRow[] {
  const width = minerIds.length > 0 ? values.length / minerIds.length : 0;
  return minerIds.map((minerId, row) => ({
    minerId,
    atMs: atMs[row] ?? Number.NaN,
    values: Float64Array.from(SERIES, (_, i) =>
      i < width ? (values[row * width + i] ?? Number.NaN) : Number.NaN,
    ),
  }));
}
