import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyRows } from '../../../tests/support/any-rows.ts';
import { rowAt } from '../../../tests/support/telemetry-rows.ts';
import { type Buckets, TIER_MS } from '../../domain/buckets.ts';
import type { SeriesName, TelemetryRow } from '../../domain/series.ts';
import { segmentOf } from '../segment.ts';
import { bucketsOf, bucketsWithin, coarsen, joinedBuckets, NO_BUCKETS } from './buckets.ts';
import { columnsOfSeries } from './series-buckets.ts';

const { minute, quarter, hour, day } = TIER_MS;
const ALL_MS = 3 * hour;

function segment(rows: readonly TelemetryRow[]) {
  return segmentOf(rows, { minerId: 'gamma', startMs: 0 });
}

/** Rows of a counter that restarts and a state that is told now and then, beside any others. */
const rows = fc
  .tuple(
    anyRows('gamma'),
    fc.array(
      fc.record({
        at: fc.integer({ min: 0, max: ALL_MS }),
        uptimeS: fc.nat(900),
        state: fc.option(fc.nat(3), { nil: Number.NaN }),
        mining: fc.nat(1),
      }),
      { maxLength: 60 },
    ),
  )
  .map(([some, told]) => [...some, ...told.map(({ at, ...known }) => rowAt('gamma', at, known))]);

function expectClose(a: Buckets, b: Buckets): void {
  expect([...a.atMs]).toEqual([...b.atMs]);
  expect([...a.rows]).toEqual([...b.rows]);
  expect([...a.firstAtMs]).toEqual([...b.firstAtMs]);
  expect([...a.lastAtMs]).toEqual([...b.lastAtMs]);
  expect(Object.keys(a.series).sort()).toEqual(Object.keys(b.series).sort());
  for (const name of Object.keys(a.series) as SeriesName[]) {
    const [one, other] = [a.series[name], b.series[name]];
    if (!one || !other) throw new Error('a series is gone');
    if (one.kind !== 'gauge' || other.kind !== 'gauge') {
      expect(one).toEqual(other);
      continue;
    }
    for (const statistic of ['count', 'min', 'max', 'last', 'held'] as const)
      expect(one[statistic]).toEqual(other[statistic]);
    one.sum.forEach((sum, row) => {
      const largest = Math.max(Math.abs(one.min[row] ?? 0), Math.abs(one.max[row] ?? 0));
      const scale = (one.count[row] ?? 0) > 0 ? (one.count[row] ?? 0) * largest : 0;
      expect(Math.abs(sum - (other.sum[row] ?? 0))).toBeLessThanOrEqual(1e-9 * scale);
      expect(Math.abs((one.m2[row] ?? 0) - (other.m2[row] ?? 0))).toBeLessThanOrEqual(1e-9 * scale * scale);
    });
  }
}

describe('coarser buckets', () => {
  it('made of finer ones are those of the rows themselves', () => {
    fc.assert(
      fc.property(rows, (some) => {
        const columns = segment(some);
        const minutes = bucketsOf(columns, minute);
        const quarters = coarsen(minutes, quarter);
        expectClose(quarters, bucketsOf(columns, quarter));
        expectClose(coarsen(minutes, hour), bucketsOf(columns, hour));
        expectClose(coarsen(quarters, hour), bucketsOf(columns, hour));
        expectClose(coarsen(coarsen(quarters, hour), day), bucketsOf(columns, day));
      }),
    );
  });

  it('are the same in whatever order the rows came', () => {
    fc.assert(
      fc.property(rows, fc.func(fc.nat()), (some, rank) => {
        // Of one moment the last row counts, so that each moment comes once here.
        const once = [...new Map(some.map((row) => [row.atMs, row])).values()];
        const shuffled = [...once].sort((a, b) => rank(a.atMs) - rank(b.atMs));
        expect(bucketsOf(segment(shuffled), quarter)).toEqual(bucketsOf(segment(once), quarter));
      }),
    );
  });

  it('of two stretches that follow each other are those of both, merged in any grouping', () => {
    fc.assert(
      fc.property(rows, fc.nat(3 * 60), fc.nat(3 * 60), (some, a, b) => {
        const [first, second] = [Math.min(a, b) * minute, Math.max(a, b) * minute];
        const whole = bucketsOf(segment(some), minute);
        const parts = [
          bucketsWithin(whole, 0, first),
          bucketsWithin(whole, first, second),
          bucketsWithin(whole, second, ALL_MS + 1),
        ];
        const days = parts.map((part) => coarsen(part, day));
        const [x = NO_BUCKETS, y = NO_BUCKETS, z = NO_BUCKETS] = days;
        expectClose(mergedDays(mergedDays(x, y), z), mergedDays(x, mergedDays(y, z)));
      }),
    );
  });

  it('joined and cut again are what they were', () => {
    fc.assert(
      fc.property(rows, fc.nat(3 * 60), (some, cut) => {
        const whole = bucketsOf(segment(some), minute);
        const joined = joinedBuckets([
          bucketsWithin(whole, 0, cut * minute),
          bucketsWithin(whole, cut * minute, ALL_MS + 1),
        ]);
        expectClose(joined, whole);
      }),
    );
  });
});

/** Two days that follow each other, as if they were parts of one; either may be empty. */
function mergedDays(one: Buckets, other: Buckets): Buckets {
  if (one.atMs.length === 0 || other.atMs.length === 0) return one.atMs.length === 0 ? other : one;
  return coarsen(joinedBuckets([one, { ...other, atMs: other.atMs.map((atMs) => atMs + minute) }]), day);
}

describe('a bucket', () => {
  it('knows how far a counter rose, and how often it began again', () => {
    const told = [100, 130, 130, 10, 40].map((uptimeS, index) => rowAt('gamma', index * 1_000, { uptimeS }));
    const { uptimeS } = bucketsOf(segment(told), minute).series;
    expect(uptimeS).toMatchObject({
      first: Float64Array.of(100),
      last: Float64Array.of(40),
      increment: Float64Array.of(70),
      resets: Float64Array.of(1),
    });
  });

  it('takes the step from minute to minute into the hour, and leaves out what lies before it', () => {
    const told = [100, 160, 20].map((uptimeS, index) => rowAt('gamma', hour + index * minute, { uptimeS }));
    const before = rowAt('gamma', hour - 1, { uptimeS: 1 });
    const { uptimeS } = coarsen(bucketsOf(segment([before, ...told]), minute), hour).series;
    expect(uptimeS).toMatchObject({ increment: Float64Array.of(0, 80), resets: Float64Array.of(0, 1) });
  });

  it('counts how long a state was held, but not over a time in which nobody looked', () => {
    const told: readonly [atMs: number, state: number][] = [
      [0, 1],
      [100_000, 2],
      [160_000, 1],
      [600_000, 3],
      [630_000, 3],
    ];
    const states = told.map(([atMs, state]) => rowAt('gamma', atMs, { state }));
    const { state } = bucketsOf(segment(states), hour).series;
    const held = state?.kind === 'state' ? state.held.ms.map(([ms]) => ms) : [];
    expect(held).toEqual([0, 100_000, 60_000, 30_000]);
  });

  it('has the spread of its values, of many as of one', () => {
    const powers = [10, 12, 14].map((powerW, index) => rowAt('gamma', index * 1_000, { powerW }));
    const { powerW } = bucketsOf(segment([...powers, rowAt('gamma', minute, { powerW: 5 })]), minute).series;
    expect(powerW).toMatchObject({ m2: Float64Array.of(8, 0), sum: Float64Array.of(36, 5) });
  });

  it('has the columns that its kind has, in one order', () => {
    const { series } = bucketsOf(segment([rowAt('gamma', 0, { mining: 1, state: 1, uptimeS: 5 })]), minute);
    expect(Object.values(series).map((each) => columnsOfSeries(each).length)).toEqual([10, 5, 8]);
  });
});
