import type { Span } from './covered-span.ts';
import { nextWallEdgeMs, type WallTime, wallTime } from './local-time.ts';

/** A time of the day that comes again, by what the wall clock shows. */
export interface ClockWindow {
  /** Minutes after local midnight, 0..1440; a window with `toMinute` ≤ `fromMinute` runs over midnight. */
  readonly fromMinute: number;
  readonly toMinute: number;
  /** ISO weekdays it begins on, 1 = Monday; all when absent. */
  readonly weekdays?: readonly number[] | undefined;
  /** Months it begins in, 1 = January; all when absent. */
  readonly months?: readonly number[] | undefined;
}

/** What windows know of a day. */
export interface WindowDay {
  readonly isoWeekday: number;
  /** Absent for a day of any month: windows of all months cover it. */
  readonly month?: number | undefined;
}

/**
 * Does a moment lie in a window?
 *
 * @param holidays local dates, `2026-12-25`, that count as Sundays
 * @throws RangeError for a time zone that the browser does not know
 */
export function isWithin(
  window: ClockWindow,
  atMs: number,
  timeZone: string,
  holidays: readonly string[] = [],
): boolean {
  const wall = wallTime(atMs, timeZone);
  return covers(window, wall.minuteOfDay, windowDay(wall, 0, holidays), windowDay(wall, 1, holidays));
}

function windowDay(
  { year, month, day }: WallTime,
  daysBack: number,
  holidays: readonly string[],
): Required<WindowDay> {
  const date = new Date(Date.UTC(year, month - 1, day - daysBack));
  const isHoliday = holidays.includes(date.toISOString().slice(0, 10));
  return { isoWeekday: isHoliday ? 7 : date.getUTCDay() || 7, month: date.getUTCMonth() + 1 };
}

/** Does a window cover a minute of a day? After midnight it still belongs to the day on which it began. */
export function covers(
  { fromMinute, toMinute, weekdays, months }: ClockWindow,
  minuteOfDay: number,
  today: WindowDay,
  yesterday: WindowDay = { ...today, isoWeekday: today.isoWeekday === 1 ? 7 : today.isoWeekday - 1 },
): boolean {
  const begins = ({ isoWeekday, month }: WindowDay) =>
    (weekdays?.includes(isoWeekday) ?? true) && (month === undefined || (months?.includes(month) ?? true));
  if (toMinute > fromMinute) return minuteOfDay >= fromMinute && minuteOfDay < toMinute && begins(today);
  return (minuteOfDay >= fromMinute && begins(today)) || (minuteOfDay < toMinute && begins(yesterday));
}

/**
 * A time cut where a window may begin or end, and where clocks change: nothing that goes by the windows changes within
 * a piece. Exact to the millisecond: an hour that is skipped is in no piece, one that comes twice is in two.
 *
 * @throws RangeError for a time zone that the browser does not know
 */
export function wallPieces(
  { fromMs, toMs }: Span,
  timeZone: string,
  windows: readonly ClockWindow[],
): readonly Span[] {
  const minutes = windows.flatMap(({ fromMinute, toMinute }) => [fromMinute, toMinute]);
  const edges = [...new Set([...minutes, 1440])].sort((a, b) => a - b);
  const pieces: Span[] = [];
  for (let atMs = fromMs; atMs < toMs; ) {
    const untilMs = Math.min(toMs, nextWallEdgeMs(atMs, timeZone, edges));
    pieces.push({ fromMs: atMs, toMs: untilMs });
    atMs = untilMs;
  }
  return pieces;
}
