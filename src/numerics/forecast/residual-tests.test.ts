import { describe, expect, it } from 'vitest';
import { Random } from '../random.ts';
import { longRunVariance } from './long-run-variance.ts';
import { biasTest, jarqueBera, residualTests } from './residual-tests.ts';

const ERRORS = [
  0.5, -1.2, 0.3, 2.1, -0.4, 0.9, 1.7, -0.8, 0.2, 1.1, -0.6, 0.4, 3.0, -1.5, 0.7, 0.1, -0.3, 1.4, 0.6, -0.2,
];

describe('tests of errors', () => {
  it('agree with SciPy and NumPy', () => {
    expect(jarqueBera(ERRORS).statistic).toBeCloseTo(0.6718883618104934, 10);
    expect(jarqueBera(ERRORS).p).toBeCloseTo(0.7146629965442355, 10);
    expect(longRunVariance(ERRORS, 0)).toBeCloseTo(1.173, 10);
    expect(longRunVariance(ERRORS, 4)).toBeCloseTo(0.2776, 10);
    expect(biasTest(ERRORS, 1).statistic).toBeCloseTo(3.187276291558384, 10);
    expect(biasTest(ERRORS, 1).p).toBeCloseTo(0.004850541608338333, 10);
    expect(biasTest(ERRORS, 3).p).toBeCloseTo(0.0030372662981573324, 10);
    const { autocorrelation } = residualTests(ERRORS, 2);
    expect(autocorrelation.statistic).toBeCloseTo(4.056737146236481, 10);
    expect(autocorrelation.p).toBeCloseTo(0.13154996032157862, 10);
  });

  it('tell a forecaster that says too much from one that does not, also where forecasts overlap', () => {
    const random = new Random(8);
    const shocks = Array.from({ length: 2006 }, () => random.normal());
    const ofSevenDays = Array.from({ length: 2000 }, (_, at) =>
      shocks.slice(at, at + 7).reduce((sum, one) => sum + one, 0),
    );
    expect(residualTests(ofSevenDays, 7).bias.p).toBeGreaterThan(0.05);
    expect(residualTests(ofSevenDays, 7).autocorrelation.p).toBeGreaterThan(0.05);
    expect(residualTests(ofSevenDays, 1).autocorrelation.p).toBeLessThan(1e-6);
    const tooMuch = ofSevenDays.map((error) => error + 1);
    expect(residualTests(tooMuch, 7).bias.p).toBeLessThan(0.001);
    const lopsided = ofSevenDays.map((error) => Math.exp(error / 3));
    expect(residualTests(lopsided, 7).normality.p).toBeLessThan(1e-6);
  });

  it('find nothing in errors that are all the same, or none', () => {
    for (const errors of [[], [2, 2, 2, 2, 2, 2], [Number.NaN]]) {
      const told = residualTests(errors, 1);
      expect(told.bias.p).toBeNaN();
      expect(told.autocorrelation.p).toBeNaN();
      expect(told.normality.p).toBeNaN();
    }
  });
});
