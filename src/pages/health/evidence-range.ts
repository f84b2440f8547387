import type { TimeRange } from '../../ui/chart/chart-data.ts';

const QUARTER_MS = 900_000;
const DAY_MS = 86_400_000;
/** At least so long before a trouble is shown, or nobody sees what was usual. */
const LEAST_BEFORE_MS = DAY_MS;
const MOST_BEFORE_MS = 21 * DAY_MS;

/**
 * The time around a trouble: as long before it as it has lasted, between a day and three weeks, and a day after its end.
 * Moves on in quarters of an hour while it stands.
 *
 * @param leastBeforeMs longer than a day where figures come by the day
 */
export function evidenceRange(
  sinceMs: number,
  endedAtMs: number | undefined,
  nowMs: number,
  leastBeforeMs = LEAST_BEFORE_MS,
): TimeRange {
  const present = Math.ceil(nowMs / QUARTER_MS) * QUARTER_MS;
  const lasting = Math.max(0, (endedAtMs ?? present) - sinceMs);
  const before = Math.min(MOST_BEFORE_MS, Math.max(leastBeforeMs, lasting));
  const toMs = endedAtMs === undefined ? present : Math.min(present, endedAtMs + DAY_MS);
  return { fromMs: sinceMs - before, toMs: Math.max(toMs, sinceMs + QUARTER_MS) };
}
