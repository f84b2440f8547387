import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyRows } from '../../tests/support/any-rows.ts';
import { rowAt } from '../../tests/support/telemetry-rows.ts';
import type { TelemetryRow } from '../domain/series.ts';
import { type FreshMinute, foldIntoHour, foldMinutes } from './fold.ts';
import { groupBySpan, rowsOf, type Segment, segmentOf } from './segment.ts';

const HOUR_MS = 3_600_000;

/** What is stored after batches were folded one after the other, as compaction does it. */
function folded(batches: readonly (readonly TelemetryRow[])[]): { hours: Segment[]; minutes: Segment[] } {
  const hours = new Map<number, Segment>();
  const minutes = new Map<number, Segment>();
  for (const rows of batches) {
    const fresh: FreshMinute[] = [];
    for (const { key, rows: ofHour } of groupBySpan(rows, HOUR_MS)) {
      const made = foldIntoHour(hours.get(key.startMs), ofHour, key);
      hours.set(key.startMs, made.hour);
      fresh.push(...made.minutes);
    }
    for (const group of groupBySpan(fresh, 6 * HOUR_MS)) {
      const { startMs } = group.key;
      minutes.set(startMs, foldMinutes(minutes.get(startMs), group.rows, group.key));
    }
  }
  const oldestFirst = (segments: Map<number, Segment>) =>
    [...segments.values()].sort((a, b) => a.startMs - b.startMs);
  return { hours: oldestFirst(hours), minutes: oldestFirst(minutes) };
}

/** Rows cut into batches at random places, in their order. */
const batches = fc.tuple(anyRows('gamma'), fc.array(fc.nat(60), { maxLength: 6 })).map(([rows, cuts]) => {
  const places = [0, ...cuts.sort((a, b) => a - b), rows.length];
  return { rows, parts: places.slice(1).map((end, index) => rows.slice(places[index], Math.max(end, 0))) };
});

describe('folding', () => {
  it('stores the same however the rows are cut into batches', () => {
    fc.assert(
      fc.property(batches, ({ rows, parts }) => {
        expect(folded(parts)).toEqual(folded([rows]));
      }),
    );
  });

  it('stores the same when a batch is folded twice', () => {
    fc.assert(
      fc.property(batches, ({ parts }) => {
        const [last = []] = parts.slice(-1);
        expect(folded([...parts, last])).toEqual(folded(parts));
      }),
    );
  });

  it('makes no minute anew that no row of the batch belongs to', () => {
    const key = { minerId: 'gamma', startMs: 0 };
    const before = segmentOf([rowAt('gamma', 0, { powerW: 1 }), rowAt('gamma', 60_000, { powerW: 2 })], key);
    const { minutes } = foldIntoHour(before, [rowAt('gamma', 61_000, { powerW: 4 })], key);
    expect(minutes).toEqual([{ ...rowAt('gamma', 60_000, { powerW: 3 }), whole: true }]);
  });
});

describe('a minute whose polls are gone', () => {
  it('never loses a value to rows that come late', () => {
    fc.assert(
      fc.property(anyRows('gamma'), anyRows('gamma'), (known, late) => {
        const key = { minerId: 'gamma', startMs: 0 };
        const before = segmentOf(known, key);
        const fresh = late.map((row) => ({ ...row, whole: false }));
        const after = new Map(
          rowsOf(foldMinutes(before, fresh, key)).map(({ atMs, values }) => [atMs, values]),
        );
        for (const { atMs, values } of rowsOf(before))
          values.forEach((value, index) => {
            if (!Number.isNaN(value)) expect(after.get(atMs)?.[index]).toBe(value);
          });
      }),
    );
  });
});
