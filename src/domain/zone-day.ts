const formats = new Map<string, Intl.DateTimeFormat>();

/**
 * The calendar day of a moment at a place, `2026-11-21`.
 * @throws RangeError for a time zone that the browser does not know
 */
export function zoneDay(atMs: number, timeZone: string): string {
  // Swedish writes dates as ISO 8601 does.
  const format = formats.get(timeZone) ?? new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' });
  formats.set(timeZone, format);
  return format.format(atMs);
}

/** The day after (or before) a calendar day, `2026-11-21`. */
export function dayAfter(day: string, days = 1): string {
  const at = new Date(`${day}T00:00:00Z`);
  at.setUTCDate(at.getUTCDate() + days);
  return at.toISOString().slice(0, 10);
}
