import { expect, test } from 'vitest';
import { zoneOffset } from './zone-offset.ts';

test.each([
  ['UTC', '2026-07-01T12:00Z', 0],
  ['Europe/Berlin', '2026-03-29T00:59Z', 60],
  ['Europe/Berlin', '2026-03-29T01:00Z', 120],
  ['Europe/Berlin', '2026-10-25T00:59Z', 120],
  ['Europe/Berlin', '2026-10-25T01:00Z', 60],
  ['Australia/Lord_Howe', '2026-04-04T14:59Z', 660],
  ['Australia/Lord_Howe', '2026-04-04T15:00Z', 630],
  ['Asia/Kathmandu', '2026-01-01T00:00Z', 345],
])('clocks in %s at %s are %i minutes ahead of UTC', (zone, moment, minutes) => {
  const offset = zoneOffset(zone);
  expect(offset(Date.parse(moment))).toBe(minutes);
  // Asked again, and from another day.
  offset(Date.UTC(2025, 5, 5));
  expect(offset(Date.parse(moment))).toBe(minutes);
});

test('a place that nobody knows is refused', () => {
  expect(() => zoneOffset('Mars/Olympus')).toThrow(RangeError);
});
