import { describe, expect, test } from 'vitest';
import { localDay } from '../../domain/economics/local-time.ts';
import { zoneDay } from '../../domain/zone-day.ts';
import { chosenRange } from './chosen-range.ts';

const HOUR_MS = 3_600_000;
const nowMs = Date.UTC(2026, 10, 21, 12);
const oldestAtMs = Date.UTC(2026, 2, 3, 7, 5);
const berlin = { nowMs, oldestAtMs, timeZone: 'Europe/Berlin' };
const own = (first: string, last: string, where = berlin) => chosenRange('own', { first, last }, where);
const none = { first: '', last: '' };

describe('days of one’s own', () => {
  test('are those that an owner’s pay reckons with, wherever and whenever', () => {
    const zones = [
      'UTC',
      'Europe/Berlin',
      'America/St_Johns',
      'Asia/Beirut',
      'Pacific/Kiritimati',
      'Pacific/Niue',
    ];
    for (const timeZone of zones)
      for (let noonMs = Date.UTC(2026, 0, 1, 12); noonMs < nowMs; noonMs += 11 * 24 * HOUR_MS) {
        const day = zoneDay(noonMs, timeZone);
        expect(own(day, day, { ...berlin, timeZone }), `${day} ${timeZone}`).toEqual(
          localDay(noonMs, timeZone),
        );
      }
  });

  test('may lie as far back as anybody types', () => {
    expect(own('0001-01-01', '0001-01-02', { ...berlin, timeZone: 'UTC' })).toEqual({
      fromMs: Date.parse('0001-01-01T00:00:00Z'),
      toMs: Date.parse('0001-01-03T00:00:00Z'),
    });
  });

  test('are whole days on the clocks of their owner, the last one among them', () => {
    expect(own('2026-11-01', '2026-11-03')).toEqual({
      fromMs: Date.UTC(2026, 9, 31, 23),
      toMs: Date.UTC(2026, 10, 3, 23),
    });
  });

  test('are 25 hours long when clocks are put back, and 23 when they are put forward', () => {
    const hours = (day: string) => {
      const range = own(day, day);
      return 'problem' in range ? undefined : (range.toMs - range.fromMs) / HOUR_MS;
    };
    expect([hours('2026-10-25'), hours('2026-03-29'), hours('2026-06-01')]).toEqual([25, 23, 24]);
  });

  test('begin after midnight where clocks skip it', () => {
    const range = own('2026-04-24', '2026-04-24', { ...berlin, timeZone: 'Africa/Cairo' });
    expect('problem' in range ? undefined : range.toMs - range.fromMs).toBe(23 * HOUR_MS);
  });

  test('say what is wrong with them', () => {
    expect(own('', '2026-11-03')).toEqual({ problem: 'no-first' });
    expect(own('2026-11-03', '')).toEqual({ problem: 'no-last' });
    expect(own('2026-11-03', '2026-11-02')).toEqual({ problem: 'turned' });
    expect(own('2026-11-23', '2026-11-24')).toEqual({ problem: 'to-come' });
    expect(own('2026-02-31x', '2026-11-24')).toEqual({ problem: 'no-first' });
    expect(own('2026-02-31', '2026-11-24')).toEqual({ problem: 'no-first' });
  });
});

test('the ready ranges end now', () => {
  expect(chosenRange('week', none, berlin)).toEqual({ fromMs: nowMs - 168 * HOUR_MS, toMs: nowMs });
});

test('all that is stored begins with the day of its first moment, so that its bucket is in it', () => {
  expect(chosenRange('all', none, berlin)).toEqual({ fromMs: Date.UTC(2026, 2, 3), toMs: nowMs });
  expect(chosenRange('all', none, { nowMs, timeZone: 'UTC' })).toMatchObject({ toMs: nowMs });
});
