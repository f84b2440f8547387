import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyRows } from '../../tests/support/any-rows.ts';
import { rowAt } from '../../tests/support/telemetry-rows.ts';
import type { Buckets } from '../domain/buckets.ts';
import type { TelemetryRow } from '../domain/series.ts';
import { byMinuteSegment, type FreshMinutes, foldIntoHour, foldMinutes, minuteBuckets } from './fold.ts';
import { groupBySpan, type Segment, segmentOf } from './segment.ts';

const HOUR_MS = 3_600_000;

/** What is stored after batches were folded one after the other, as compaction does it. */
function folded(batches: readonly (readonly TelemetryRow[])[]): { hours: Segment[]; minutes: Buckets[] } {
  const hours = new Map<number, Segment>();
  const minutes = new Map<number, Buckets>();
  for (const rows of batches) {
    const fresh: FreshMinutes[] = [];
    for (const { key, rows: ofHour } of groupBySpan(rows, HOUR_MS)) {
      const { hour, ...part } = foldIntoHour(hours.get(key.startMs), segmentOf(ofHour, key));
      hours.set(key.startMs, hour);
      fresh.push(part);
    }
    for (const { key, parts } of byMinuteSegment(fresh))
      minutes.set(key.startMs, foldMinutes(minutes.get(key.startMs), parts));
  }
  const oldestFirst = <Part>(parts: Map<number, Part>) =>
    [...parts].sort(([a], [b]) => a - b).map(([, part]) => part);
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
    const fresh = segmentOf([rowAt('gamma', 61_000, { powerW: 4 })], key);
    const { minutes, whole } = foldIntoHour(before, fresh);
    expect(whole).toBe(true);
    expect([...minutes.atMs]).toEqual([60_000]);
    expect(minutes.series.powerW).toMatchObject({ count: Float64Array.of(2), sum: Float64Array.of(6) });
  });
});

describe('a minute whose polls are gone', () => {
  it('keeps all of them when some are told again, one after the other, and begin its hour anew', () => {
    const key = { minerId: 'gamma', startMs: 0 };
    const polls = [15, 17, 22].map((powerW, poll) => rowAt('gamma', poll * 20_000, { powerW }));
    const known = minuteBuckets(segmentOf(polls, key));
    const first = foldIntoHour(undefined, segmentOf(polls.slice(0, 1), key));
    const second = foldIntoHour(first.hour, segmentOf(polls.slice(1, 2), key));
    expect(second.whole).toBe(true);
    expect(foldMinutes(foldMinutes(known, [first]), [second])).toEqual(known);
  });

  it('never loses a value to rows that come late', () => {
    fc.assert(
      fc.property(anyRows('gamma'), anyRows('gamma'), (known, late) => {
        const key = { minerId: 'gamma', startMs: 0 };
        const before = minuteBuckets(segmentOf(known, key));
        const minutes = minuteBuckets(segmentOf(late, key));
        const after = foldMinutes(before, [{ key, minutes, whole: false }]);
        const places = new Map(Array.from(after.atMs, (atMs, place) => [atMs, place]));
        for (const [name, { count, last }] of Object.entries(before.series)) {
          const its = Object.entries(after.series).find(([of]) => of === name)?.[1];
          before.atMs.forEach((atMs, row) => {
            const place = places.get(atMs) ?? -1;
            if ((count[row] ?? 0) > 0)
              expect([its?.count[place], its?.last[place]]).toEqual([count[row], last[row]]);
          });
        }
      }),
    );
  });
});
