import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { logGamma } from '../log-gamma.ts';
import { Random } from '../random.ts';
import { BayesianChangePoints, type NormalPrior } from './bayesian-change-points.ts';

const PRIOR: NormalPrior = { mean: 0, meanWeight: 0.5, shape: 1.5, rate: 2 };
const OPTIONS = { meanRun: 100, prior: PRIOR, mostRuns: 300 };
const EXACT = { ...OPTIONS, meanRun: 4 };

/** Probability density of all values of one run together (Murphy 2007, equation 95), in logarithms. */
function logEvidence(values: readonly number[]): number {
  const { mean, meanWeight, shape, rate } = PRIOR;
  const n = values.length;
  const average = values.reduce((sum, x) => sum + x, 0) / n;
  const squares = values.reduce((sum, x) => sum + (x - average) ** 2, 0);
  const weight = meanWeight + n;
  const after = rate + squares / 2 + (meanWeight * n * (average - mean) ** 2) / (2 * weight);
  return (
    logGamma(shape + n / 2) -
    logGamma(shape) +
    shape * Math.log(rate) -
    (shape + n / 2) * Math.log(after) +
    0.5 * Math.log(meanWeight / weight) -
    (n / 2) * Math.log(2 * Math.PI)
  );
}

/** The probability of each length of the last run: every way to cut the values is tried. */
function exactRuns(values: readonly number[], meanRun: number): readonly number[] {
  const weights = values.map(() => 0);
  for (let cuts = 0; cuts < 2 ** (values.length - 1); cuts++) {
    let [log, from] = [0, 0];
    for (let at = 1; at <= values.length; at++) {
      const isCut = at < values.length && (cuts & (1 << (at - 1))) !== 0;
      if (at < values.length) log += Math.log(isCut ? 1 / meanRun : 1 - 1 / meanRun);
      if (!isCut && at < values.length) continue;
      log += logEvidence(values.slice(from, at));
      if (at < values.length) from = at;
    }
    const place = values.length - from - 1;
    weights[place] = (weights[place] as number) + Math.exp(log);
  }
  const sum = weights.reduce((all, weight) => all + weight, 0);
  return weights.map((weight) => weight / sum);
}

describe('Bayesian online change points', () => {
  it('have the probabilities that come of trying every way to cut the values', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -5, max: 5, noNaN: true }), { minLength: 1, maxLength: 7 }),
        (values) => {
          const points = new BayesianChangePoints(EXACT);
          for (const x of values) points.update(x);
          const expected = exactRuns(values, EXACT.meanRun);
          const found = new Map(points.state.map(({ length, probability }) => [length, probability]));
          // Less probable than one in four million, runs are forgotten.
          for (const [place, probability] of expected.entries())
            expect(found.get(place + 1) ?? 0).toBeCloseTo(probability, 5);
        },
      ),
    );
  });

  it('find a change of the mean, and one of the spread, soon and where it was', () => {
    for (const [shift, spread] of [
      [3, 1],
      [0, 6],
    ] as const) {
      const random = new Random(1);
      const points = new BayesianChangePoints(OPTIONS);
      for (let at = 0; at < 300; at++) points.update(random.normal());
      expect(points.beganWithin(20)).toBeLessThan(0.3);
      let length = 0;
      for (let at = 0; at < 15; at++) length = points.update(shift + spread * random.normal());
      expect(Math.abs(length - 15)).toBeLessThanOrEqual(3);
      expect(points.beganWithin(20)).toBeGreaterThan(0.9);
    }
  });

  it('forgetting what is improbable changes next to nothing, and bounds the memory', () => {
    const random = new Random(2);
    const [some, whole] = [100, 1_000].map((mostRuns) => new BayesianChangePoints({ ...OPTIONS, mostRuns }));
    if (!some || !whole) throw new Error('no detector');
    for (let at = 0; at < 600; at++) {
      const x = random.normal() + (at >= 300 ? 2 : 0);
      some.update(x);
      whole.update(x);
      expect(Math.abs(some.beganWithin(10) - whole.beganWithin(10))).toBeLessThan(0.02);
      expect(some.state.length).toBeLessThanOrEqual(100);
    }
    expect(whole.state.length).toBeGreaterThan(100);
    expect(Math.abs(some.update(2) - 301)).toBeLessThan(5);
  });

  it('of any series have probabilities that sum to 1, and go on from what was kept', () => {
    const values = fc.array(fc.double(), { maxLength: 30 });
    fc.assert(
      fc.property(values, values, (before, after) => {
        const [one, other] = [new BayesianChangePoints(OPTIONS), new BayesianChangePoints(OPTIONS)];
        for (const x of before) one.update(x);
        other.restore(JSON.parse(JSON.stringify(one.state)));
        for (const x of after) {
          other.update(Number.NaN);
          expect(other.update(x)).toBe(one.update(x));
          if (one.state.length === 0) continue;
          expect(one.state.reduce((sum, { probability }) => sum + probability, 0)).toBeCloseTo(1, 9);
        }
      }),
    );
  });

  it('know nothing before the first value, and refuse priors that are none', () => {
    const points = new BayesianChangePoints(OPTIONS);
    expect(points.update(Number.NaN)).toBe(0);
    expect(points.beganWithin(5)).toBeNaN();
    for (const wrong of [{ meanWeight: 0 }, { shape: 0 }, { rate: Number.NaN }, { mean: Number.NaN }])
      expect(() => new BayesianChangePoints({ ...OPTIONS, prior: { ...PRIOR, ...wrong } })).toThrow(
        RangeError,
      );
    expect(() => new BayesianChangePoints({ ...OPTIONS, meanRun: 1 })).toThrow(RangeError);
    expect(() => new BayesianChangePoints({ ...OPTIONS, mostRuns: 1 })).toThrow(RangeError);
  });
});
