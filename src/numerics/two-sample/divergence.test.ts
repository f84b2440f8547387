import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Random } from '../random.ts';
import { chiSquareTest } from './chi-square-test.ts';
import { jensenShannon, jensenShannonDistance, kullbackLeibler, normalised } from './divergence.ts';
import { binParts, populationStability, quantileEdges } from './population-stability.ts';

/** Three histograms over the same bins, each with something in it. */
const histograms = fc
  .integer({ min: 1, max: 8 })
  .chain((bins) =>
    fc.tuple(
      ...[0, 1, 2].map(() =>
        fc
          .array(fc.nat(20), { minLength: bins, maxLength: bins })
          .filter((counts) => counts.some((count) => count > 0)),
      ),
    ),
  );

describe('divergences', () => {
  it('are at least 0, and 0 to itself', () => {
    fc.assert(
      fc.property(histograms, ([a = [], b = []]) => {
        const [p, q] = [normalised(a), normalised(b)];
        expect(kullbackLeibler(p, q)).toBeGreaterThanOrEqual(-1e-12);
        expect(kullbackLeibler(p, p)).toBe(0);
        expect(jensenShannon(a, a)).toBe(0);
      }),
    );
  });

  it('of Jensen and Shannon are symmetric, at most ln 2, and their roots keep the triangle', () => {
    fc.assert(
      fc.property(histograms, ([a = [], b = [], c = []]) => {
        const apart = jensenShannon(a, b);
        expect(jensenShannon(b, a)).toBeCloseTo(apart, 14);
        expect(apart).toBeLessThanOrEqual(Math.LN2 + 1e-12);
        const detour = jensenShannonDistance(a, c) + jensenShannonDistance(c, b);
        expect(jensenShannonDistance(a, b)).toBeLessThanOrEqual(detour + 1e-7);
      }),
    );
  });

  it('take what only one side has as infinite or as a bit', () => {
    expect(kullbackLeibler([0.5, 0.5], [1, 0])).toBe(Infinity);
    expect(kullbackLeibler([1, 0], [0.5, 0.5])).toBeCloseTo(Math.LN2, 14);
    expect(jensenShannon([3, 0], [0, 7]) / Math.LN2).toBeCloseTo(1, 14);
  });

  it('have no answer for nothing or for what is missing, and refuse nonsense', () => {
    expect(jensenShannon([0, 0], [1, 2])).toBeNaN();
    expect(kullbackLeibler([Number.NaN, 1], [0.5, 0.5])).toBeNaN();
    expect(() => kullbackLeibler([1], [0.5, 0.5])).toThrow(RangeError);
    expect(() => jensenShannon([-1, 2], [1, 1])).toThrow(/at 0 is negative/);
  });
});

describe('population stability', () => {
  it('is both divergences of Kullback and Leibler together, where no bin is below the floor', () => {
    fc.assert(
      fc.property(histograms, ([a = [], b = []]) => {
        const [p, q] = [a, b].map((counts) => normalised(counts.map((count) => count + 1)));
        if (!p || !q) return;
        const both = kullbackLeibler(p, q) + kullbackLeibler(q, p);
        expect(populationStability(p, q)).toBeCloseTo(both, 12);
        expect(populationStability(q, p)).toBeCloseTo(both, 12);
      }),
    );
  });

  it('stays finite where a bin is empty', () => {
    expect(populationStability([1, 0], [0.5, 0.5])).toBeCloseTo(0.5 * Math.LN2 + 0.4999 * Math.log(5000), 12);
    expect(populationStability([Number.NaN, 0], [0.5, 0.5])).toBeNaN();
    expect(() => populationStability([1], [0.5, 0.5])).toThrow(RangeError);
  });

  it('puts a value that equals an edge into the upper bin, and leaves out what is missing', () => {
    expect([...binParts([1, 2, 2, 3, Number.NaN, 4], [2, 3])]).toEqual([0.2, 0.4, 0.4]);
    expect([...binParts([Number.NaN], [2])]).toEqual([Number.NaN, Number.NaN]);
  });

  it('cuts a sample into bins of the same count', () => {
    const random = new Random(9);
    const sample = Array.from({ length: 1000 }, () => random.exponential());
    const parts = binParts(sample, quantileEdges(sample, 10));
    for (const part of parts) expect(part).toBeCloseTo(0.1, 10);
    // NumPy 1.24: np.quantile with the same parts
    expect([...quantileEdges([8, 1, 4, 2], 3)]).toEqual([2, 4]);
    expect([...quantileEdges([1, 2, 4, 8], 4)]).toEqual([1.75, 3, 5]);
    expect(() => quantileEdges([], 4)).toThrow(RangeError);
    expect(() => quantileEdges([1], 1)).toThrow(RangeError);
  });
});

describe("Pearson's test", () => {
  it('errs in about 5 of 100 throws of a fair die', () => {
    const random = new Random(6);
    let alarms = 0;
    for (let run = 0; run < 1500; run++) {
      const counts = new Array<number>(6).fill(0);
      for (let throws = 0; throws < 120; throws++) {
        const face = Math.floor(6 * random.uniform());
        counts[face] = (counts[face] ?? 0) + 1;
      }
      if (chiSquareTest(counts, new Array<number>(6).fill(20)).p <= 0.05) alarms += 1;
    }
    expect(Math.abs(alarms / 1500 - 0.05)).toBeLessThan(4 * Math.sqrt((0.05 * 0.95) / 1500));
  });

  it('loses a degree of freedom for each fitted parameter, and has no answer without any', () => {
    const [observed, expected] = [
      [5, 15, 10],
      [10, 10, 10],
    ];
    expect(chiSquareTest(observed, expected)).toMatchObject({ chiSquare: 5, degrees: 2 });
    expect(chiSquareTest(observed, expected, 1).p).toBeLessThan(chiSquareTest(observed, expected).p);
    expect(chiSquareTest([3], [3]).p).toBeNaN();
    expect(() => chiSquareTest([1, 2], [3, 0])).toThrow(/at 1 is not above 0/);
    expect(() => chiSquareTest([1], [1, 2])).toThrow(RangeError);
  });
});
