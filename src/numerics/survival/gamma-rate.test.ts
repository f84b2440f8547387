import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { gammaQuantile } from '../gamma-quantile.ts';
import { gaussLegendre } from '../gauss-legendre.ts';
import { afterEvents, gammaFromInterval, sumOfRates } from './gamma-rate.ts';
import { expectedSurvival, hazardMoments, hazardQuantile } from './hazard-mixture.ts';

describe('a gamma law of a rate', () => {
  test('has the median that it was told, and ends as far apart', () => {
    const { shape, exposure } = gammaFromInterval({ median: 0.05, low: 0.02, high: 0.12 });
    expect(gammaQuantile(shape, 0.5) / exposure).toBeCloseTo(0.05, 12);
    expect(gammaQuantile(shape, 0.95) / gammaQuantile(shape, 0.05)).toBeCloseTo(6, 9);
  });

  test('is read back from its own quantiles', () => {
    const at = (p: number) => gammaQuantile(2.5, p) / 40;
    const { shape, exposure } = gammaFromInterval({ median: at(0.5), low: at(0.05), high: at(0.95) });
    expect(shape).toBeCloseTo(2.5, 9);
    expect(exposure).toBeCloseTo(40, 7);
  });

  test('is refused where the interval is none', () => {
    expect(() => gammaFromInterval({ median: 1, low: 2, high: 3 })).toThrow(RangeError);
    expect(() => gammaFromInterval({ median: 1, low: 1, high: 1 })).toThrow(RangeError);
    expect(() => gammaFromInterval({ median: 1, low: 0, high: 2 })).toThrow(RangeError);
    expect(() => gammaFromInterval({ median: Number.NaN, low: 1, high: 2 })).toThrow(RangeError);
  });

  test('of a sum is exact where both are worth the same exposure', () => {
    const sum = sumOfRates([
      { shape: 2, exposure: 5 },
      { shape: 3, exposure: 5 },
    ]);
    expect(sum.shape).toBeCloseTo(5, 12);
    expect(sum.exposure).toBeCloseTo(5, 12);
  });

  test('three events in ten years after two in twenty make five in thirty', () => {
    // Gelman et al., section 2.6: gamma(α, β) becomes gamma(α + Σy, β + Σx).
    expect(afterEvents({ shape: 2, exposure: 20 }, 3, 10)).toEqual({ shape: 5, exposure: 30 });
  });
});

describe('a mixture of gamma hazards', () => {
  const one = [{ weight: 1, rate: { shape: 3, exposure: 60 }, ahead: 2 }];
  const two = [
    { weight: 0.3, rate: { shape: 3, exposure: 60 }, ahead: 2 },
    { weight: 0.7, rate: { shape: 0.8, exposure: 4 }, ahead: 0.5 },
  ];

  test('of one law survives as the closed form says: (β/(β + t))^α', () => {
    expect(expectedSurvival(one)).toBeCloseTo((60 / 62) ** 3, 14);
  });

  test('of one law has that law’s quantiles', () => {
    expect(hazardQuantile(one, 0.95)).toBeCloseTo((gammaQuantile(3, 0.95) / 60) * 2, 7);
  });

  test('survives as the mean of e^−Λ over its quantiles', () => {
    // ∫ f(Q(p)) dp, over pieces of the probability, finer towards its ends.
    const rule = gaussLegendre(20);
    let sum = 0;
    for (let piece = 0; piece < 10; piece++)
      for (const [at, node] of rule.nodes.entries())
        sum += (Math.exp(-hazardQuantile(two, (piece + node) / 10)) * (rule.weights[at] ?? 0)) / 10;
    expect(expectedSurvival(two)).toBeCloseTo(sum, 4);
  });

  test('has the mean and variance of its members and between them', () => {
    const { mean, variance } = hazardMoments(two);
    expect(mean).toBeCloseTo(0.3 * 0.1 + 0.7 * 0.1, 14);
    const within = [3 * (2 / 60) ** 2, 0.8 * (0.5 / 4) ** 2];
    expect(variance).toBeCloseTo(0.3 * (within[0] ?? 0) + 0.7 * (within[1] ?? 0), 14);
  });

  test('is 0 where nothing lies ahead', () => {
    const nothing = one.map((each) => ({ ...each, ahead: 0 }));
    expect(hazardQuantile(nothing, 0.95)).toBe(0);
    expect(expectedSurvival(nothing)).toBe(1);
  });

  test('has quantiles that rise with the probability, and a survival between 0 and 1', () => {
    const double = (min: number, max: number) => fc.double({ min, max, noNaN: true });
    const belief = fc.record({
      rate: fc.record({ shape: double(0.05, 200), exposure: double(1e-3, 1e4) }),
      ahead: double(0, 100),
    });
    fc.assert(
      fc.property(
        fc.array(belief, { minLength: 1, maxLength: 4 }),
        double(0.01, 0.98),
        double(0, 0.019),
        (list, p, more) => {
          const beliefs = list.map((each) => ({ ...each, weight: 1 / list.length }));
          const survival = expectedSurvival(beliefs);
          expect(survival).toBeGreaterThanOrEqual(0);
          expect(survival).toBeLessThanOrEqual(1);
          const low = hazardQuantile(beliefs, p);
          expect(hazardQuantile(beliefs, p + more)).toBeGreaterThanOrEqual(low * (1 - 1e-6));
        },
      ),
      { numRuns: 100 },
    );
  });
});
