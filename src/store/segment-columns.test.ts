import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyRows } from '../../tests/support/any-rows.ts';
import { rowAt } from '../../tests/support/telemetry-rows.ts';
import type { SeriesColumns } from '../domain/series.ts';
import { damageOf, segmentOf, spanStart } from './segment.ts';
import { joinSegments, splitSegment } from './segment-columns.ts';

const ALL_MS = 3 * 3_600_000;
const names = ['hashrateHs', 'powerW', 'sharesAccepted'] as const;
const segment = anyRows('gamma').map((rows) => segmentOf(rows, { minerId: 'gamma', startMs: 0 }));

function concatenated(...parts: readonly SeriesColumns[]): SeriesColumns {
  const join = (of: (part: SeriesColumns) => Float64Array | undefined) =>
    Float64Array.from(parts.flatMap((part) => [...(of(part) ?? [])]));
  return {
    atMs: join(({ atMs }) => atMs),
    values: Object.fromEntries(names.map((name) => [name, join(({ values }) => values[name])])),
  };
}

describe('columns over several segments', () => {
  it('are the same however long the segments are', () => {
    fc.assert(
      fc.property(segment, fc.integer({ min: 1_000, max: ALL_MS }), (whole, spanMs) => {
        const parts = splitSegment(whole, spanMs);
        expect(joinSegments(parts, names, 0, ALL_MS)).toEqual(joinSegments([whole], names, 0, ALL_MS));
      }),
    );
  });

  it('of two ranges that meet are those of the whole range', () => {
    fc.assert(
      fc.property(segment, fc.integer({ min: 0, max: ALL_MS }), (whole, middleMs) => {
        const first = joinSegments([whole], names, 0, middleMs);
        const second = joinSegments([whole], names, middleMs, ALL_MS);
        expect(concatenated(first, second)).toEqual(joinSegments([whole], names, 0, ALL_MS));
      }),
    );
  });

  it('begin at the first moment asked for and end before the last', () => {
    const rows = [10, 20, 30].map((atMs) => rowAt('gamma', atMs, { powerW: atMs }));
    const joined = joinSegments([segmentOf(rows, { minerId: 'gamma', startMs: 0 })], ['powerW'], 10, 30);
    expect(joined).toEqual({ atMs: Float64Array.of(10, 20), values: { powerW: Float64Array.of(10, 20) } });
  });

  it('are missing where a segment has none of a series', () => {
    const first = segmentOf([rowAt('gamma', 1, { powerW: 5 })], { minerId: 'gamma', startMs: 0 });
    const second = segmentOf([rowAt('gamma', 11, {})], { minerId: 'gamma', startMs: 10 });
    expect(joinSegments([first, second], ['powerW'], 0, 20).values.powerW).toEqual(
      Float64Array.of(5, Number.NaN),
    );
  });
});

it('a segment that is cut gives whole segments, each within its stretch', () => {
  fc.assert(
    fc.property(segment, fc.integer({ min: 1_000, max: ALL_MS }), (whole, spanMs) => {
      for (const part of splitSegment(whole, spanMs)) {
        expect(damageOf(part)).toBeUndefined();
        expect(part.atMs.length).toBeGreaterThan(0);
        for (const atMs of part.atMs) expect(spanStart(atMs, spanMs)).toBe(part.startMs);
      }
    }),
  );
});
