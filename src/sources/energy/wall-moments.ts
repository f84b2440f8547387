import { wallTime } from '../../domain/economics/local-time.ts';

const DAY_MS = 86_400_000;

/**
 * The moments at which the wall clock of a zone shows a time: one, none where clocks skip it, two where they show it
 * twice. `wallMs` is that time as if it were UTC, on a whole minute.
 *
 * @throws RangeError for a time zone that the browser does not know
 */
export function wallMoments(wallMs: number, timeZone: string): readonly number[] {
  const offsets = new Set([-DAY_MS, DAY_MS].map((away) => offsetMs(wallMs + away, timeZone)));
  return [...offsets]
    .map((offset) => wallMs - offset)
    .filter((atMs) => atMs + offsetMs(atMs, timeZone) === wallMs)
    .sort((a, b) => a - b);
}

function offsetMs(atMs: number, timeZone: string): number {
  return wallAsUtcMs(atMs, timeZone) - atMs;
}

/** What the wall clock of a zone shows at a moment, as if that were UTC; seconds are left out. */
export function wallAsUtcMs(atMs: number, timeZone: string): number {
  const { year, month, day, minuteOfDay } = wallTime(atMs, timeZone);
  return Date.UTC(year, month - 1, day, 0, minuteOfDay) + (((atMs % 60_000) + 60_000) % 60_000);
}
