import { expect, test } from 'vitest';
import { dayAfter, zoneDay } from './zone-day.ts';

test('the day of a moment depends on the place', () => {
  const atMs = Date.UTC(2026, 2, 31, 23, 30);
  expect(zoneDay(atMs, 'UTC')).toBe('2026-03-31');
  expect(zoneDay(atMs, 'Europe/Stockholm')).toBe('2026-04-01');
  expect(zoneDay(atMs, 'America/Chicago')).toBe('2026-03-31');
  expect(zoneDay(Date.UTC(2026, 2, 31, 13, 30), 'Australia/Lord_Howe')).toBe('2026-04-01');
});

test('a day is followed by the next, over months and leap years', () => {
  expect(dayAfter('2026-12-31')).toBe('2027-01-01');
  expect(dayAfter('2028-02-28')).toBe('2028-02-29');
  expect(dayAfter('2026-03-01', -1)).toBe('2026-02-28');
});
