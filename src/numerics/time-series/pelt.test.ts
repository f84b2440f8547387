import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { disagreementsOf } from '../../../tests/reference/disagreements-of.ts';
import { changePoints } from '../../../tests/reference/statistics/change-points.ts';
import { Random } from '../random.ts';
import { pelt } from './pelt.ts';

function squaredDistances(stretch: readonly number[]): number {
  const mean = stretch.reduce((sum, value) => sum + value, 0) / stretch.length;
  return stretch.reduce((sum, value) => sum + (value - mean) ** 2, 0);
}

/** The least objective over all ways to cut the series, by trying every last segment. */
function fullProgramme(y: readonly number[], penalty: number, leastLength: number): number {
  const best = [-penalty];
  for (let t = 1; t <= y.length; t++) {
    let least = Number.POSITIVE_INFINITY;
    for (let start = 0; start <= t - leastLength; start++)
      least = Math.min(least, (best[start] ?? 0) + squaredDistances(y.slice(start, t)) + penalty);
    best.push(least);
  }
  return best.at(-1) ?? Number.NaN;
}

it('change points are those of the full dynamic programme in the reference', () => {
  expect(disagreementsOf('statistics', 'pelt', changePoints)).toEqual([]);
});

describe('PELT', () => {
  it('reaches the optimum that the full dynamic programme finds, whatever the least length', () => {
    const levels = fc.array(fc.tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: -5, max: 5 })), {
      minLength: 1,
      maxLength: 8,
    });
    const noise = fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 72, maxLength: 72 });
    fc.assert(
      fc.property(
        levels,
        noise,
        fc.double({ min: 0, max: 20, noNaN: true }),
        fc.integer({ min: 1, max: 5 }),
        (stretches, jitter, penalty, leastLength) => {
          const y = stretches
            .flatMap(([length, level]) => Array.from({ length }, () => level))
            .map((level, t) => level + (jitter[t] ?? 0));
          fc.pre(y.length >= leastLength);
          const { ends, objective } = pelt(y, { penalty, leastLength });
          expect(Math.abs(objective - fullProgramme(y, penalty, leastLength))).toBeLessThan(1e-9);
          const starts = [0, ...ends.slice(0, -1)];
          const told = starts.reduce((sum, start, k) => sum + squaredDistances(y.slice(start, ends[k])), 0);
          expect(Math.abs(told + penalty * (ends.length - 1) - objective)).toBeLessThan(1e-9);
          for (const [k, start] of starts.entries())
            expect((ends[k] ?? 0) - start).toBeGreaterThanOrEqual(leastLength);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('reaches it over long stretches that stay, drift or jump', () => {
    for (const [seed, drift, jump] of [
      [1, 0, 0],
      [2, 0.02, 0],
      [3, 0, 0.05],
      [4, 0.01, 0.01],
    ] as const) {
      const random = new Random(seed);
      let level = 0;
      const y = Array.from({ length: 150 }, () => {
        level = random.uniform() < jump ? 5 * random.normal() : level + drift;
        return level + random.normal();
      });
      for (const [penalty, leastLength] of [
        [1, 1],
        [12, 3],
        [30, 20],
      ] as const) {
        const { objective } = pelt(y, { penalty, leastLength });
        expect(Math.abs(objective - fullProgramme(y, penalty, leastLength))).toBeLessThan(1e-8);
      }
    }
  });

  it('finds where a level fell', () => {
    const y = Array.from({ length: 200 }, (_, t) => (t < 120 ? 100 : 80) + Math.sin(t * t));
    expect(pelt(y, { penalty: 20 }).ends).toEqual([120, 200]);
  });

  it('keeps its digits far from 0', () => {
    const y = Array.from({ length: 60 }, (_, t) => 1e9 + (t < 30 ? 0 : 1) + 0.01 * Math.sin(t * t));
    expect(pelt(y, { penalty: 1 }).ends).toEqual([30, 60]);
  });

  it('leaves a short series whole, and an empty one empty', () => {
    expect(pelt([1, 9, 1], { penalty: 0 }).ends).toEqual([3]);
    expect(pelt([], { penalty: 1 })).toEqual({ ends: [], objective: 0 });
  });

  it('refuses gaps and settings that are none', () => {
    expect(() => pelt([1, Number.NaN, 2, 3], { penalty: 1 })).toThrow(RangeError);
    expect(() => pelt([1, 2], { penalty: -1 })).toThrow(RangeError);
    expect(() => pelt([1, 2], { penalty: 1, leastLength: 0 })).toThrow(RangeError);
  });
});
