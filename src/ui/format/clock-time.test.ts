import { describe, expect, it } from 'vitest';
import { formatClock, formatDay, formatDayAndClock, formatMinuteOfDay } from './clock-time.ts';

/** The spaces that keep numbers together, as plain ones: readable expectations. */
const plain = (text: string) => text.replaceAll(/[\u00a0\u202f]/g, ' ');

const AT = Date.UTC(2026, 0, 5, 16, 4, 7);

describe('a time of day', () => {
  it('is in the place and the form of its reader', () => {
    expect(formatClock(AT, { timeZone: 'Europe/Berlin', locale: 'de-DE' })).toBe('17:04');
    expect(formatClock(AT, { timeZone: 'UTC', locale: 'en-GB' })).toBe('16:04');
    expect(plain(formatClock(AT, { timeZone: 'America/New_York', locale: 'en-US' }))).toBe('11:04 AM');
  });

  it('has a day where one is needed', () => {
    expect(formatDay(AT, { timeZone: 'UTC', locale: 'en-GB' })).toBe('5 Jan 2026');
    expect(formatDayAndClock(AT, { timeZone: 'UTC', locale: 'en-GB' })).toBe('5 Jan 2026, 16:04');
  });

  it('is written one way, with a day and without', () => {
    const options = { timeZone: 'America/New_York', locale: 'en-US' };
    const early = AT - 3 * 3_600_000;
    expect(plain(formatClock(early, options))).toBe('8:04 AM');
    expect(plain(formatDayAndClock(early, options))).toBe('Jan 5, 2026, 8:04 AM');
  });

  it('of a tariff is a clock time without a place', () => {
    expect(formatMinuteOfDay(1020, 'en-GB')).toBe('17:00');
    expect(formatMinuteOfDay(1440, 'en-GB')).toBe('00:00');
    expect(plain(formatMinuteOfDay(1020, 'en-US'))).toBe('5:00 PM');
  });

  it('that is not known is a dash', () => {
    expect(formatClock(undefined)).toBe('–');
    expect(formatDayAndClock(Number.NaN)).toBe('–');
    expect(formatMinuteOfDay(undefined)).toBe('–');
  });
});
