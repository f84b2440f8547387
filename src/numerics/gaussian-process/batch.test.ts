import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expectedImprovement } from './acquisition.ts';
import { believingIn, nextBatch } from './batch.ts';
import { beliefAt, beliefsAt, conditioned, extended, type GaussianProcess } from './gaussian-process.ts';

const PARAMETERS = { signalVariance: 1, lengthScales: [0.2], noiseVariance: 0.01 };
const points = Array.from({ length: 41 }, (_, i) => Float64Array.of(i / 40));
const known = conditioned(
  { inputs: [Float64Array.of(0.1), Float64Array.of(0.5)], targets: [0.2, 0.8] },
  PARAMETERS,
);
const coordinate = fc.double({ min: 0, max: 1, noNaN: true });

describe('measurements under way', () => {
  it('leave the mean as it is and narrow the doubt', () => {
    fc.assert(
      fc.property(fc.array(coordinate, { maxLength: 5 }), coordinate, (pending, x) => {
        const believing = believingIn(
          known,
          pending.map((each) => Float64Array.of(each)),
        );
        const [before, after] = [beliefAt(known, [x]), beliefAt(believing, [x])];
        expect(after.mean).toBeCloseTo(before.mean, 7);
        expect(after.variance).toBeLessThanOrEqual(before.variance + 1e-9);
      }),
    );
  });
});

describe('a process that learns one more observation', () => {
  it('is the one that was told all at once', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(coordinate, coordinate), { minLength: 1, maxLength: 8 }),
        coordinate,
        (rows, x) => {
          let grown = conditioned({ inputs: [], targets: [] }, PARAMETERS);
          for (const [at, target] of rows) grown = extended(grown, Float64Array.of(at), target, 0.1 * at);
          const whole = conditioned(
            {
              inputs: rows.map(([at]) => Float64Array.of(at)),
              targets: rows.map(([, target]) => target),
              noiseVariances: rows.map(([at]) => 0.1 * at),
            },
            PARAMETERS,
          );
          expect(beliefAt(grown, [x]).mean).toBeCloseTo(beliefAt(whole, [x]).mean, 8);
          expect(beliefAt(grown, [x]).variance).toBeCloseTo(beliefAt(whole, [x]).variance, 8);
        },
      ),
    );
  });

  it('bears the same point twice without noise', () => {
    const exact = conditioned({ inputs: [], targets: [] }, { ...PARAMETERS, noiseVariance: 0 });
    const twice = believingIn(extended(exact, Float64Array.of(0.3), 1), [
      Float64Array.of(0.3),
      Float64Array.of(0.3),
    ]);
    expect(beliefAt(twice, [0.3]).mean).toBeCloseTo(1, 3);
  });
});

describe('a batch', () => {
  const improvement = (process: GaussianProcess, asked: readonly Float64Array[]) =>
    beliefsAt(process, asked).map((belief) => expectedImprovement(belief, 0.8));

  it('begins with the best point and goes on elsewhere', () => {
    const batch = nextBatch(known, points, 3, improvement);
    const scores = improvement(known, points);
    expect(scores[batch[0] as number]).toBe(Math.max(...scores));
    const [a = 0, b = 0, c = 0] = batch;
    expect(Math.min(Math.abs(a - b), Math.abs(b - c), Math.abs(a - c))).toBeGreaterThan(2);
  });

  it('holds no point twice, and no more than there are', () => {
    const batch = nextBatch(known, points.slice(0, 4), 9, improvement);
    expect(batch.toSorted()).toEqual([0, 1, 2, 3]);
  });
});
