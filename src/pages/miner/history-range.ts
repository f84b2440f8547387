import { zoneDay } from '../../domain/zone-day.ts';
import type { TimeRange } from '../../ui/chart/chart-data.ts';
import { within } from '../../ui/chart/visible-range.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Lengths of time that the history offers, ms. */
export const RANGES = {
  '1h': HOUR_MS,
  '6h': 6 * HOUR_MS,
  '24h': DAY_MS,
  '7d': 7 * DAY_MS,
  '30d': 30 * DAY_MS,
  '90d': 90 * DAY_MS,
  '1y': 365 * DAY_MS,
} as const;

export type RangeName = keyof typeof RANGES;

export const RANGE_NAMES: readonly RangeName[] = ['1h', '6h', '24h', '7d', '30d', '90d', '1y'];

/** More points than this are noise on a chart of a page's width: 24 h are means of three minutes. Zooming shows more. */
export const MAX_POINTS = 480;

/** The range that ends now. It moves in steps of what one point stands for, so that figures are not fetched for nothing. */
export function rangeUntil(nowMs: number, name: RangeName, pollMs: number): TimeRange {
  const length = RANGES[name];
  const stepMs = Math.max(pollMs, length / MAX_POINTS);
  const toMs = Math.ceil(nowMs / stepMs) * stepMs;
  return { fromMs: toMs - length, toMs };
}

/** The stretch of a length that begins with a day of the reader's own clock, `2026-10-05`; undefined for no such day. */
export function rangeOfDay(day: string, name: RangeName): TimeRange | undefined {
  // Without a zone the language reads a time of day as the browser's own.
  const fromMs = Date.parse(`${day}T00:00`);
  return Number.isNaN(fromMs) ? undefined : { fromMs, toMs: fromMs + RANGES[name] };
}

/** The day of a moment by the reader's own clock, `2026-10-05`. */
export function dayOfMoment(atMs: number): string {
  return zoneDay(atMs, Intl.DateTimeFormat().resolvedOptions().timeZone);
}

/** What to fetch for a zoomed chart: what is visible and as much again to either side, so that moving it shows lines. */
export function fetchedFor(visible: TimeRange, whole: TimeRange): TimeRange {
  const { fromMs, toMs } = within(visible, whole);
  const width = toMs - fromMs;
  return {
    fromMs: Math.max(whole.fromMs, fromMs - width),
    toMs: Math.min(whole.toMs, toMs + width),
  };
}

/** Are figures fetched for `has` good enough to draw `visible`: inside it, and not much coarser than they could be? */
export function stillGood(has: TimeRange, visible: TimeRange): boolean {
  const inside = visible.fromMs >= has.fromMs && visible.toMs <= has.toMs;
  return inside && has.toMs - has.fromMs <= 6 * (visible.toMs - visible.fromMs);
}
