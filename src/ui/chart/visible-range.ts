import type { TimeRange } from './chart-data.ts';

/** The closest look a chart allows: below this a poll every 10 s shows hardly more than one step. */
export const CLOSEST_MS = 2 * 60_000;

/**
 * The part of `whole` that is visible after zooming by `factor` (< 1 looks closer) around a moment, which keeps its
 * place on the screen. Never wider than `whole`, never closer than {@link CLOSEST_MS}, never outside `whole`.
 */
export function zoomAround(
  visible: TimeRange,
  whole: TimeRange,
  aroundMs: number,
  factor: number,
): TimeRange {
  const width = visible.toMs - visible.fromMs;
  const wanted = Math.max(width * factor, Math.min(CLOSEST_MS, whole.toMs - whole.fromMs));
  const share = (aroundMs - visible.fromMs) / width;
  const fromMs = aroundMs - share * wanted;
  return within({ fromMs, toMs: fromMs + wanted }, whole);
}

/** The visible part moved by `byMs` (later is positive), stopping at the ends of `whole`. */
export function panBy(visible: TimeRange, whole: TimeRange, byMs: number): TimeRange {
  return within({ fromMs: visible.fromMs + byMs, toMs: visible.toMs + byMs }, whole);
}

/** `range` moved, and cut where it must be, so that it lies in `whole`. */
export function within(range: TimeRange, whole: TimeRange): TimeRange {
  const width = range.toMs - range.fromMs;
  if (!(width < whole.toMs - whole.fromMs)) return whole;
  if (range.fromMs < whole.fromMs) return { fromMs: whole.fromMs, toMs: whole.fromMs + width };
  if (range.toMs > whole.toMs) return { fromMs: whole.toMs - width, toMs: whole.toMs };
  return range;
}

/** Is anything of `whole` out of sight? */
export function isZoomed(visible: TimeRange, whole: TimeRange): boolean {
  return visible.fromMs > whole.fromMs || visible.toMs < whole.toMs;
}
