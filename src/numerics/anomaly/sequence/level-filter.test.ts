import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { solvePositive } from '../../linear/cholesky.ts';
import { Random } from '../../random.ts';
import { LevelFilter, type LevelModel } from './level-filter.ts';
import { fitLevel } from './level-fit.ts';

const models = fc.record({
  persistence: fc.double({ min: 0, max: 0.98, noNaN: true }),
  noise: fc.double({ min: 0.1, max: 3, noNaN: true }),
  movement: fc.double({ min: 0.01, max: 3, noNaN: true }),
});
const series = fc.array(
  fc.oneof(
    { weight: 4, arbitrary: fc.double({ min: -5, max: 5, noNaN: true }) },
    { weight: 1, arbitrary: fc.constant(Number.NaN) },
  ),
  { minLength: 1, maxLength: 12 },
);

/** Level and its variance after the last row by generalised least squares and conditioning, all values at once. */
function byDefinition({ persistence, noise, movement }: LevelModel, values: readonly number[]) {
  const places = [...values.keys()].filter((at) => !Number.isNaN(values[at] ?? Number.NaN));
  const spread = movement / (1 - persistence ** 2);
  const size = places.length;
  const covariance = () =>
    Float64Array.from(
      places.flatMap((i) =>
        places.map((j) => spread * persistence ** Math.abs(i - j) + (i === j ? noise : 0)),
      ),
    );
  const solved = (right: readonly number[]) => solvePositive(covariance(), Float64Array.from(right), size, 1);
  const dot = (a: ArrayLike<number>, b: ArrayLike<number>) =>
    Array.from(a).reduce((sum, value, at) => sum + value * (b[at] ?? 0), 0);
  const ones = places.map(() => 1);
  const last = places.map((i) => spread * persistence ** (values.length - 1 - i));
  const byOnes = solved(ones);
  const known = places.map((i) => values[i] ?? 0);
  const mean = dot(byOnes, known) / dot(byOnes, ones);
  const weights = solved(last);
  return {
    level:
      mean +
      dot(
        weights,
        known.map((value) => value - mean),
      ),
    variance: spread - dot(weights, last) + (1 - dot(weights, ones)) ** 2 / dot(byOnes, ones),
  };
}

describe('a level filter', () => {
  it('knows, value by value, what follows from all of them at once', () => {
    fc.assert(
      fc.property(models, series, (model, values) => {
        fc.pre(values.some((value) => !Number.isNaN(value)));
        const filter = new LevelFilter(model);
        for (const value of values) filter.take(value);
        const { mean, deviation, meanVariance, covariance, deviationVariance } = filter.state;
        // The filter's clock begins with the first value.
        const told = byDefinition(model, values);
        expect(mean + deviation).toBeCloseTo(told.level, 7);
        expect(meanVariance + 2 * covariance + deviationVariance).toBeCloseTo(told.variance, 7);
      }),
    );
  });

  it('comes to the steady variance of a local level: σ² x / (1 + x), x = (q + √(q² + 4 q)) / 2, q the signal to noise', () => {
    // The variances are those of the Nile's level (Durbin & Koopman, Time Series Analysis by State Space Methods, 2012).
    const filter = new LevelFilter({ persistence: 1, noise: 15_099, movement: 1469.1 });
    for (let year = 0; year < 100; year++) filter.take(1000);
    const { meanVariance, covariance, deviationVariance } = filter.state;
    const q = 1469.1 / 15_099;
    const x = (q + Math.sqrt(q * q + 4 * q)) / 2;
    expect(meanVariance + 2 * covariance + deviationVariance).toBeCloseTo((15_099 * x) / (1 + x), 6);
  });

  it('goes on from a state as if there had been no break', () => {
    const model = { persistence: 0.9, noise: 1, movement: 0.5 };
    const whole = new LevelFilter(model);
    for (const value of [1, 3, Number.NaN, 2]) whole.take(value);
    const resumed = new LevelFilter(model, whole.state);
    expect(resumed.take(5)).toEqual(whole.take(5));
    expect(resumed.state).toEqual(whole.state);
  });
});

describe('the fit of a level', () => {
  const simulated = ({ persistence, noise, movement }: LevelModel, seed: number, length = 1500) => {
    const random = new Random(seed);
    let level = 0;
    return Float64Array.from({ length }, () => {
      level = persistence * level + Math.sqrt(movement) * random.normal();
      return level + Math.sqrt(noise) * random.normal();
    });
  };

  it('tells a sensor that drifts from one that comes back', () => {
    for (const seed of [1, 2, 3]) {
      expect(fitLevel(simulated({ persistence: 1, noise: 1, movement: 0.1 }, seed)).model.persistence).toBe(
        1,
      );
      const back = fitLevel(simulated({ persistence: 0.8, noise: 0.5, movement: 0.5 }, seed)).model;
      expect(back.persistence).toBeGreaterThan(0.6);
      expect(back.persistence).toBeLessThan(0.95);
      // In variance it is what was simulated, of which √(2/1500) is known.
      const spread = back.movement / (1 - back.persistence ** 2) + back.noise;
      expect(Math.abs(spread / (0.5 / 0.36 + 0.5) - 1)).toBeLessThan(0.25);
    }
  });

  it('takes noise for noise, whatever is missing of it', () => {
    const values = simulated({ persistence: 0, noise: 2, movement: 0 }, 4).map((value, at) =>
      at % 3 === 0 ? Number.NaN : value,
    );
    const { model, state } = fitLevel(values);
    const spread = model.noise + model.movement / (1 - model.persistence ** 2);
    expect(spread).toBeGreaterThan(1.8);
    expect(spread).toBeLessThan(2.2);
    expect(Math.abs(state.mean)).toBeLessThan(0.15);
  });
});
