import type { PlannedWork } from '../../domain/health/maintenance.ts';

/** A day of the owner's own clock, and the work that is best done in it. */
export interface CalendarDay {
  readonly atMs: number;
  readonly works: readonly PlannedWork[];
}

const DAYS = 7;

/**
 * Whole weeks from the one that holds `nowMs`, each from its first day. Work stands on the day of its cheapest window, or
 * else, and where that is over, on the day that it is due; overdue work on today.
 *
 * @param firstDay of a week, 0 Sunday … 6 Saturday
 */
export function workCalendar(
  plan: readonly PlannedWork[],
  nowMs: number,
  weeks: number,
  firstDay: number,
): readonly (readonly CalendarDay[])[] {
  const today = new Date(nowMs);
  const back = (today.getDay() - firstDay + DAYS) % DAYS;
  // By the calendar and not by hours: days with a change of the clock have 23 or 25.
  const midnight = (offset: number) =>
    new Date(today.getFullYear(), today.getMonth(), today.getDate() - back + offset).getTime();
  const momentOf = ({ window, dueAtMs }: PlannedWork) =>
    Math.max(nowMs, window && window.toMs > nowMs ? window.fromMs : dueAtMs);
  return Array.from({ length: weeks }, (_, week) =>
    Array.from({ length: DAYS }, (_, day) => {
      const [atMs, endMs] = [midnight(week * DAYS + day), midnight(week * DAYS + day + 1)];
      return { atMs, works: plan.filter((work) => momentOf(work) >= atMs && momentOf(work) < endMs) };
    }),
  );
}
