import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { correlation } from './correlation.ts';
import { pruneCorrelated } from './correlation-pruning.ts';

const value = fc.oneof(
  { weight: 8, arbitrary: fc.double({ min: -9, max: 9, noNaN: true }) },
  { weight: 1, arbitrary: fc.constant(Number.NaN) },
);
const tables = fc
  .integer({ min: 3, max: 8 })
  .chain((rows) =>
    fc.array(fc.array(value, { minLength: rows, maxLength: rows }), { minLength: 1, maxLength: 7 }),
  );

describe('correlation', () => {
  it('is 1 along a rising line, −1 along a falling one, whatever its unit', () => {
    const x = [1, 2, 5, 9];
    expect(
      correlation(
        x,
        x.map((each) => 1e9 + 3 * each),
      ),
    ).toBeCloseTo(1, 12);
    expect(
      correlation(
        x,
        x.map((each) => -0.001 * each),
      ),
    ).toBeCloseTo(-1, 14);
  });

  it('is that of NumPy', () => {
    expect(correlation([1, 2, 3, 4, 5.5], [2, 1, 4, 3, 7])).toBeCloseTo(0.858086838240179, 14);
  });

  it('leaves out pairs of which one is missing', () => {
    const gapped = correlation([1, 2, Number.NaN, 4, 7], [3, 1, 100, 2, Number.NaN]);
    expect(gapped).toBe(correlation([1, 2, 4], [3, 1, 2]));
  });

  it('is not known of what never changes or hardly overlaps', () => {
    expect(correlation([0.1, 0.1, 0.1], [1, 2, 3])).toBeNaN();
    expect(correlation([1, Number.NaN], [1, 2])).toBeNaN();
    expect(() => correlation([1], [1, 2])).toThrow(RangeError);
  });
});

describe('pruning of correlated columns', () => {
  it('keeps columns that are all unlike, and drops none that could be kept', () => {
    fc.assert(
      fc.property(tables, fc.double({ min: 0, max: 1, noNaN: true }), (columns, threshold) => {
        const { kept, pruned } = pruneCorrelated(columns, threshold);
        const between = (a: number, b: number) => Math.abs(correlation(columns[a] ?? [], columns[b] ?? []));
        for (const a of kept)
          for (const b of kept) if (a !== b) expect(between(a, b) > threshold).toBe(false);
        for (const { column, keptInstead } of pruned) {
          expect(kept).toContain(keptInstead);
          expect(between(column, keptInstead)).toBeGreaterThan(threshold);
        }
        expect([...kept, ...pruned.map(({ column }) => column)].sort()).toEqual([...columns.keys()]);
      }),
    );
  });

  it('prefers what it is told to prefer', () => {
    const columns = [
      [1, 2, 3, 4],
      [2, 4, 6, 8.1],
      [1, -1, 1, -1],
    ];
    expect(pruneCorrelated(columns, 0.9).kept).toEqual([0, 2]);
    const { kept, pruned } = pruneCorrelated(columns, 0.9, [1, 0, 2]);
    expect(kept).toEqual([1, 2]);
    expect(pruned).toMatchObject([{ column: 0, keptInstead: 1 }]);
  });

  it('keeps a column that never changes: it resembles nothing', () => {
    expect(
      pruneCorrelated(
        [
          [1, 2, 3],
          [5, 5, 5],
        ],
        0.5,
      ).kept,
    ).toEqual([0, 1]);
  });

  it('refuses a threshold that is none, and a place without a column', () => {
    expect(() => pruneCorrelated([], 1.5)).toThrow(RangeError);
    expect(() => pruneCorrelated([[1, 2]], 0.5, [1])).toThrow(RangeError);
  });
});
