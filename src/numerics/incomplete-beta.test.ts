import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { fTail } from './f-distribution.ts';
import { betaI, logBeta } from './incomplete-beta.ts';
import { normalQuantile } from './normal.ts';
import { studentCdf, studentQuantile, studentTail, studentTwoSided } from './student-t.ts';

/** |found − expected| in parts of the expected. */
const relativeError = (found: number, expected: number) => Math.abs(found / expected - 1);

const shapes = fc.double({ min: 0.05, max: 1e5, noNaN: true });
const probabilities = fc.double({ min: 1e-9, max: 1 - 1e-9, noNaN: true });

describe('the incomplete beta function', () => {
  // SciPy 1.17.1: betainc
  test.each([
    [0.25, 1.0, 2.0, 0.4375],
    [0.1, 0.5, 0.5, 0.20483276469913345],
    [0.9, 3.0, 7.0, 0.999997002],
    [0.99, 50.0, 0.5, 0.3173043978741973],
    [0.33, 1000.0, 2000.0, 0.3506326761341843],
    [0.501, 100000.0, 100000.0, 0.8144532554424423],
    [0.001, 0.01, 30.0, 0.9706140849719676],
    [0.4, 12.0, 15.0, 0.32632071343693025],
  ])('at %d with a = %d and b = %d is what SciPy says', (x, a, b, expected) => {
    expect(relativeError(betaI(x, a, b), expected)).toBeLessThan(1e-11);
  });

  it('is the same seen from the other side', () => {
    fc.assert(
      fc.property(probabilities, shapes, shapes, (x, a, b) => {
        expect(betaI(x, a, b) + betaI(1 - x, b, a, x)).toBeCloseTo(1, 9);
      }),
    );
  });

  it('is a power where one shape is 1', () => {
    fc.assert(
      fc.property(probabilities, fc.double({ min: 0.1, max: 50, noNaN: true }), (x, a) => {
        expect(betaI(x, a, 1)).toBeCloseTo(x ** a, 12);
      }),
    );
  });

  it('knows its ends and refuses what is no shape or no probability', () => {
    expect([betaI(0, 2, 3), betaI(1, 2, 3)]).toEqual([0, 1]);
    for (const nonsense of [betaI(0.5, 0, 1), betaI(0.5, 1, -1), betaI(1.1, 1, 1), betaI(Number.NaN, 1, 1)])
      expect(nonsense).toBeNaN();
  });

  it('rests on ln B(a, b) with B(a, b + 1)·(a + b) = B(a, b)·b, however large', () => {
    fc.assert(
      fc.property(shapes, shapes, (a, b) => {
        const step = Math.log(b / (a + b));
        const error = Math.abs(logBeta(a, b + 1) - logBeta(a, b) - step);
        expect(error).toBeLessThan(1e-13 * Math.max(10, Math.abs(logBeta(a, b))));
      }),
    );
  });
});

describe("Student's t", () => {
  // SciPy 1.17.1: t.sf
  test.each([
    [2.086, 20.0, 0.024998177228720095],
    [0.0, 3.0, 0.5],
    [-1.5, 7.3, 0.912218453598457],
    [12.0, 5.0, 3.544746258580761e-5],
    [40.0, 3.0, 1.7190340394579253e-5],
    [3.0, 1000000.0, 0.0013499312707109],
    [0.001, 2.0, 0.49964644669779507],
  ])('is above %d with %d degrees of freedom as often as SciPy says', (t, degrees, expected) => {
    expect(relativeError(studentTail(t, degrees), expected)).toBeLessThan(1e-11);
  });

  // SciPy 1.17.1: t.ppf
  test.each([
    [0.975, 20.0, 2.085963447265864],
    [0.025, 118.853, -1.980125031580478],
    [0.6, 1.0, 0.32491969623290634],
    [1e-10, 4.0, -416.1751403296041],
    [0.3, 0.5, -1.0095258786071655],
    [0.995, 100000.0, 2.575878469908375],
  ])('has at %d with %d degrees of freedom the quantile that SciPy gives it', (p, degrees, expected) => {
    expect(relativeError(studentQuantile(p, degrees), expected)).toBeLessThan(1e-11);
  });

  it('is symmetric and undone by its quantile', () => {
    fc.assert(
      fc.property(probabilities, fc.double({ min: 0.5, max: 1e6, noNaN: true }), (p, degrees) => {
        const t = studentQuantile(p, degrees);
        expect(studentCdf(t, degrees)).toBeCloseTo(p, 10);
        expect(studentTail(-t, degrees)).toBeCloseTo(studentCdf(t, degrees), 12);
        expect(studentTwoSided(t, degrees)).toBeCloseTo(2 * Math.min(p, 1 - p), 10);
      }),
    );
  });

  it('is Cauchy with one degree of freedom and normal with endlessly many', () => {
    expect(studentTail(1, 1)).toBeCloseTo(0.25, 14);
    expect(studentQuantile(0.975, Infinity)).toBe(normalQuantile(0.975));
    expect(studentQuantile(0.975, 1e8)).toBeCloseTo(normalQuantile(0.975), 6);
  });

  it('knows its ends and has none without degrees of freedom', () => {
    expect([studentTail(Infinity, 3), studentTail(-Infinity, 3)]).toEqual([0, 1]);
    expect([studentQuantile(0, 3), studentQuantile(0.5, 3), studentQuantile(1, 3)]).toEqual([
      -Infinity,
      0,
      Infinity,
    ]);
    for (const nonsense of [studentTail(1, 0), studentTail(Number.NaN, 2), studentQuantile(0.4, 0)])
      expect(nonsense).toBeNaN();
  });
});

describe("Fisher's F", () => {
  // SciPy 1.17.1: f.sf
  test.each([
    [4.96, 1.0, 10.0, 0.05008765056646815],
    [2.286, 1.0, 143.0, 0.13275277415543518],
    [0.01, 3.0, 4.0, 0.9984014721769673],
    [50.0, 2.0, 7.0, 7.16143275246554e-5],
    [1.02, 10000.0, 20000.0, 0.12580234175036487],
  ])('is above %d with %d and %d degrees of freedom as often as SciPy says', (f, d1, d2, expected) => {
    expect(relativeError(fTail(f, d1, d2), expected)).toBeLessThan(1e-10);
  });

  it('is the square of t with one degree of freedom', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 30, noNaN: true }), fc.integer({ min: 1, max: 500 }), (t, n) => {
        expect(fTail(t * t, 1, n)).toBeCloseTo(studentTwoSided(t, n), 11);
      }),
    );
  });

  it('knows its ends', () => {
    expect([fTail(-1, 2, 3), fTail(0, 2, 3), fTail(Infinity, 2, 3)]).toEqual([1, 1, 0]);
    expect([fTail(1, 0, 3), fTail(Number.NaN, 2, 3)]).toEqual([Number.NaN, Number.NaN]);
  });
});
