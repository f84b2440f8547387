import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dieboldMariano } from './diebold-mariano.ts';
import { Random } from './random.ts';

const losses = fc.array(fc.tuple(fc.nat(100), fc.nat(100)), { minLength: 2, maxLength: 40 });

test('which forecast is called the first only turns the sign', () => {
  fc.assert(
    fc.property(losses, fc.integer({ min: 1, max: 4 }), (pairs, h) => {
      const [a, b] = [pairs.map(([x]) => x), pairs.map(([, y]) => y)];
      const [one, other] = [dieboldMariano(a, b, h), dieboldMariano(b, a, h)];
      if (Number.isNaN(one.p)) expect(other.p).toBeNaN();
      else expect(other.statistic + one.statistic).toBe(0);
      expect(other.p).toBe(one.p);
    }),
  );
});

test('two forecasts that are equally good on average are told apart in about 5 of 100 series', () => {
  const random = new Random(99);
  for (const h of [1, 3]) {
    let alarms = 0;
    for (let run = 0; run < 1500; run++) {
      const noise = Array.from({ length: 80 + h }, () => random.normal());
      // The difference of the losses of forecasts h steps ahead has a memory of h − 1 steps.
      const difference = Array.from({ length: 80 }, (_, at) =>
        noise.slice(at, at + h).reduce((sum, each) => sum + each, 0),
      );
      if (dieboldMariano(difference, new Float64Array(80), h).p <= 0.05) alarms += 1;
    }
    expect(alarms / 1500).toBeGreaterThan(0.03);
    expect(alarms / 1500).toBeLessThan(0.09);
  }
});

test('a forecast that loses less each time, by no steady amount, is better', () => {
  const { statistic, p } = dieboldMariano([1, 2, 1, 3, 2, 1], [4, 6, 5, 5, 6, 4], 1);
  // For one step ahead this is the t-test of the differences: SciPy 1.17.1, ttest_1samp.
  expect(statistic).toBeCloseTo(-10.000000000000002, 12);
  expect(p).toBeCloseTo(0.0001709475757429635, 12);
});

test('nothing is said of equal forecasts, of a gap, or of a series no longer than the horizon', () => {
  const nothing = { statistic: Number.NaN, p: Number.NaN };
  expect(dieboldMariano([1, 2, 3], [1, 2, 3], 1)).toEqual(nothing);
  expect(dieboldMariano([1, Number.NaN, 3], [2, 2, 5], 1)).toEqual(nothing);
  expect(dieboldMariano([1, 2], [3, 1], 2)).toEqual(nothing);
  expect(dieboldMariano([], [], 1)).toEqual(nothing);
  expect(() => dieboldMariano([1], [1, 2], 1)).toThrow(RangeError);
  expect(() => dieboldMariano([1, 2], [1, 3], 0)).toThrow(RangeError);
});
