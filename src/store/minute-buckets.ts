import { SERIES, type TelemetryRow } from '../domain/series.ts';

export const MINUTE_MS = 60_000;

/** The minute that a moment belongs to: its first millisecond. */
export function minuteOf(atMs: number): number {
  return Math.floor(atMs / MINUTE_MS) * MINUTE_MS;
}

/**
 * One row a minute: of a gauge the mean, of a counter the last value; missing where the minute has none. `rows` must
 * be of one miner and in order of time.
 */
export function minuteRows(rows: readonly TelemetryRow[]): TelemetryRow[] {
  const minutes: TelemetryRow[] = [];
  let begin = 0;
  for (let end = 1; end <= rows.length; end += 1) {
    const first = rows[begin];
    const next = rows[end];
    if (!first || (next && minuteOf(next.atMs) === minuteOf(first.atMs))) continue;
    const bucket = rows.slice(begin, end);
    minutes.push({ minerId: first.minerId, atMs: minuteOf(first.atMs), values: rolledUp(bucket) });
    begin = end;
  }
  return minutes;
}

function rolledUp(bucket: readonly TelemetryRow[]): Float64Array {
  return Float64Array.from(SERIES, ({ kind }, index) => {
    const values = bucket
      .map((row) => row.values[index] ?? Number.NaN)
      .filter((value) => !Number.isNaN(value));
    if (kind === 'counter') return values.at(-1) ?? Number.NaN;
    return values.reduce((sum, value) => sum + value, 0) / values.length;
  });
}
