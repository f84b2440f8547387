/** A wall clock somewhere on earth. */
export interface WallTime {
  readonly year: number;
  /** 1 = January. */
  readonly month: number;
  readonly day: number;
  /** Minutes after local midnight, 0..1439, whole. */
  readonly minuteOfDay: number;
  /** 1 = Monday … 7 = Sunday. */
  readonly isoWeekday: number;
}

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** Making a formatter costs a hundred times more than using it. */
const formatters = new Map<string, Intl.DateTimeFormat>();

function formatterOf(timeZone: string): Intl.DateTimeFormat {
  const known = formatters.get(timeZone);
  if (known) return known;
  const formatter = new Intl.DateTimeFormat('en-US', {
    timeZone,
    calendar: 'iso8601',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  formatters.set(timeZone, formatter);
  return formatter;
}

/** A fleet's day is counted miner by miner, and asks of the same few moments for each of a thousand. */
const offsetsMs = new Map<string, number>();
const MOST_OFFSETS = 1_000;

/**
 * Local time less UTC at a moment, ms.
 *
 * @throws RangeError for a time zone that the browser does not know
 */
export function utcOffsetMs(atMs: number, timeZone: string): number {
  const key = `${atMs} ${timeZone}`;
  const known = offsetsMs.get(key);
  if (known !== undefined) return known;
  const offsetMs = askedOffsetMs(atMs, timeZone);
  if (offsetsMs.size >= MOST_OFFSETS) offsetsMs.clear();
  offsetsMs.set(key, offsetMs);
  return offsetMs;
}

function askedOffsetMs(atMs: number, timeZone: string): number {
  const parts = new Map(
    formatterOf(timeZone)
      .formatToParts(atMs)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? Number.NaN;
  const wallMs = Date.UTC(
    part('year'),
    part('month') - 1,
    part('day'),
    part('hour'),
    part('minute'),
    part('second'),
  );
  return wallMs - Math.floor(atMs / 1000) * 1000;
}

/** What the wall clock shows at a moment. */
export function wallTime(atMs: number, timeZone: string): WallTime {
  const wall = new Date(atMs + utcOffsetMs(atMs, timeZone));
  return {
    year: wall.getUTCFullYear(),
    month: wall.getUTCMonth() + 1,
    day: wall.getUTCDate(),
    minuteOfDay: wall.getUTCHours() * 60 + wall.getUTCMinutes(),
    isoWeekday: wall.getUTCDay() || 7,
  };
}

/**
 * The next moment at which the wall clock shows one of `minutesOfDay` (ascending, 0..1440), or is put forward or back:
 * between two such moments nothing that depends on the wall clock can change. Always later than `atMs`, by at most a
 * day.
 */
export function nextWallEdgeMs(atMs: number, timeZone: string, minutesOfDay: readonly number[]): number {
  const offsetMs = utcOffsetMs(atMs, timeZone);
  const wallMs = atMs + offsetMs;
  const midnightMs = Math.floor(wallMs / DAY_MS) * DAY_MS;
  const sinceMidnightMs = wallMs - midnightMs;
  const edge = minutesOfDay.find((minute) => minute * MINUTE_MS > sinceMidnightMs);
  const edgeMs = midnightMs + (edge === undefined ? DAY_MS : edge * MINUTE_MS) - offsetMs;
  return clockChangeMs(atMs, edgeMs, offsetMs, timeZone) ?? edgeMs;
}

/** First moment in (fromMs, toMs] with another offset than at `fromMs`; a day holds one change at most. */
function clockChangeMs(fromMs: number, toMs: number, offsetMs: number, timeZone: string): number | undefined {
  if (utcOffsetMs(toMs, timeZone) === offsetMs) return undefined;
  let [before, after] = [fromMs, toMs];
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (utcOffsetMs(middle, timeZone) === offsetMs) before = middle;
    else after = middle;
  }
  return after;
}

/** The local day that holds a moment: [fromMs, toMs), 23, 24 or 25 hours long where clocks change. */
export function localDay(atMs: number, timeZone: string): { readonly fromMs: number; readonly toMs: number } {
  return { fromMs: dayStartMs(atMs, timeZone), toMs: dayEndMs(atMs, timeZone) };
}

function dayEndMs(atMs: number, timeZone: string): number {
  const { day } = wallTime(atMs, timeZone);
  let edgeMs = atMs;
  do edgeMs = nextWallEdgeMs(edgeMs, timeZone, [1440]);
  while (wallTime(edgeMs, timeZone).day === day);
  return edgeMs;
}

/** The day before begins its next one where this one starts; 27 h back always lies before it. */
function dayStartMs(atMs: number, timeZone: string): number {
  const { day } = wallTime(atMs, timeZone);
  let startMs = atMs - 27 * 3_600_000;
  while (wallTime(startMs, timeZone).day !== day) startMs = dayEndMs(startMs, timeZone);
  return startMs;
}
