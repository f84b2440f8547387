import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { utcOffsetMs } from '../economics/local-time.ts';
import { momentsOfClock } from './clock-moments.ts';

const clock = (text: string) => Date.parse(`${text}Z`);
const iso = (moments: readonly number[]) => moments.map((atMs) => new Date(atMs).toISOString());

describe('the moments that a wall clock shows', () => {
  test('an ordinary time is one moment', () => {
    expect(iso(momentsOfClock(clock('2025-07-01T18:54:00'), 'Europe/Berlin'))).toEqual([
      '2025-07-01T16:54:00.000Z',
    ]);
  });

  test('the hour that comes twice in autumn has two', () => {
    expect(iso(momentsOfClock(clock('2025-10-26T02:30:00'), 'Europe/Berlin'))).toEqual([
      '2025-10-26T00:30:00.000Z',
      '2025-10-26T01:30:00.000Z',
    ]);
  });

  test('the hour that is left out in spring has none', () => {
    expect(momentsOfClock(clock('2025-03-30T02:30:00'), 'Europe/Berlin')).toEqual([]);
  });

  test('whatever a clock shows at a moment leads back to that moment, in every kind of zone', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: Date.UTC(1990, 0), max: Date.UTC(2035, 0) }),
        fc.constantFrom('UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Kathmandu', 'Australia/Lord_Howe'),
        (atMs, zone) => {
          const quarter = Math.floor(atMs / 900_000) * 900_000;
          expect(momentsOfClock(atMs + utcOffsetMs(quarter, zone), zone)).toContain(atMs);
        },
      ),
    );
  });
});
