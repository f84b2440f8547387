const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/**
 * Words for the ticks of a time axis, in the reader's language and clock. Ticks within a day show the time, the first
 * one and each midnight the date below it; ticks a day or more apart show the date alone.
 *
 * @param splits moments of the ticks, epoch ms
 * @param stepMs distance between two ticks
 */
export function timeTicks(splits: readonly number[], stepMs: number, locale?: string): string[] {
  const day = dayFormat(locale);
  if (stepMs >= DAY_MS) return splits.map((atMs) => day.format(atMs));
  const clock = clockFormat(stepMs < 60_000, locale);
  return splits.map((atMs, i) => {
    const date = day.format(atMs);
    const before = splits[i - 1];
    const newDay = before === undefined || day.format(before) !== date;
    return newDay ? `${clock.format(atMs)}\n${date}` : clock.format(atMs);
  });
}

/**
 * A moment as precise as a reading among `widthMs` of time needs: "03:10:20" within the hour, "03:10" within the day,
 * "21 Nov, 03:10" beyond.
 */
export function momentText(atMs: number, widthMs: number, locale?: string): string {
  if (Number.isNaN(atMs)) return '';
  const clock = clockFormat(widthMs <= HOUR_MS, locale).format(atMs);
  return widthMs > DAY_MS ? `${dayFormat(locale).format(atMs)}, ${clock}` : clock;
}

function dayFormat(locale: string | undefined): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short' });
}

function clockFormat(seconds: boolean, locale: string | undefined): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(locale, { timeStyle: seconds ? 'medium' : 'short' });
}
