import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { clockDate } from './written-date.ts';

const MOMENT = Date.UTC(2025, 6, 1, 18, 54);
const HOUR_MS = 3_600_000;

describe('a moment is read as people and programs write it', () => {
  const naive: readonly [text: string, order: 'ymd' | 'dmy' | 'mdy'][] = [
    ['2025-07-01T18:54:00', 'ymd'],
    ['2025-07-01 18:54', 'dmy'],
    ['01.07.2025 18:54', 'dmy'],
    ['1/7/25 18:54', 'dmy'],
    ['7/1/2025, 6:54:00 PM', 'mdy'],
    ['7/1/2025 at 6:54 pm', 'mdy'],
    ['25/07/01 18:54', 'ymd'],
    ['1 Jul 2025 18:54', 'dmy'],
    ['01-Jul-2025 18:54:00', 'dmy'],
    ['1. Juli 2025 um 18:54', 'dmy'],
    ['Jul 1, 2025, 6:54 PM', 'dmy'],
    ['Tuesday, July 1, 2025 at 6:54 PM', 'mdy'],
    ['Tue Jul  1 18:54:00 2025', 'dmy'],
    ['20250701T185400', 'ymd'],
    ['20250701185400', 'ymd'],
    ['20250701 1854', 'ymd'],
  ];
  for (const [text, order] of naive)
    test(text, () => {
      expect(clockDate(text, order)).toEqual({ wallMs: MOMENT, offsetMs: undefined });
    });

  const told: readonly [text: string, offsetMs: number][] = [
    ['2025-07-01T18:54:00Z', 0],
    ['2025-07-01 18:54:00 UTC', 0],
    ['2025-07-01T18:54:00+02:00', 2 * HOUR_MS],
    ['2025-07-01 18:54:00 -0530', -5.5 * HOUR_MS],
    ['Tue, 01 Jul 2025 18:54:00 GMT', 0],
    ['Tue Jul 01 2025 18:54:00 GMT+0200 (Central European Summer Time)', 2 * HOUR_MS],
    ['20250701T185400Z', 0],
  ];
  for (const [text, offsetMs] of told)
    test(text, () => {
      expect(clockDate(text, 'ymd')).toEqual({ wallMs: MOMENT, offsetMs });
    });

  test('every moment that JavaScript itself writes is read back', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('2009-01-04'), max: new Date('2099-01-01'), noInvalidDate: true }),
        (date) => {
          const of = (text: string) => {
            const read = clockDate(text, 'ymd');
            return read && read.wallMs - (read.offsetMs ?? 0);
          };
          expect(of(date.toISOString())).toBe(date.getTime());
          expect(of(date.toUTCString())).toBe(Math.floor(date.getTime() / 1000) * 1000);
          expect(of(date.toString())).toBe(Math.floor(date.getTime() / 1000) * 1000);
        },
      ),
    );
  });

  for (const text of [
    '',
    '31.06.2025 10:00',
    '2025-13-01',
    'yesterday',
    '2025-07-01 25:00',
    '1 Foo 2025',
    '12',
  ])
    test(`“${text}” is no moment`, () => {
      expect(clockDate(text, 'dmy')).toBeUndefined();
    });
});
