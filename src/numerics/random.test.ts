import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { logFactorial } from './log-factorial.ts';
import { Random } from './random.ts';

const draw = (count: number, next: () => number): number[] => Array.from({ length: count }, next);

function moments(values: readonly number[]) {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
  return { mean, variance };
}

describe('Random', () => {
  it('repeats itself for the same seed and not for another', () => {
    const once = draw(
      20,
      (
        (random) => () =>
          random.uniform()
      )(new Random(1)),
    );
    const again = draw(
      20,
      (
        (random) => () =>
          random.uniform()
      )(new Random(1)),
    );
    const other = draw(
      20,
      (
        (random) => () =>
          random.uniform()
      )(new Random(2)),
    );
    expect(again).toEqual(once);
    expect(other).not.toEqual(once);
  });

  it('gives each label a stream of its own', () => {
    expect(Random.labelled(1, 'room').uniform()).not.toBe(Random.labelled(1, 'chip').uniform());
    expect(Random.labelled(1, 'room').uniform()).toBe(Random.labelled(1, 'room').uniform());
  });

  it('stays in [0, 1)', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const random = new Random(seed);
        for (let n = 0; n < 50; n++) {
          const value = random.uniform();
          expect(value >= 0 && value < 1).toBe(true);
        }
      }),
    );
  });

  it('has the mean and variance that its distributions promise', () => {
    const random = new Random(3);
    const uniform = moments(draw(40_000, () => random.uniform()));
    expect(uniform.mean).toBeCloseTo(0.5, 2);
    expect(uniform.variance).toBeCloseTo(1 / 12, 2);
    const normal = moments(draw(40_000, () => random.normal()));
    expect(Math.abs(normal.mean)).toBeLessThan(0.02);
    expect(Math.abs(normal.variance - 1)).toBeLessThan(0.03);
    const exponential = moments(draw(40_000, () => random.exponential()));
    expect(Math.abs(exponential.mean - 1)).toBeLessThan(0.03);
    expect(Math.abs(exponential.variance - 1)).toBeLessThan(0.06);
  });

  it.each([0.1, 3, 9.9, 10.1, 40, 900, 50_000])('counts events with mean and variance %d', (mean) => {
    const random = new Random(mean * 1000);
    const size = 20_000;
    const seen = moments(draw(size, () => random.poisson(mean)));
    // Five standard errors: of the mean sqrt(λ/n), of the variance sqrt((2λ² + λ)/n).
    expect(Math.abs(seen.mean - mean)).toBeLessThan(5 * Math.sqrt(mean / size));
    expect(Math.abs(seen.variance - mean)).toBeLessThan(5 * Math.sqrt((2 * mean * mean + mean) / size));
  });

  it('follows the Poisson probabilities on both sides of the change of method', () => {
    for (const mean of [9.5, 10.5]) {
      const random = new Random(11);
      const size = 40_000;
      const seen = new Map<number, number>();
      for (let n = 0; n < size; n++) {
        const k = random.poisson(mean);
        seen.set(k, (seen.get(k) ?? 0) + 1);
      }
      for (let k = 4; k <= 17; k++) {
        const probability = Math.exp(k * Math.log(mean) - mean - logFactorial(k));
        const error = Math.sqrt((probability * (1 - probability)) / size);
        expect(Math.abs((seen.get(k) ?? 0) / size - probability)).toBeLessThan(5 * error);
      }
    }
  });

  it('counts nothing for mean 0 and refuses means that make no sense', () => {
    const random = new Random(5);
    expect(random.poisson(0)).toBe(0);
    expect(random.poisson(-1)).toBeNaN();
    expect(random.poisson(Number.NaN)).toBeNaN();
    expect(random.poisson(Number.POSITIVE_INFINITY)).toBeNaN();
  });
});

describe('logFactorial', () => {
  it('agrees with SciPy 1.10 gammaln(k + 1)', () => {
    expect(logFactorial(0)).toBe(0);
    expect(logFactorial(10)).toBeCloseTo(15.104412573075516, 11);
    expect(logFactorial(16)).toBeCloseTo(30.671860106080672, 11);
    expect(logFactorial(100)).toBeCloseTo(363.73937555556347, 10);
    expect(logFactorial(1_000_000)).toBeCloseTo(12815518.384658169, 5);
  });

  it('is not defined off the whole numbers', () => {
    expect(logFactorial(-1)).toBeNaN();
    expect(logFactorial(1.5)).toBeNaN();
  });
});
