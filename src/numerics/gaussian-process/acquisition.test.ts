import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Random } from '../random.ts';
import { chanceAbove, chanceBelow, expectedImprovement, logExpectedImprovement } from './acquisition.ts';
import { expectedHypervolumeGain, hypervolume, nonDominated } from './pareto-front.ts';

const belief = fc.record({
  mean: fc.double({ min: -5, max: 5, noNaN: true }),
  variance: fc.double({ min: 1e-6, max: 9, noNaN: true }),
});
const cost = fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true }));

describe('expected improvement', () => {
  it('is the mean of what draws gain', () => {
    const random = new Random(3);
    let sum = 0;
    for (let draw = 0; draw < 100_000; draw++) sum += Math.max(0, 0.2 + 1.5 * random.normal() - 1);
    expect(expectedImprovement({ mean: 0.2, variance: 2.25 }, 1)).toBeCloseTo(sum / 100_000, 1);
  });

  it('is at least the plain gain, and rises with doubt', () => {
    fc.assert(
      fc.property(belief, fc.double({ min: -5, max: 5, noNaN: true }), (believed, best) => {
        const gain = expectedImprovement(believed, best);
        expect(gain).toBeGreaterThanOrEqual(Math.max(0, believed.mean - best) - 1e-12);
        const doubtful = { ...believed, variance: believed.variance * 2 };
        expect(expectedImprovement(doubtful, best)).toBeGreaterThanOrEqual(gain - 1e-12);
      }),
    );
  });

  it('keeps its logarithm where it is too small for a number, without a step at the change of formula', () => {
    const at = (z: number) => logExpectedImprovement({ mean: z, variance: 1 }, 0);
    expect(at(-24.99999)).toBeCloseTo(at(-25.00001), 2);
    expect(at(-5)).toBeCloseTo(Math.log(expectedImprovement({ mean: -5, variance: 1 }, 0)), 10);
    expect(at(-60)).toBeCloseTo(-1800 - Math.log(3600) - 0.9189385, 2);
    expect(at(-40)).toBeLessThan(at(-30));
  });

  it('has chances above and below that make one', () => {
    fc.assert(
      fc.property(belief, fc.double({ min: -5, max: 5, noNaN: true }), (believed, limit) => {
        expect(chanceAbove(believed, limit) + chanceBelow(believed, limit)).toBeCloseTo(1, 12);
      }),
    );
    expect(chanceBelow({ mean: 3, variance: 0 }, 3)).toBe(1);
    expect(chanceAbove({ mean: 3, variance: 0 }, 3)).toBe(0);
  });
});

describe('a Pareto front', () => {
  it('leaves out just what another beats', () => {
    fc.assert(
      fc.property(fc.array(cost, { maxLength: 12 }), (points) => {
        const front = nonDominated(points);
        for (const [a, b] of points) expect(front.some(([c, d]) => c <= a && d <= b)).toBe(true);
        for (const each of front)
          for (const other of front)
            if (each !== other) expect(other[0] <= each[0] && other[1] <= each[1]).toBe(false);
      }),
    );
  });

  it('beats the area that a grid counts', () => {
    expect(
      hypervolume(
        [
          [0.2, 0.6],
          [0.5, 0.3],
          [0.9, 0.9],
        ],
        [1, 1],
      ),
    ).toBeCloseTo(0.8 * 0.4 + 0.5 * 0.3, 12);
    expect(hypervolume([[1.2, 0.1]], [1, 1])).toBe(0);
  });

  it('is expected to grow by the mean of what draws add', () => {
    const front = [
      [0.2, 0.6],
      [0.5, 0.3],
    ] as const;
    const beliefs = [
      { mean: 0.4, variance: 0.04 },
      { mean: 0.4, variance: 0.09 },
    ] as const;
    const random = new Random(8);
    const had = hypervolume(front, [1, 1]);
    let sum = 0;
    for (let draw = 0; draw < 20_000; draw++) {
      const drawn = [0.4 + 0.2 * random.normal(), 0.4 + 0.3 * random.normal()] as const;
      sum += hypervolume([...front, drawn], [1, 1]) - had;
    }
    expect(expectedHypervolumeGain(beliefs, front, [1, 1])).toBeCloseTo(sum / 20_000, 2);
  });

  it('is sure to grow by a sure point just as much as it does', () => {
    fc.assert(
      fc.property(fc.array(cost, { maxLength: 6 }), cost, (points, [a, b]) => {
        const sure = [
          { mean: a, variance: 0 },
          { mean: b, variance: 0 },
        ] as const;
        const grown = hypervolume([...points, [a, b]], [1, 1]) - hypervolume(points, [1, 1]);
        expect(expectedHypervolumeGain(sure, points, [1, 1])).toBeCloseTo(grown, 10);
      }),
    );
  });
});
