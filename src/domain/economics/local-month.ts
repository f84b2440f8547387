import type { Span } from './covered-span.ts';
import { localDay, wallTime } from './local-time.ts';

/** A day or a month of a place, and what of it lies within a time. */
export interface CalendarSpan extends Span {
  /** The whole of it. */
  readonly whole: Span;
  /** 1 = January. */
  readonly month: number;
}

/**
 * The local days that a time touches, in order.
 *
 * @throws RangeError for a time zone that the browser does not know
 */
export function localDays({ fromMs, toMs }: Span, timeZone: string): readonly CalendarSpan[] {
  const days: CalendarSpan[] = [];
  for (let atMs = fromMs; atMs < toMs; ) {
    const whole = localDay(atMs, timeZone);
    const untilMs = Math.min(toMs, whole.toMs);
    days.push({ fromMs: atMs, toMs: untilMs, whole, month: wallTime(atMs, timeZone).month });
    atMs = untilMs;
  }
  return days;
}

/**
 * The local months that a time touches, in order.
 *
 * @throws RangeError for a time zone that the browser does not know
 */
export function localMonths({ fromMs, toMs }: Span, timeZone: string): readonly CalendarSpan[] {
  const months: CalendarSpan[] = [];
  for (let atMs = fromMs; atMs < toMs; ) {
    const whole = localMonth(atMs, timeZone);
    const untilMs = Math.min(toMs, whole.toMs);
    months.push({ fromMs: atMs, toMs: untilMs, whole, month: wallTime(atMs, timeZone).month });
    atMs = untilMs;
  }
  return months;
}

/** Walks the days both ways: every day of a month has its number, whatever its clocks do. */
function localMonth(atMs: number, timeZone: string): Span {
  const { month } = wallTime(atMs, timeZone);
  let { fromMs, toMs } = localDay(atMs, timeZone);
  while (wallTime(fromMs - 1, timeZone).month === month) fromMs = localDay(fromMs - 1, timeZone).fromMs;
  while (wallTime(toMs, timeZone).month === month) toMs = localDay(toMs, timeZone).toMs;
  return { fromMs, toMs };
}
