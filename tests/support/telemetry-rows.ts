import { SERIES, type SeriesName, type TelemetryRow } from '../../src/domain/series.ts';

/** A telemetry row that has only the given series. */
export function rowAt(
  minerId: string,
  atMs: number,
  known: Readonly<Partial<Record<SeriesName, number>>>,
): TelemetryRow {
  return { minerId, atMs, values: Float64Array.from(SERIES, ({ name }) => known[name] ?? Number.NaN) };
}
