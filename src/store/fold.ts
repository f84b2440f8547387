import { type Buckets, TIER_MS } from '../domain/buckets.ts';
import { minuteOf, rowsOf, type Segment, type SegmentKey, segmentOf, spanStart } from './segment.ts';
import { pickedRows } from './segment-columns.ts';
import { SPAN_MS } from './telemetry-schema.ts';
import { bucketsOf, type ColumnarRows, joinedBuckets, withStoredDigits } from './tiers/buckets.ts';
import { overlaid, type Preference } from './tiers/overlay.ts';

/** Minutes made from new rows; `whole` when the raw hour they belong to was there to make them from, too. */
export interface FreshMinutes {
  /** The raw hour. */
  readonly key: SegmentKey;
  readonly minutes: Buckets;
  readonly whole: boolean;
}

/** Adds new rows to the raw hour they belong to, and gives the minutes that this changes. */
export function foldIntoHour(
  before: Segment | undefined,
  fresh: Segment,
): { readonly hour: Segment } & FreshMinutes {
  const key = { minerId: fresh.minerId, startMs: fresh.startMs };
  if (!before) return { hour: fresh, key, minutes: minuteBuckets(fresh), whole: false };
  const hour = segmentOf([...rowsOf(before), ...rowsOf(fresh)], fresh);
  const touched = new Set(Array.from(fresh.atMs, minuteOf));
  const changed = pickedRows(hour, (atMs) => touched.has(minuteOf(atMs)));
  return { hour, key, minutes: minuteBuckets(changed), whole: true };
}

/** Fresh minutes by the segment of minutes that they belong to, in order of time. */
export function byMinuteSegment(
  fresh: readonly FreshMinutes[],
): readonly { readonly key: SegmentKey; readonly parts: readonly FreshMinutes[] }[] {
  const segments = new Map<string, { readonly key: SegmentKey; readonly parts: FreshMinutes[] }>();
  for (const part of fresh.toSorted((a, b) => a.key.startMs - b.key.startMs)) {
    const key = { ...part.key, startMs: spanStart(part.key.startMs, SPAN_MS.minute) };
    const name = `${key.startMs} ${key.minerId}`;
    const segment = segments.get(name);
    if (segment) segment.parts.push(part);
    else segments.set(name, { key, parts: [part] });
  }
  return [...segments.values()];
}

/**
 * Adds minutes to those that are stored; the parts are disjoint and in order of time. Whole ones replace what was there,
 * unless that is of more polls: then the raw hour is not the first of its time, but one that late rows began after the
 * first was let go. Where the raw hour is gone (rows that come days late), what was measured then knows more: late rows
 * only fill in what it lacks.
 */
export function foldMinutes(before: Buckets | undefined, parts: readonly FreshMinutes[]): Buckets {
  let minutes = before;
  for (const isWhole of [false, true]) {
    const some = parts.filter(({ whole }) => whole === isWhole).map((part) => part.minutes);
    if (some.length === 0) continue;
    const fresh = joinedBuckets(some);
    minutes = minutes ? overlaid(minutes, fresh, wholeFirst(minutes, fresh, isWhole)) : fresh;
  }
  return minutes ?? joinedBuckets([]);
}

function wholeFirst(known: Buckets, fresh: Buckets, isWhole: boolean): Preference {
  return (before, after) => isWhole && (fresh.rows[after] ?? 0) >= (known.rows[before] ?? 0);
}

/** The minutes of rows, with as many digits as are stored, so that they are the same before and after. */
export function minuteBuckets(rows: ColumnarRows): Buckets {
  return withStoredDigits(bucketsOf(rows, TIER_MS.minute));
}
