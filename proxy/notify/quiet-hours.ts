import type { QuietHours } from '../../src/domain/channel.ts';

const formats = new Map<string, Intl.DateTimeFormat>();

/**
 * Minutes since midnight on the clock at a place. Where clocks are set, an hour comes twice or not at all, as it does on
 * the owner's wall.
 * @throws RangeError for a time zone that is not known
 */
export function clockMinute(atMs: number, timeZone: string): number {
  const format =
    formats.get(timeZone) ??
    new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  formats.set(timeZone, format);
  const [hour = 0, minute = 0] = format.format(atMs).split(':').map(Number);
  return 60 * hour + minute;
}

/** Is it a time at which nobody wants to be told? The first minute is, the last is not. */
export function isQuiet(atMs: number, { fromMin, toMin, timeZone }: QuietHours): boolean {
  const minute = clockMinute(atMs, timeZone);
  if (fromMin <= toMin) return minute >= fromMin && minute < toMin;
  return minute >= fromMin || minute < toMin;
}
