import { SERIES, type TelemetryRow } from '../domain/series.ts';
import { spanStart } from './segment.ts';

export const MINUTE_MS = 60_000;

/**
 * One row a minute: of a gauge the mean, of others the last value; missing where the minute has none. `rows` must
 * be of one miner and in order of time.
 */
export function minuteRows(rows: readonly TelemetryRow[]): TelemetryRow[] {
  const minutes: TelemetryRow[] = [];
  let begin = 0;
  for (let end = 1; end <= rows.length; end += 1) {
    const first = rows[begin];
    const next = rows[end];
    if (!first || (next && minuteOf(next.atMs) === minuteOf(first.atMs))) continue;
    const values = rolledUp(rows.slice(begin, end));
    minutes.push({ minerId: first.minerId, atMs: minuteOf(first.atMs), values });
    begin = end;
  }
  return minutes;
}

/** The minute that a moment belongs to: its first millisecond. */
export function minuteOf(atMs: number): number {
  return spanStart(atMs, MINUTE_MS);
}

function rolledUp(bucket: readonly TelemetryRow[]): Float64Array {
  return Float64Array.from(SERIES, ({ kind }, index) => {
    let sum = 0;
    let count = 0;
    let last = Number.NaN;
    for (const { values } of bucket) {
      const value = values[index] ?? Number.NaN;
      if (Number.isNaN(value)) continue;
      sum += value;
      count += 1;
      last = value;
    }
    return kind === 'gauge' ? sum / count : last;
  });
}
