import { expect, test } from 'vitest';
import { wallTime } from '../../domain/economics/local-time.ts';
import { MUTE_CHOICES, mutedUntil } from './mute-choices.ts';

const HOUR_MS = 3_600_000;
const EVENING = Date.UTC(2026, 0, 15, 21, 40);

test('a mute of hours ends after these hours', () => {
  expect(mutedUntil('halfHour', EVENING, 'UTC')).toBe(EVENING + HOUR_MS / 2);
  expect(mutedUntil('twoHours', EVENING, 'UTC')).toBe(EVENING + 2 * HOUR_MS);
  expect(mutedUntil('eightHours', EVENING, 'UTC')).toBe(EVENING + 8 * HOUR_MS);
});

test.each(['Europe/Vienna', 'America/New_York', 'Asia/Kathmandu', 'Pacific/Chatham'])(
  'the morning is the next time at which the clock of %s shows seven, also when clocks change',
  (zone) => {
    // All hours of two weeks around both changes of clocks of 2026.
    for (const month of [2, 9])
      for (let hour = 0; hour < 14 * 24; hour += 1) {
        const nowMs = Date.UTC(2026, month, 22, hour, 13);
        const untilMs = mutedUntil('morning', nowMs, zone) ?? 0;
        expect(wallTime(untilMs, zone).minuteOfDay).toBe(7 * 60);
        expect(untilMs).toBeGreaterThan(nowMs);
        expect(untilMs - nowMs).toBeLessThanOrEqual(25 * HOUR_MS);
      }
  },
);

test('a typed time is taken only if it is to come, and within a week', () => {
  const local = (atMs: number) => {
    const at = new Date(atMs);
    const two = (part: number) => String(part).padStart(2, '0');
    return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}T${two(at.getHours())}:${two(at.getMinutes())}`;
  };
  const typed = (atMs: number) => mutedUntil('custom', EVENING, 'UTC', local(atMs));
  expect(typed(EVENING + 5 * HOUR_MS)).toBe(EVENING + 5 * HOUR_MS);
  expect(typed(EVENING - HOUR_MS)).toBeUndefined();
  expect(typed(EVENING + 8 * 24 * HOUR_MS)).toBeUndefined();
  expect(mutedUntil('custom', EVENING, 'UTC')).toBeUndefined();
  expect(mutedUntil('custom', EVENING, 'UTC', 'soon')).toBeUndefined();
  expect(MUTE_CHOICES).toContain('custom');
});
