import type { TelemetryRow } from '../domain/series.ts';
import { minuteOf, minuteRows } from './minute-buckets.ts';
import { rowsOf, type Segment, type SegmentKey, segmentOf } from './segment.ts';

/** A minute row made from rows of the tail; `whole` when the raw hour it belongs to was there to make it from, too. */
export interface FreshMinute extends TelemetryRow {
  readonly whole: boolean;
}

/** Adds rows of the tail to the raw hour they belong to, and gives the minutes that this changes. */
export function foldIntoHour(
  before: Segment | undefined,
  rows: readonly TelemetryRow[],
  key: SegmentKey,
): { readonly hour: Segment; readonly minutes: readonly FreshMinute[] } {
  const hour = segmentOf([...rowsOf(before), ...rows], key);
  const touched = new Set(rows.map(({ atMs }) => minuteOf(atMs)));
  const changed = rowsOf(hour).filter(({ atMs }) => touched.has(minuteOf(atMs)));
  return { hour, minutes: minuteRows(changed).map((row) => ({ ...row, whole: before !== undefined })) };
}

/**
 * Adds minutes to the segment they belong to. A whole one replaces what was there. Where the raw hour is gone (rows
 * that come days late), what was measured then knows more: late rows only fill in what it lacks.
 */
export function foldMinutes(
  before: Segment | undefined,
  minutes: readonly FreshMinute[],
  key: SegmentKey,
): Segment {
  const late = minutes.filter(({ whole }) => !whole);
  const whole = minutes.filter((minute) => minute.whole);
  return segmentOf([...late, ...rowsOf(before), ...whole], key);
}
