import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { orderedRows } from '../../tests/support/any-rows.ts';
import { rowAt } from '../../tests/support/telemetry-rows.ts';
import { SERIES } from '../domain/series.ts';
import { minuteOf, minuteRows } from './minute-buckets.ts';

describe('a minute', () => {
  it('has the mean of a gauge, the last of a counter, and nothing of what was not measured', () => {
    const minutes = minuteRows([
      rowAt('gamma', 60_000, { powerW: 10, sharesAccepted: 4 }),
      rowAt('gamma', 80_000, { powerW: 20 }),
      rowAt('gamma', 119_999, { sharesAccepted: 6 }),
      rowAt('gamma', 120_000, { powerW: 99 }),
    ]);
    expect(minutes).toEqual([
      rowAt('gamma', 60_000, { powerW: 15, sharesAccepted: 6 }),
      rowAt('gamma', 120_000, { powerW: 99 }),
    ]);
  });

  it('is there once for every minute that has rows, in order', () => {
    fc.assert(
      fc.property(orderedRows('gamma'), (rows) => {
        const begins = new Set(rows.map(({ atMs }) => minuteOf(atMs)));
        expect(minuteRows(rows).map(({ atMs }) => atMs)).toEqual([...begins]);
      }),
    );
  });

  it('lies between the least and the greatest that was measured in it', () => {
    fc.assert(
      fc.property(orderedRows('gamma'), (rows) => {
        for (const { atMs, values } of minuteRows(rows)) {
          const within = rows.filter((row) => minuteOf(row.atMs) === atMs);
          SERIES.forEach((_, index) => {
            const known = within
              .map((row) => row.values[index] ?? Number.NaN)
              .filter((value) => !Number.isNaN(value));
            const value = values[index] ?? Number.NaN;
            expect(Number.isNaN(value)).toBe(known.length === 0);
            if (known.length === 0) return;
            expect(value).toBeGreaterThanOrEqual(Math.min(...known) - 1e-6);
            expect(value).toBeLessThanOrEqual(Math.max(...known) + 1e-6);
          });
        }
      }),
    );
  });

  it('of minutes is that minute', () => {
    fc.assert(
      fc.property(orderedRows('gamma'), (rows) => {
        const minutes = minuteRows(rows);
        expect(minuteRows(minutes)).toEqual(minutes);
      }),
    );
  });

  it('before 1970 begins before its moments, too', () => {
    expect(minuteOf(-1)).toBe(-60_000);
  });
});
