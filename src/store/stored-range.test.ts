import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { orderedRows } from '../../tests/support/any-rows.ts';
import { rowAt } from '../../tests/support/telemetry-rows.ts';
import { SERIES } from '../domain/series.ts';
import { minuteBuckets } from './fold.ts';
import { minuteOf, segmentOf } from './segment.ts';
import { bucketColumns } from './stored-range.ts';

const key = { minerId: 'gamma', startMs: 0 };
const NAMES = SERIES.map(({ name }) => name);

describe('a minute as a row', () => {
  it('has the mean of a gauge, the last of a counter and of a state, and nothing of what was not measured', () => {
    const rows = [
      rowAt('gamma', 60_000, { powerW: 10, sharesAccepted: 4, state: 2 }),
      rowAt('gamma', 80_000, { powerW: 20, state: 1 }),
      rowAt('gamma', 119_999, { sharesAccepted: 6 }),
      rowAt('gamma', 120_000, { powerW: 99 }),
    ];
    const names = ['powerW', 'sharesAccepted', 'state', 'tempVrC'] as const;
    expect(bucketColumns(minuteBuckets(segmentOf(rows, key)), names)).toEqual({
      atMs: Float64Array.of(60_000, 120_000),
      values: {
        powerW: Float64Array.of(15, 99),
        sharesAccepted: Float64Array.of(6, Number.NaN),
        state: Float64Array.of(1, Number.NaN),
        tempVrC: Float64Array.of(Number.NaN, Number.NaN),
      },
    });
  });

  it('lies between the least and the greatest that was measured in it', () => {
    fc.assert(
      fc.property(orderedRows('gamma'), (rows) => {
        const { atMs, values } = bucketColumns(minuteBuckets(segmentOf(rows, key)), NAMES);
        expect([...atMs]).toEqual([...new Set(rows.map((row) => minuteOf(row.atMs)))]);
        for (const [row, moment] of atMs.entries()) {
          const within = rows.filter((each) => minuteOf(each.atMs) === moment);
          for (const [index, name] of NAMES.entries()) {
            const known = within
              .map((each) => each.values[index] ?? Number.NaN)
              .filter((value) => !Number.isNaN(value));
            const value = values[name]?.[row] ?? Number.NaN;
            expect(Number.isNaN(value)).toBe(known.length === 0);
            if (known.length === 0) continue;
            expect(value).toBeGreaterThanOrEqual(Math.min(...known) - 1e-6);
            expect(value).toBeLessThanOrEqual(Math.max(...known) + 1e-6);
          }
        }
      }),
    );
  });
});

it('a minute before 1970 begins before its moments, too', () => {
  expect(minuteOf(-1)).toBe(-60_000);
});
