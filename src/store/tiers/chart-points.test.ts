import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyRows } from '../../../tests/support/any-rows.ts';
import { rowAt } from '../../../tests/support/telemetry-rows.ts';
import { TIER_MS } from '../../domain/buckets.ts';
import type { TelemetryRow } from '../../domain/series.ts';
import { segmentOf } from '../segment.ts';
import { bucketsOf } from './buckets.ts';
import { bucketPoints } from './chart-points.ts';

const { quarter } = TIER_MS;
const MINUTE_MS = TIER_MS.minute;
const NAMES = ['hashrateHs', 'powerW', 'sharesAccepted'] as const;

function drawn(rows: readonly TelemetryRow[]) {
  const segment = segmentOf(rows, { minerId: 'gamma', startMs: 0 });
  return bucketPoints(bucketsOf(segment, quarter), NAMES, quarter);
}

const powers = (values: readonly number[]) =>
  values.map((powerW, index) => rowAt('gamma', index * MINUTE_MS, { powerW }));

describe('buckets that are drawn', () => {
  it('lose no spike and no dip', () => {
    fc.assert(
      fc.property(anyRows('gamma'), (rows) => {
        const { columns } = segmentOf(rows, { minerId: 'gamma', startMs: 0 });
        const { values } = drawn(rows);
        for (const name of ['hashrateHs', 'powerW'] as const) {
          const known = [...(columns[name] ?? [])].filter((value) => !Number.isNaN(value));
          const shown = [...(values[name] ?? [])].filter((value) => !Number.isNaN(value));
          expect(Math.max(...shown)).toBe(Math.max(...known));
          expect(Math.min(...shown)).toBe(Math.min(...known));
        }
      }),
    );
  });

  it('stand in order of time, all series at the same moments', () => {
    fc.assert(
      fc.property(anyRows('gamma'), (rows) => {
        const { atMs, values } = drawn(rows);
        expect([...atMs]).toEqual([...atMs].sort((a, b) => a - b));
        for (const column of Object.values(values)) expect(column).toHaveLength(atMs.length);
      }),
    );
  });

  it('end near their last value', () => {
    expect([...(drawn(powers([12, 30, 10, 28])).values.powerW ?? [])]).toEqual([10, 30]);
    expect([...(drawn(powers([12, 30, 10, 11])).values.powerW ?? [])]).toEqual([30, 10]);
  });

  it('are from the first to the last value of a counter', () => {
    const rows = [3, 5, 9].map((sharesAccepted, index) =>
      rowAt('gamma', index * MINUTE_MS, { sharesAccepted }),
    );
    expect([...(drawn(rows).values.sharesAccepted ?? [])]).toEqual([3, 9]);
  });

  it('are one point where there is one row, and open where nothing was told for longer than a bucket', () => {
    const hour = powers(Array.from({ length: 60 }, (_, minute) => minute));
    const { atMs, values } = drawn([...hour, rowAt('gamma', 8 * quarter, { powerW: 7 })]);
    const endMs = 59 * MINUTE_MS;
    expect([...atMs].slice(-3)).toEqual([endMs, (endMs + 8 * quarter) / 2, 8 * quarter]);
    expect([...(values.powerW ?? [])]).toEqual([0, 14, 15, 29, 30, 44, 45, 59, Number.NaN, 7]);
  });

  it('are one line where rows come more seldom than buckets', () => {
    const rows = Array.from({ length: 8 }, (_, index) =>
      rowAt('gamma', index * 3 * quarter, { powerW: index }),
    );
    expect([...(drawn(rows).values.powerW ?? [])]).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  });
});
