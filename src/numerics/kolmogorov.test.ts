import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { kolmogorovTail, smirnovTail } from './kolmogorov.ts';
import { kolmogorovExact } from './kolmogorov-exact.ts';
import { kolmogorovExpansion } from './kolmogorov-expansion.ts';
import { Random } from './random.ts';

describe("Kolmogorov's law of the largest distance", () => {
  // SciPy 1.17.1: kstwo.sf
  test.each([
    [10.0, 0.274, 0.3715203845434957],
    [1.0, 0.7, 0.6000000000000001],
    [2.0, 0.3, 0.98],
    [36.0, 0.1836, 0.1555434910140352],
    [36.0, 0.36, 0.00011009723196422495],
    [80.0, 0.056, 0.9512745985825091],
    [140.0, 0.004, 1.0],
    [141.0, 0.1, 0.11128445516467944],
    [200.0, 0.02, 0.9999948480179858],
    [500.0, 0.03, 0.7473166700457021],
    [500.0, 0.08, 0.0031305058199356268],
    [2000.0, 0.02, 0.3953133626892045],
    [20000.0, 0.004, 0.9048968240702959],
    [20000.0, 0.012, 0.006251252284121751],
    [5.0, 0.11, 0.999999616],
    [250000.0, 0.0015, 0.6266064052380176],
  ])('of %d values reaches %d as often as SciPy says', (n, d, expected) => {
    expect(Math.abs(kolmogorovTail(n, d) / expected - 1)).toBeLessThan(1e-9);
  });

  // SciPy 1.17.1: ksone.sf
  test.each([
    [10.0, 0.274, 0.18660506969148374],
    [36.0, 0.5, 3.786658076783228e-9],
    [2000.0, 0.04, 0.0016152840480628072],
    [100000.0, 0.006, 0.0007435744650565782],
  ])('has for %d values one side that reaches %d as often as SciPy says', (n, d, expected) => {
    expect(Math.abs(smirnovTail(n, d) / expected - 1)).toBeLessThan(1e-9);
  });

  it('is nearly the same by matrices and by expansion where both are at hand', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 140, max: 400 }),
        fc.double({ min: 0.4, max: 1.4, noNaN: true }),
        (n, z) => {
          const d = z / Math.sqrt(n);
          expect(Math.abs(kolmogorovExpansion(n, d) - kolmogorovExact(n, d))).toBeLessThan(1e-5);
        },
      ),
      { numRuns: 20 },
    );
  });

  it('falls from 1 to 0 as the distance grows, also where the way of computing it changes', () => {
    for (const n of [1, 2, 7, 140, 141, 3000]) {
      let before = 1;
      for (let d = 0; d <= 1; d += 0.003) {
        const tail = kolmogorovTail(n, d);
        expect(tail).toBeGreaterThanOrEqual(0);
        // The expansion is right to five digits only.
        expect(tail).toBeLessThanOrEqual(before + 1e-6);
        before = tail;
      }
      expect(kolmogorovTail(n, 1)).toBe(0);
    }
  });

  it('holds the distances of uniform values that were drawn', () => {
    const random = new Random(20260401);
    const n = 12;
    const [runs, limit] = [4000, 0.3];
    let reached = 0;
    for (let run = 0; run < runs; run++) {
      const values = Array.from({ length: n }, () => random.uniform()).sort((a, b) => a - b);
      const d = Math.max(...values.map((value, i) => Math.max((i + 1) / n - value, value - i / n)));
      if (d >= limit) reached += 1;
    }
    const expected = kolmogorovTail(n, limit);
    const deviation = Math.sqrt((expected * (1 - expected)) / runs);
    expect(Math.abs(reached / runs - expected)).toBeLessThan(4 * deviation);
  });

  it('is not defined for a part of a value or for no distance', () => {
    for (const nonsense of [kolmogorovTail(0, 0.1), kolmogorovTail(2.5, 0.1), kolmogorovTail(3, Number.NaN)])
      expect(nonsense).toBeNaN();
  });
});
