import { ABSENT, isPresent } from './decimal.ts';

export interface ClockOptions {
  /** IANA name; default the browser's own. `UTC` for the days of a pool. */
  readonly timeZone?: string | undefined;
  readonly locale?: string | undefined;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function written(
  atMs: number | undefined,
  { timeZone, locale }: ClockOptions,
  parts: Readonly<Intl.DateTimeFormatOptions>,
): string {
  if (!isPresent(atMs)) return ABSENT;
  const key = `${locale ?? ''} ${timeZone ?? ''} ${JSON.stringify(parts)}`;
  const format = formats.get(key) ?? new Intl.DateTimeFormat(locale, { ...parts, timeZone });
  formats.set(key, format);
  return format.format(atMs);
}

/** `17:00` or `5:00 pm`, as the locale has it: written as in {@link formatDayAndClock}. */
export function formatClock(atMs: number | undefined, options: ClockOptions = {}): string {
  return written(atMs, options, { timeStyle: 'short' });
}

/** `5 Jan 2026`. */
export function formatDay(atMs: number | undefined, options: ClockOptions = {}): string {
  return written(atMs, options, { day: 'numeric', month: 'short', year: 'numeric' });
}

/** `5 Jan 2026, 17:00`: for tips beside a short time. */
export function formatDayAndClock(atMs: number | undefined, options: ClockOptions = {}): string {
  return written(atMs, options, { dateStyle: 'medium', timeStyle: 'short' });
}

/** Minutes after midnight as a clock time, for the edges of a tariff: 1020 is `17:00`. 1440 is midnight again. */
export function formatMinuteOfDay(minute: number | undefined, locale?: string): string {
  return formatClock(isPresent(minute) ? minute * 60_000 : undefined, { timeZone: 'UTC', locale });
}
