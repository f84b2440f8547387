import type { TimeRange } from '../../ui/chart/chart-data.ts';

const HOUR_MS = 3_600_000;

/** Lengths of time that the history offers, ms. */
export const RANGES = {
  '1h': HOUR_MS,
  '6h': 6 * HOUR_MS,
  '24h': 24 * HOUR_MS,
  '7d': 168 * HOUR_MS,
  '30d': 720 * HOUR_MS,
} as const;

export type RangeName = keyof typeof RANGES;

export const RANGE_NAMES: readonly RangeName[] = ['1h', '6h', '24h', '7d', '30d'];

/** More points than this are noise on a chart of a page's width: 24 h are means of three minutes. Zooming shows more. */
export const MAX_POINTS = 480;

/** The range that ends now. It moves in steps of what one point stands for, so that figures are not fetched for nothing. */
export function rangeUntil(nowMs: number, name: RangeName, pollMs: number): TimeRange {
  const length = RANGES[name];
  const stepMs = Math.max(pollMs, length / MAX_POINTS);
  const toMs = Math.ceil(nowMs / stepMs) * stepMs;
  return { fromMs: toMs - length, toMs };
}

/** What to fetch for a zoomed chart: what is visible and as much again to either side, so that moving it shows lines. */
export function fetchedFor(visible: TimeRange, whole: TimeRange): TimeRange {
  const width = visible.toMs - visible.fromMs;
  return {
    fromMs: Math.max(whole.fromMs, visible.fromMs - width),
    toMs: Math.min(whole.toMs, visible.toMs + width),
  };
}

/** Are figures fetched for `has` good enough to draw `visible`: inside it, and not much coarser than they could be? */
export function stillGood(has: TimeRange, visible: TimeRange): boolean {
  const inside = visible.fromMs >= has.fromMs && visible.toMs <= has.toMs;
  return inside && has.toMs - has.fromMs <= 6 * (visible.toMs - visible.fromMs);
}
