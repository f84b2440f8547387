import { utcOffsetMs } from '../economics/local-time.ts';

const QUARTER_MS = 900_000;
const DAY_MS = 86_400_000;

/**
 * The moments at which clocks of a zone show a wall time, oldest first: one as a rule, two in the hour that comes twice,
 * none in the hour that is left out.
 *
 * @param wallMs what the clock shows, as if it were UTC, epoch ms
 * @throws RangeError for a time zone that the browser does not know
 */
export function momentsOfClock(wallMs: number, zone: string): readonly number[] {
  const offsets = new Set([offsetMs(wallMs - DAY_MS, zone), offsetMs(wallMs + DAY_MS, zone)]);
  return [...offsets]
    .map((offset) => wallMs - offset)
    .filter((atMs) => offsetMs(atMs, zone) === wallMs - atMs)
    .sort((a, b) => a - b);
}

/** Clocks are put on at whole quarters of an hour (UTC): so a file of a million lines asks for few different moments. */
function offsetMs(atMs: number, zone: string): number {
  return utcOffsetMs(Math.floor(atMs / QUARTER_MS) * QUARTER_MS, zone);
}
