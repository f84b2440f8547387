import { expect, test } from 'vitest';
import { clockMinute, isQuiet } from './quiet-hours.ts';

const night = { fromMin: 22 * 60, toMin: 7 * 60, timeZone: 'Europe/Vienna', letActThrough: false };
const isQuietAt = (iso: string, hours = night) => isQuiet(Date.parse(iso), hours);

test('a night goes over midnight, by the owner’s clock', () => {
  expect(isQuietAt('2026-01-15T20:59:59Z')).toBe(false);
  expect(isQuietAt('2026-01-15T21:00:00Z')).toBe(true);
  expect(isQuietAt('2026-01-16T05:59:59Z')).toBe(true);
  expect(isQuietAt('2026-01-16T06:00:00Z')).toBe(false);
});

test('in summer the same night begins and ends an hour earlier by UTC', () => {
  expect(isQuietAt('2026-07-15T19:59:59Z')).toBe(false);
  expect(isQuietAt('2026-07-15T20:00:00Z')).toBe(true);
  expect(isQuietAt('2026-07-16T05:00:00Z')).toBe(false);
});

test('on the night that clocks go forward 07:00 comes after eight hours, and when they go back after ten', () => {
  const hoursOf = (fromIso: string, toIso: string) =>
    Array.from({ length: (Date.parse(toIso) - Date.parse(fromIso)) / 60_000 }, (_, minute) =>
      isQuiet(Date.parse(fromIso) + 60_000 * minute, night),
    ).filter(Boolean).length / 60;
  expect(hoursOf('2026-03-28T12:00:00Z', '2026-03-29T12:00:00Z')).toBe(8);
  expect(hoursOf('2026-10-24T12:00:00Z', '2026-10-25T12:00:00Z')).toBe(10);
  expect(hoursOf('2026-01-15T12:00:00Z', '2026-01-16T12:00:00Z')).toBe(9);
});

test('hours within a day are those, and equal ends mean never', () => {
  const lunch = { ...night, fromMin: 12 * 60, toMin: 13 * 60 };
  expect(isQuietAt('2026-01-15T11:30:00Z', lunch)).toBe(true);
  expect(isQuietAt('2026-01-15T12:00:00Z', lunch)).toBe(false);
  expect(isQuietAt('2026-01-15T12:00:00Z', { ...night, fromMin: 0, toMin: 0 })).toBe(false);
});

test('midnight is minute 0, also where days begin at half past', () => {
  expect(clockMinute(Date.parse('2026-01-15T00:00:00Z'), 'UTC')).toBe(0);
  expect(clockMinute(Date.parse('2026-01-15T00:00:00Z'), 'Asia/Kolkata')).toBe(330);
});
