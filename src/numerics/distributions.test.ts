import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { chiSquareCdf, chiSquareQuantile } from './chi-square.ts';
import { gammaQuantile } from './gamma-quantile.ts';
import { gammaP, gammaQ } from './incomplete-gamma.ts';
import { logFactorial } from './log-factorial.ts';
import { logGamma } from './log-gamma.ts';
import { logNormalCdf, normalCdf, normalQuantile } from './normal.ts';
import {
  garwoodInterval,
  jeffreysInterval,
  poissonCdf,
  poissonPmf,
  poissonQuantile,
  poissonTail,
} from './poisson.ts';

/** |found − expected| in parts of the expected. */
const relativeError = (found: number, expected: number) => Math.abs(found / expected - 1);

const shapes = fc.double({ min: 0.05, max: 5e4, noNaN: true });
const probabilities = fc.double({ min: 1e-9, max: 1 - 1e-9, noNaN: true });

/** [a, x, P(a, x), Q(a, x)] by SciPy 1.17.1's gammainc and gammaincc. */
const SCIPY_GAMMA: readonly (readonly [number, number, number, number])[] = [
  [0.3, 0.09, 0.5301111485704312, 0.4698888514295688],
  [0.5, 0.01, 0.11246291601828491, 0.887537083981715],
  [1, 2, 0.8646647167633873, 0.1353352832366127],
  [2.5, 12.5, 0.9998606662088144, 0.0001393337911856263],
  [9.9, 7.92, 0.2847159541753097, 0.7152840458246903],
  [50, 55, 0.7677952194991439, 0.23220478050085608],
  [1000, 970, 0.1716227901919811, 0.8283772098080189],
  [1000, 1500, 1.0, 2.204698611389594e-43],
  [100000, 100300, 0.828636311251196, 0.1713636887488041],
  [1e6, 999000, 0.15865521357430365, 0.8413447864256963],
];

describe('the Gamma function', () => {
  it('is the factorial at whole numbers and √π at a half', () => {
    for (const k of [0, 1, 5, 14, 15, 16, 170, 1e6])
      expect(Math.abs(logGamma(k + 1) - logFactorial(k))).toBeLessThan(1e-13 * Math.max(1, logFactorial(k)));
    expect(logGamma(0.5)).toBeCloseTo(Math.log(Math.PI) / 2, 14);
  });

  it('obeys Γ(x + 1) = x·Γ(x)', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-3, max: 1e6, noNaN: true }), (x) => {
        const scale = Math.max(1, Math.abs(logGamma(x + 1)));
        expect(Math.abs(logGamma(x + 1) - logGamma(x) - Math.log(x))).toBeLessThan(1e-13 * scale);
      }),
    );
  });

  it('is not defined at 0 and below', () => {
    for (const x of [0, -1, Number.NaN]) expect(logGamma(x)).toBeNaN();
  });
});

describe('the incomplete Gamma function', () => {
  test.each(SCIPY_GAMMA)('of shape %d at %d is what SciPy says', (a, x, p, q) => {
    expect(relativeError(gammaP(a, x), p)).toBeLessThan(2e-12);
    expect(relativeError(gammaQ(a, x), q)).toBeLessThan(2e-12);
  });

  it('has two sides that make 1, and grows with x', () => {
    fc.assert(
      fc.property(shapes, fc.double({ min: 0, max: 3, noNaN: true }), (a, part) => {
        const x = a * part;
        expect(gammaP(a, x) + gammaQ(a, x)).toBeCloseTo(1, 12);
        expect(gammaP(a, x * 1.01)).toBeGreaterThanOrEqual(gammaP(a, x));
      }),
    );
  });

  it('is at its end for any x far beyond its shape, up to the largest number', () => {
    fc.assert(
      fc.property(shapes, fc.double({ min: 1e9, noNaN: true }), (a, x) => {
        expect([gammaP(a, x), gammaQ(a, x)]).toEqual([1, 0]);
      }),
      {
        examples: [
          [0.5, 4.6e307],
          [1, 8e307],
          [1e6, Number.MAX_VALUE],
        ],
      },
    );
  });

  it('is undone by its quantile', () => {
    fc.assert(
      fc.property(shapes, probabilities, (a, p) => {
        const x = gammaQuantile(a, p);
        expect(relativeError(p < 0.5 ? gammaP(a, x) : gammaQ(a, x), p < 0.5 ? p : 1 - p)).toBeLessThan(1e-8);
      }),
    );
  });

  it('knows its ends and refuses what is no shape or no probability', () => {
    expect([gammaP(3, 0), gammaQ(3, 0), gammaP(3, Infinity), gammaQ(3, Infinity)]).toEqual([0, 1, 1, 0]);
    expect([gammaQuantile(3, 0), gammaQuantile(3, 1)]).toEqual([0, Infinity]);
    for (const nonsense of [gammaP(0, 1), gammaQ(2, -1), gammaQuantile(2, 1.1), gammaQuantile(-1, 0.5)])
      expect(nonsense).toBeNaN();
  });
});

describe('the normal law', () => {
  // SciPy 1.17.1: norm.ppf
  test.each([
    [1e-20, -9.262340089798409],
    [1e-5, -4.264890793922825],
    [0.02, -2.053748910631823],
    [0.3, -0.5244005127080409],
    [0.5, 0.0],
    [0.7, 0.5244005127080407],
    [0.975, 1.959963984540054],
  ])('stays below its quantile with probability %d', (p, z) => {
    expect(normalQuantile(p)).toBeCloseTo(z, 12);
    expect(relativeError(normalCdf(z), p)).toBeLessThan(1e-12);
  });

  it('is symmetric and undone by its quantile', () => {
    fc.assert(
      fc.property(probabilities, (p) => {
        expect(normalCdf(normalQuantile(p))).toBeCloseTo(p, 12);
        expect(normalQuantile(1 - p)).toBeCloseTo(-normalQuantile(p), 6);
      }),
    );
  });

  it("has a logarithm of its chances that agrees with SciPy's `norm.logcdf` far out, too", () => {
    expect(logNormalCdf(-50)).toBeCloseTo(-1254.8313611394199, 9);
    expect(logNormalCdf(-31)).toBeCloseTo(-484.8539636271794, 9);
    expect(logNormalCdf(-30)).toBeCloseTo(-454.32124395634327, 9);
    expect(logNormalCdf(0)).toBeCloseTo(Math.log(0.5), 14);
    expect(logNormalCdf(Number.NaN)).toBeNaN();
  });
});

describe('χ²', () => {
  it('has the quantiles that SciPy gives it', () => {
    expect(chiSquareQuantile(0.95, 1)).toBeCloseTo(3.841458820694124, 10);
    expect(chiSquareQuantile(0.99, 10)).toBeCloseTo(23.209251158954356, 10);
    expect(chiSquareQuantile(0.05, 30)).toBeCloseTo(18.49266098195347, 10);
    expect(chiSquareCdf(3.841458820694124, 1)).toBeCloseTo(0.95, 12);
  });
});

describe('the Poisson law', () => {
  it('sums its probabilities to its distribution', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 60, noNaN: true }), fc.integer({ min: 0, max: 80 }), (mean, k) => {
        let sum = 0;
        for (let n = 0; n <= k; n++) sum += poissonPmf(n, mean);
        expect(poissonCdf(k, mean)).toBeCloseTo(sum, 12);
        expect(poissonTail(k, mean)).toBeCloseTo(1 - sum, 12);
      }),
    );
  });

  it('has as quantile the first count that reaches the probability', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1e5, noNaN: true }), probabilities, (mean, p) => {
        const k = poissonQuantile(p, mean);
        expect(poissonCdf(k, mean)).toBeGreaterThanOrEqual(p);
        expect(poissonCdf(k - 1, mean)).toBeLessThan(p);
      }),
    );
  });

  it('never holds less than promised by Garwood and, from 20 events, 95 ± 1 % on average by Jeffreys', () => {
    const coverages: number[] = [];
    for (let mean = 20; mean < 200; mean *= 1.013) {
      const held = (interval: typeof garwoodInterval) => coverageAt(mean, (count) => interval(count, 0.95));
      expect(held(garwoodInterval)).toBeGreaterThanOrEqual(0.95);
      coverages.push(held(jeffreysInterval));
    }
    expect(Math.abs(coverages.reduce((sum, part) => sum + part, 0) / coverages.length - 0.95)).toBeLessThan(
      0.005,
    );
  });
});

/** Probability that the interval drawn at the counted events holds the mean that made them. */
function coverageAt(mean: number, interval: (count: number) => { low: number; high: number }): number {
  let covered = 0;
  for (let count = 0; count < mean + 12 * Math.sqrt(mean) + 12; count++) {
    const { low, high } = interval(count);
    if (low <= mean && mean <= high) covered += poissonPmf(count, mean);
  }
  return covered;
}
