const MINUTE_MS = 60_000;
const QUARTER_MS = 15 * MINUTE_MS;
const DAY_MS = 86_400_000;

/**
 * How many minutes the clocks of a place are ahead of UTC at a moment, by the browser's own table of time zones. Asking
 * that table takes a microsecond: it is asked once a day, and once a quarter of an hour on days when the clocks change
 * (Lord Howe Island changes them by half an hour).
 *
 * @throws RangeError for a time zone that the browser does not know
 */
export function zoneOffset(timeZone: string): (atMs: number) => number {
  const asked = offsetReader(timeZone);
  const known = new Map<number, number>();
  const offsetAt = (atMs: number) => {
    const offset = known.get(atMs) ?? asked(atMs);
    known.set(atMs, offset);
    return offset;
  };
  let dayMs = Number.NaN;
  let ofDay: number | undefined;
  return (atMs) => {
    if (!(atMs >= dayMs && atMs < dayMs + DAY_MS)) {
      dayMs = Math.floor(atMs / DAY_MS) * DAY_MS;
      const offset = offsetAt(dayMs);
      ofDay = offset === offsetAt(dayMs + DAY_MS) ? offset : undefined;
    }
    return ofDay ?? offsetAt(Math.floor(atMs / QUARTER_MS) * QUARTER_MS);
  };
}

function offsetReader(timeZone: string): (atMs: number) => number {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  });
  return (atMs) => {
    const read = Object.fromEntries(
      format.formatToParts(atMs).map(({ type, value }) => [type, Number(value)]),
    );
    const { year = 0, month = 0, day = 0, hour = 0, minute = 0 } = read;
    return (
      (Date.UTC(year, month - 1, day, hour, minute) - Math.floor(atMs / MINUTE_MS) * MINUTE_MS) / MINUTE_MS
    );
  };
}
