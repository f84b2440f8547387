import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Random } from '../random.ts';
import {
  meanVariance,
  mixtureCdf,
  mixtureMean,
  mixtureQuantile,
  regressInSlowNoise,
} from './slow-noise-regression.ts';

const COUNT = 120;
const rows = Array.from({ length: COUNT }, (_, row) => row);
const step = Float64Array.from(rows, (row) => Number(row >= COUNT / 2));
const constant = new Float64Array(COUNT).fill(1);

function noise(seed: number, slow: number, steps: number): Float64Array {
  const random = new Random(seed);
  const phi = Math.exp(-1 / steps);
  let state = random.normal();
  return Float64Array.from(rows, () => {
    state = phi * state + Math.sqrt(1 - phi * phi) * random.normal();
    return Math.sqrt(slow) * state + Math.sqrt(1 - slow) * random.normal();
  });
}

const stepOf = (y: Float64Array, at: ArrayLike<number> = rows) =>
  regressInSlowNoise(at, y, [step, constant], [undefined, undefined], 1);

describe('regression in slow noise', () => {
  it('finds the difference of means where noise has no memory, about as surely as least squares', () => {
    const y = noise(5, 0, 1);
    const mean = (from: number) => y.slice(from, from + COUNT / 2).reduce((a, b) => a + b) / (COUNT / 2);
    const { coefficient } = stepOf(y);
    expect(Math.abs(mixtureMean(coefficient) - (mean(COUNT / 2) - mean(0)))).toBeLessThan(0.3);
    const half = (mixtureQuantile(coefficient, 0.975) - mixtureQuantile(coefficient, 0.025)) / 2;
    expect(half).toBeGreaterThan(1.96 * Math.sqrt(4 / COUNT) * 0.8);
    expect(half).toBeLessThan(1.96 * Math.sqrt(4 / COUNT) * 3);
  });

  it('is less sure the longer noise remembers', () => {
    const width = (slow: number) =>
      Array.from({ length: 20 }, (_, seed) => {
        const { coefficient } = stepOf(noise(seed, slow, 10));
        return mixtureQuantile(coefficient, 0.975) - mixtureQuantile(coefficient, 0.025);
      }).reduce((sum, each) => sum + each);
    expect(width(0.9)).toBeGreaterThan(1.15 * width(0));
  });

  it('keeps to what is thought of a coefficient that the data say nothing of', () => {
    const nothing = new Float64Array(COUNT);
    const { means } = regressInSlowNoise(
      rows,
      noise(2, 0.5, 5),
      [step, constant, nothing],
      [undefined, undefined, { mean: 0.7, deviation: 0.2 }],
      1,
    );
    expect(means[2]).toBeCloseTo(0.7, 9);
  });

  it('follows a shift, a scale and a shift of time, whatever the noise', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 10_000 }),
        fc.double({ min: -5, max: 5, noNaN: true }),
        fc.double({ min: 0.1, max: 10, noNaN: true }),
        (seed, shift, scale) => {
          const y = noise(seed, 0.5, 8);
          const was = stepOf(y).coefficient;
          const moved = y.map((value, row) => scale * (value + 3 + shift * (step[row] ?? 0)));
          const is = stepOf(
            moved,
            rows.map((row) => row + 50),
          ).coefficient;
          for (const p of [0.025, 0.5, 0.975])
            expect(mixtureQuantile(is, p)).toBeCloseTo(scale * (mixtureQuantile(was, p) + shift), 5);
        },
      ),
      { numRuns: 20 },
    );
  });

  it('has quantiles that are where its probabilities say', () => {
    const { coefficient } = stepOf(noise(1, 0.6, 10));
    for (const p of [0.01, 0.3, 0.5, 0.9])
      expect(mixtureCdf(coefficient, mixtureQuantile(coefficient, p))).toBeCloseTo(p, 9);
  });

  it('knows the variance of a mean of an autoregression', () => {
    // Two values: (1 + slow·φ)/2.
    expect(meanVariance({ slow: 0.5, steps: 2 }, 2)).toBeCloseTo((1 + 0.5 * Math.exp(-0.5)) / 2, 12);
    expect(meanVariance({ slow: 0, steps: 5 }, 9)).toBeCloseTo(1 / 9, 12);
  });
});
