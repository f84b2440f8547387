import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { normalCdf } from '../normal.ts';
import { Random } from '../random.ts';
import { energyDistance } from './energy-distance.ts';
import {
  kolmogorovSmirnov,
  kolmogorovSmirnovAgainst,
  largestDistance,
  twoSampleLimitTail,
  twoSampleTail,
} from './kolmogorov-smirnov.ts';
import { levene } from './levene.ts';
import { mannWhitney } from './mann-whitney.ts';
import { wasserstein } from './wasserstein.ts';
import { welchT } from './welch-t.ts';

/** Few different values, so that ties are common. */
const tied = fc.array(fc.integer({ min: -9, max: 9 }), { minLength: 1, maxLength: 30 });
/** Halves up to 1,000, which sums hold exactly. */
const spread = fc.array(
  fc.integer({ min: -2000, max: 2000 }).map((half) => half / 2),
  { minLength: 2, maxLength: 30 },
);

/** In how many of the runs a test of two samples of the same law gives p ≤ 0.05. */
function falseAlarms(
  runs: number,
  sizes: readonly [number, number],
  pOf: (a: number[], b: number[]) => number,
) {
  const random = new Random(20260402);
  let alarms = 0;
  for (let run = 0; run < runs; run++) {
    const [a = [], b = []] = sizes.map((size) => Array.from({ length: size }, () => random.normal()));
    if (pOf(a, b) <= 0.05) alarms += 1;
  }
  return alarms / runs;
}

describe('the tests of two samples', () => {
  const tests = {
    'Kolmogorov and Smirnov': (a: number[], b: number[]) => kolmogorovSmirnov(a, b).p,
    'Mann and Whitney': (a: number[], b: number[]) => mannWhitney(a, b).p,
    Welch: (a: number[], b: number[]) => welchT(a, b).p,
    Levene: (a: number[], b: number[]) => levene(a, b).p,
  };

  test.each(Object.entries(tests))('of %s does not care which sample is first', (_, pOf) => {
    fc.assert(
      fc.property(spread, spread, (a, b) => {
        const [p, other] = [pOf(a, b), pOf(b, a)];
        if (Number.isNaN(p)) expect(other).toBeNaN();
        else expect(other).toBeCloseTo(p, 10);
        expect(p < 0 || p > 1).toBe(false);
      }),
    );
  });

  test.each(Object.entries(tests))('of %s errs in about 5 of 100 samples of the same law', (_, pOf) => {
    const part = falseAlarms(1500, [25, 40], pOf);
    // Four deviations of a count of 5 % in 1,500; the steps of Kolmogorov's and Levene's medians stay below.
    expect(part).toBeLessThan(0.0725);
    expect(part).toBeGreaterThan(0.02);
  });

  test.each(Object.entries(tests))('of %s leaves out what is missing', (_, pOf) => {
    const [a, b] = [
      [1, 4, 2, 8],
      [3, 9, 7],
    ];
    expect(pOf([Number.NaN, ...a], [...b, Number.NaN])).toBe(pOf(a, b));
    expect(pOf([Number.NaN], b)).toBeNaN();
    expect(pOf([], b)).toBeNaN();
  });
});

describe('two samples with ties', () => {
  const [a, b] = [
    [1, 1, 2, 3, 3, 3, 5, 8, 9],
    [2, 3, 3, 4, 6, 6, 7, 9, 9, 9, 12],
  ];

  it('are told apart as SciPy 1.17.1 tells them', () => {
    expect(mannWhitney(a, b).p).toBeCloseTo(0.07681286219572434, 12);
    expect(kolmogorovSmirnov(a, b).p).toBeCloseTo(0.2815670397713742, 12);
    expect(levene(a, b).w).toBeCloseTo(0.38571428571428573, 11);
    expect(levene(a, b).p).toBeCloseTo(0.5423462654457225, 11);
    expect(welchT(a, b).degrees).toBeCloseTo(17.744595329185326, 11);
    expect(welchT(a, b).p).toBeCloseTo(0.08521416211681382, 11);
    expect(welchT([1, 2], [3, 4]).t).toBeCloseTo(-2 * Math.SQRT2, 12);
  });
});

describe('the test of Kolmogorov and Smirnov', () => {
  it('does not change when both samples are bent by the same rising map', () => {
    fc.assert(
      fc.property(tied, tied, (a, b) => {
        const bend = (values: number[]) => values.map((value) => value ** 3 + value);
        expect(kolmogorovSmirnov(bend(a), bend(b))).toEqual(kolmogorovSmirnov(a, b));
      }),
    );
  });

  it('has as exact p-value the part of all orders that lie as far apart', () => {
    for (const [n, m] of [
      [3, 4],
      [5, 5],
      [2, 7],
    ] as const) {
      const distances = ordersOf(n, m).map(([a, b]) => largestDistance(a, b));
      for (const d of new Set(distances)) {
        const part = distances.filter((each) => each >= d - 1e-12).length / distances.length;
        expect(twoSampleTail(d, n, m)).toBeCloseTo(part, 13);
      }
    }
  });

  it('keeps its digits far out: two samples apart are one order of two in all', () => {
    // 2/C(120, 60), by Python: 2 / math.comb(120, 60)
    expect(twoSampleTail(1, 60, 60) / 2.070073888186964e-35).toBeCloseTo(1, 10);
  });

  it('comes near to its exact p-value by the law of one sample', () => {
    const [exact, limit] = [twoSampleTail(0.12, 300, 280), twoSampleLimitTail(0.12, 300, 280)];
    expect(Math.abs(limit / exact - 1)).toBeLessThan(0.05);
  });

  it('finds values of the law itself unsurprising, and those of another surprising', () => {
    const random = new Random(11);
    const sample = Array.from({ length: 300 }, () => random.normal());
    expect(kolmogorovSmirnovAgainst(sample, normalCdf).p).toBeGreaterThan(0.01);
    expect(kolmogorovSmirnovAgainst(sample, (x) => normalCdf(x - 0.4)).p).toBeLessThan(1e-4);
    expect(kolmogorovSmirnovAgainst([], normalCdf)).toEqual({ d: Number.NaN, p: Number.NaN });
  });
});

describe('the test of Mann and Whitney', () => {
  it('counts pairs, a tie as half of one', () => {
    fc.assert(
      fc.property(tied, tied, (a, b) => {
        const pairs = a.flatMap((x) => b.map((y) => (x > y ? 1 : x === y ? 0.5 : 0)));
        const u = pairs.reduce((sum: number, each) => sum + each, 0);
        expect(mannWhitney(a, b).u).toBe(u);
        expect(mannWhitney(a, b).auc).toBeCloseTo(u / pairs.length, 14);
        expect(mannWhitney(b, a).u).toBe(pairs.length - u);
      }),
    );
  });

  it('is certain of nothing where all values are the same', () => {
    expect(mannWhitney([2, 2, 2], [2, 2])).toEqual({ u: 3, auc: 0.5, p: 1 });
  });
});

describe("Welch's test", () => {
  it('holds the true difference in its interval about as often as promised', () => {
    const random = new Random(3);
    let held = 0;
    for (let run = 0; run < 1500; run++) {
      const a = Array.from({ length: 9 }, () => 2 + random.normal());
      const b = Array.from({ length: 20 }, () => 4 * random.normal());
      const { low, high } = welchT(a, b, 0.9);
      if (low <= 2 && 2 <= high) held += 1;
    }
    expect(Math.abs(held / 1500 - 0.9)).toBeLessThan(4 * Math.sqrt((0.9 * 0.1) / 1500));
  });

  it('does not change when both samples are shifted and stretched', () => {
    fc.assert(
      fc.property(spread, spread, (a, b) => {
        const moved = (values: number[]) => values.map((value) => 4 * value + 100);
        const [plain, other] = [welchT(a, b), welchT(moved(a), moved(b))];
        if (Number.isNaN(plain.t)) {
          expect(other.t).toBeNaN();
          return;
        }
        expect(other.t).toBeCloseTo(plain.t, 6);
        expect(other.degrees).toBeCloseTo(plain.degrees, 6);
        expect(other.high).toBeCloseTo(4 * plain.high, 5);
        expect(other.cohensD).toBeCloseTo(plain.cohensD, 6);
      }),
    );
  });

  it('says nothing of samples too small, or that do not vary', () => {
    for (const { t, p, low } of [welchT([1], [1, 2]), welchT([3, 3], [3, 3]), welchT([3, 3], [4, 4])])
      expect([t, p, low]).toEqual([Number.NaN, Number.NaN, Number.NaN]);
  });
});

describe("Levene's test", () => {
  it('takes any number of samples, and sees one that varies more', () => {
    const random = new Random(5);
    const sample = (scale: number) => Array.from({ length: 60 }, () => scale * random.normal());
    expect(levene(sample(1), sample(1), sample(1)).p).toBeGreaterThan(0.01);
    expect(levene(sample(1), sample(1), sample(3)).p).toBeLessThan(1e-6);
  });

  it('says nothing of one sample, of single values, or of values that do not vary', () => {
    for (const { w, p } of [levene([1, 2, 3]), levene([1], [2]), levene([1, 1], [2, 2])])
      expect([w, p]).toEqual([Number.NaN, Number.NaN]);
  });
});

describe('the distances of two samples', () => {
  const distances = { wasserstein, energyDistance, largestDistance };

  test.each(Object.entries(distances))(
    '%s is 0 to itself, the same both ways, and no detour is shorter',
    (_, of) => {
      fc.assert(
        fc.property(tied, tied, tied, (a, b, c) => {
          expect(of(a, a)).toBe(0);
          expect(of(a, b)).toBeCloseTo(of(b, a), 12);
          expect(of(a, c)).toBeLessThanOrEqual(of(a, b) + of(b, c) + 1e-12);
        }),
      );
    },
  );

  it('moving all values by a step moves them by that step', () => {
    fc.assert(
      fc.property(spread, fc.integer({ min: -50, max: 50 }), (a, step) => {
        expect(
          wasserstein(
            a,
            a.map((value) => value + step),
          ),
        ).toBeCloseTo(Math.abs(step), 9);
      }),
    );
  });

  it('between samples of the same size, each value of the one moves to the value of the same rank', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer(), fc.integer()), { minLength: 1, maxLength: 20 }),
        (pairs) => {
          const [a = [], b = []] = [0, 1].map((side) =>
            pairs.map((pair) => (pair[side] ?? 0) / 2 ** 20).sort((x, y) => x - y),
          );
          const moved = a.reduce((sum, value, at) => sum + Math.abs(value - (b[at] ?? 0)), 0) / a.length;
          expect(wasserstein(a, b)).toBeCloseTo(moved, 8);
        },
      ),
    );
  });

  it('energy distance is the root of what pairs across lie further apart than pairs within', () => {
    const mean = (a: number[], b: number[]) =>
      a.reduce((sum, x) => sum + b.reduce((inner, y) => inner + Math.abs(x - y), 0), 0) / a.length / b.length;
    fc.assert(
      fc.property(tied, tied, (a, b) => {
        const square = 2 * mean(a, b) - mean(a, a) - mean(b, b);
        expect(energyDistance(a, b) ** 2).toBeCloseTo(square, 10);
      }),
    );
  });

  test.each(Object.entries(distances))(
    '%s leaves out what is missing, and has no answer for nothing',
    (_, of) => {
      expect(of([1, Number.NaN, 3], [2])).toBe(of([1, 3], [2]));
      expect(of([Number.NaN], [2])).toBeNaN();
    },
  );
});

/** All ways in which n values of one sample and m of another can follow each other. */
function ordersOf(n: number, m: number): readonly (readonly [number[], number[]])[] {
  const orders: (readonly [number[], number[]])[] = [];
  for (let bits = 0; bits < 1 << (n + m); bits++) {
    const places = Array.from({ length: n + m }, (_, at) => at);
    const a = places.filter((at) => (bits >> at) & 1);
    if (a.length === n) orders.push([a, places.filter((at) => !((bits >> at) & 1))]);
  }
  return orders;
}
