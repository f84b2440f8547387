import { dayAfter, zoneDay } from '../../domain/zone-day.ts';

const DAY_MS = 86_400_000;
/** Days back from now; `all` goes back to the first that is stored. */
export const SPANS_DAYS = { day: 1, week: 7, month: 30, year: 365 } as const;

/** What an owner may choose: so many days back, everything, or days of his own. */
export type RangeChoice = keyof typeof SPANS_DAYS | 'all' | 'own';

/** Days as a field of the browser gives them, `2026-11-21`; both are in it. Empty: none is chosen. */
export interface OwnDays {
  readonly first: string;
  readonly last: string;
}

/** [fromMs, toMs), or what is wrong with the days that were chosen. */
export type ChosenRange =
  | { readonly fromMs: number; readonly toMs: number }
  | { readonly problem: 'no-first' | 'no-last' | 'turned' | 'to-come' };

/**
 * The range that is meant, with whole days as the clocks of a place have them: 23 or 25 hours long where those change.
 *
 * @param oldestAtMs the first moment that is stored; absent where nothing is
 * @throws RangeError for a time zone that the browser does not know
 */
export function chosenRange(
  choice: RangeChoice,
  own: OwnDays,
  {
    nowMs,
    oldestAtMs = nowMs,
    timeZone,
  }: { nowMs: number; oldestAtMs?: number | undefined; timeZone: string },
): ChosenRange {
  // A table has the buckets that begin within its range: the longest ones begin with days of UTC.
  if (choice === 'all') return { fromMs: oldestAtMs - (oldestAtMs % DAY_MS), toMs: nowMs };
  if (choice !== 'own') return { fromMs: nowMs - SPANS_DAYS[choice] * DAY_MS, toMs: nowMs };
  const [first, last] = [dayOf(own.first, timeZone), dayOf(own.last, timeZone)];
  if (!first) return { problem: 'no-first' };
  if (!last) return { problem: 'no-last' };
  if (last.fromMs < first.fromMs) return { problem: 'turned' };
  return first.fromMs > nowMs ? { problem: 'to-come' } : { fromMs: first.fromMs, toMs: last.toMs };
}

/**
 * A day by its name, found by halves: what an owner's pay reckons local days with belongs to the Fleet page's first
 * visit, and a page that shared it would take it out of there into a file of its own.
 */
function dayOf(text: string, timeZone: string) {
  const utcMs = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  if (Number.isNaN(utcMs)) return undefined;
  // Nothing was mined then, and browsers count days before 1582 by another calendar.
  if (utcMs < 0) return { fromMs: utcMs, toMs: utcMs + DAY_MS };
  const fromMs = firstMomentOf(text, utcMs, timeZone);
  // The calendar has no such day, or the place left it out.
  if (zoneDay(fromMs, timeZone) !== text) return undefined;
  return { fromMs, toMs: firstMomentOf(dayAfter(text), utcMs + DAY_MS, timeZone) };
}

/** The first moment at which a day, or a later one, is shown; nowhere is a day more than this from that of UTC. */
function firstMomentOf(day: string, utcMs: number, timeZone: string): number {
  let [before, after] = [utcMs - DAY_MS, utcMs + DAY_MS];
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (zoneDay(middle, timeZone) < day) before = middle;
    else after = middle;
  }
  return after;
}
