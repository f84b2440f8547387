import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyRows, orderedRows, rowsOfTwo } from '../../tests/support/any-rows.ts';
import { rowAt } from '../../tests/support/telemetry-rows.ts';
import { damageOf, groupBySpan, rowsOf, segmentOf, spanStart } from './segment.ts';

const key = { minerId: 'gamma', startMs: 0 };

describe('a segment', () => {
  it('gives its rows back, oldest first', () => {
    fc.assert(
      fc.property(orderedRows('gamma'), fc.func(fc.nat()), (rows, rank) => {
        const shuffled = [...rows].sort((a, b) => rank(a.atMs) - rank(b.atMs));
        expect(rowsOf(segmentOf(shuffled, key))).toEqual(rows);
      }),
    );
  });

  it('is the same whether its rows come at once or one part after the other', () => {
    fc.assert(
      fc.property(anyRows('gamma'), fc.nat(60), (rows, cut) => {
        const first = segmentOf(rows.slice(0, cut), key);
        expect(segmentOf([...rowsOf(first), ...rows.slice(cut)], key)).toEqual(segmentOf(rows, key));
      }),
    );
  });

  it('made of any rows is whole', () => {
    fc.assert(
      fc.property(anyRows('gamma'), (rows) => {
        expect(damageOf(segmentOf(rows, key))).toBeUndefined();
      }),
    );
  });

  it('does not change when rows are given twice', () => {
    fc.assert(
      fc.property(orderedRows('gamma'), (rows) => {
        expect(segmentOf([...rows, ...rows], key)).toEqual(segmentOf(rows, key));
      }),
    );
  });

  it('takes the last of several values of one moment, and none that is missing', () => {
    const rows = [rowAt('gamma', 0, { powerW: 10, sharesAccepted: 1 }), rowAt('gamma', 0, { powerW: 20 })];
    expect(rowsOf(segmentOf(rows, key))).toEqual([rowAt('gamma', 0, { powerW: 20, sharesAccepted: 1 })]);
  });

  it('has no column for a series that no row has', () => {
    const { columns } = segmentOf([rowAt('gamma', 0, { powerW: 15 }), rowAt('gamma', 1, {})], key);
    expect(columns).toEqual({ powerW: Float32Array.of(15, Number.NaN) });
  });

  it('keeps counters exactly that no 32-bit float can hold', () => {
    const { columns } = segmentOf([rowAt('gamma', 0, { bestShare: 2 ** 40 + 1 })], key);
    expect(columns.bestShare?.[0]).toBe(2 ** 40 + 1);
  });
});

describe('rows by miner and hour', () => {
  it('are the same rows, each in the hour of its miner it belongs to', () => {
    fc.assert(
      fc.property(rowsOfTwo, fc.integer({ min: 1, max: 3_600_000 }), (rows, spanMs) => {
        const groups = groupBySpan(rows, spanMs);
        expect(new Set(groups.flatMap((group) => group.rows))).toEqual(new Set(rows));
        for (const group of groups) {
          for (const row of group.rows) {
            expect(row.minerId).toBe(group.key.minerId);
            expect(spanStart(row.atMs, spanMs)).toBe(group.key.startMs);
          }
        }
        const keys = groups.map((group) => JSON.stringify(group.key));
        expect(new Set(keys).size).toBe(keys.length);
      }),
    );
  });

  it('keep their order', () => {
    const rows = [30, 10, 20].map((atMs) => rowAt('gamma', atMs, {}));
    expect(groupBySpan(rows, 100)[0]?.rows).toEqual(rows);
  });
});

describe('damage to a segment is told:', () => {
  const atMs = Float64Array.of(1, 2, 3);
  const cases: readonly [reason: string, segment: object][] = [
    ['no times', {}],
    ['no times', { atMs: [1, 2, 3], columns: {} }],
    ['no time at row 0', { atMs: Float64Array.of(Number.NaN), columns: {} }],
    ['no time at row 1', { atMs: Float64Array.of(1, Number.POSITIVE_INFINITY), columns: {} }],
    ['times out of order at row 2', { atMs: Float64Array.of(1, 3, 2), columns: {} }],
    ['times out of order at row 1', { atMs: Float64Array.of(1, 1), columns: {} }],
    ['times out of order at row 1', { atMs: Float64Array.of(1, Number.NaN, 3), columns: {} }],
    ['no columns', { atMs }],
    ['no columns', { atMs, columns: null }],
    ['powerW is no column', { atMs, columns: { powerW: [1, 2, 3] } }],
    ['powerW has 2 values for 3 times', { atMs, columns: { powerW: Float32Array.of(1, 2) } }],
  ];
  for (const [reason, segment] of cases)
    it(reason, () => {
      expect(damageOf(segment)).toBe(reason);
    });
});
