import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Random } from '../random.ts';
import { accuracyOf, intervalCoverage } from './accuracy.ts';
import { ConformalTracker, TRACKER_DEFAULTS } from './conformal-tracker.ts';
import { evaluateForecasts } from './evaluation.ts';
import { longRunVariance } from './long-run-variance.ts';
import { biasTest, jarqueBera, residualTests } from './residual-tests.ts';
import { shareOfHits, wilsonInterval } from './share-interval.ts';

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

describe('the interval of a share', () => {
  it.each([
    [81, 263, 0.2552885198782742, 0.3662095769828],
    [0, 20, 0, 0.16112515805281935],
    [1, 29, 0.006113214292762667, 0.17175521879320282],
  ])(
    'of %d in %d is the published one (Newcombe, Statistics in Medicine 17, 1998)',
    (hits, count, low, high) => {
      const [from, to] = wilsonInterval(hits / count, count, 0.95);
      expect(from).toBeCloseTo(low, 12);
      expect(to).toBeCloseTo(high, 12);
    },
  );

  it('holds the truth as often as it says for forecasts of a week made each day, and a plain one would not', () => {
    let [held, plain] = [0, 0];
    const worlds = 200;
    for (let world = 0; world < worlds; world++) {
      const random = new Random(world);
      const shocks = Array.from({ length: 406 }, () => random.normal());
      const hits = Array.from({ length: 400 }, (_, at) =>
        Number(shocks.slice(at, at + 7).reduce((sum, one) => sum + one, 0) > 0),
      );
      const { low, high, share } = shareOfHits(hits, 7);
      held += Number(low <= 0.5 && high >= 0.5);
      const [from, to] = wilsonInterval(share, 400, 0.95);
      plain += Number(from <= 0.5 && to >= 0.5);
    }
    expect(held / worlds).toBeGreaterThan(0.88);
    expect(plain / worlds).toBeLessThan(0.75);
  });

  it('of hits alone counts those that share steps as one', () => {
    const { count, effectiveCount, high, low } = shareOfHits(new Float64Array(70).fill(1), 7);
    expect([count, effectiveCount, high]).toEqual([70, 10, 1]);
    expect(low).toBeCloseTo(wilsonInterval(1, 10, 0.95)[0], 12);
    expect(shareOfHits([], 1).share).toBeNaN();
  });
});

describe('the judgement of forecasts', () => {
  const random = new Random(5);
  const walk = [0];
  for (let at = 1; at < 1500; at++) walk.push((walk[at - 1] ?? 0) + random.normal());
  const came = walk.slice(1);
  const before = walk.slice(0, -1);

  it('of a random walk says that persistence cannot be beaten, and by how little a coin', () => {
    const guess = before.map((value) => value + 0.5 * random.normal());
    const told = evaluateForecasts({
      forecasts: guess,
      came,
      before,
      baseline: before,
      intervals: [
        {
          level: 0.8,
          low: before.map((value) => value - 1.2815515655446004),
          high: before.map((value) => value + 1.2815515655446004),
        },
      ],
      stepsAhead: 1,
      past: [0, 1, 0],
      season: 1,
    });
    expect(told.skill).toBeLessThan(0);
    expect(told.againstBaseline.p).toBeLessThan(0.01);
    expect(told.direction.low).toBeLessThan(0.5);
    expect(told.direction.high).toBeGreaterThan(0.5);
    expect(told.direction.baseRate).toBeGreaterThanOrEqual(0.5);
    expect(told.coverage[0]?.low).toBeLessThan(0.8);
    expect(told.coverage[0]?.high).toBeGreaterThan(0.8);
    expect(told.residuals.bias.p).toBeGreaterThan(0.001);
    expect(told.mase).toBeCloseTo(told.mae, 12);
    expect(told.baseline).toEqual(accuracyOf(before, came));
  });

  it('of one that knows what comes says so', () => {
    const told = evaluateForecasts({
      forecasts: came.map((value) => value + 0.1 * random.normal()),
      came,
      before,
      baseline: before,
      intervals: [],
      stepsAhead: 1,
      past: before,
      season: 1,
    });
    expect(told.skill).toBeGreaterThan(0.85);
    expect(told.direction.low).toBeGreaterThan(told.direction.baseRate);
  });

  it('refuses lists of different lengths', () => {
    const none = { before: [], baseline: [1], intervals: [], stepsAhead: 1, past: [], season: 1 };
    expect(() => evaluateForecasts({ ...none, forecasts: [1, 2], came: [1] })).toThrow(
      '2 forecasts beside 1',
    );
  });
});

describe('tracked intervals', () => {
  it('cover their share of any series, whatever it does, and stay finite', () => {
    const kinds: readonly ((at: number, random: Random) => number)[] = [
      (_, random) => random.normal(),
      (at, random) => (at % 700 < 350 ? 1 : 20) * random.normal(),
      (at, random) => Math.exp(at / 300) * random.normal(),
      (_, random) => random.normal() / (0.05 + random.uniform()),
      (at) => Math.sin(at / 9) + 2,
    ];
    for (const [seed, kind] of kinds.entries())
      for (const stepsAhead of [1, 7, 96]) {
        const random = new Random(seed);
        const errors = Array.from({ length: 4000 }, (_, at) => kind(at, random));
        const radii = tracked(errors, stepsAhead);
        for (const [which, level] of TRACKER_DEFAULTS.levels.entries()) {
          const own = radii.slice(200).map((each) => each[which] ?? Number.NaN);
          expect(own.every(Number.isFinite)).toBe(true);
          const share = intervalCoverage(
            own.map((r) => -r),
            own,
            errors.slice(200),
          ).share;
          // Whoever hears of a storm four days late is late.
          const most = stepsAhead > 10 ? 0.1 : 0.03;
          expect(Math.abs(share - level), `kind ${seed}, ${stepsAhead} ahead, ${level}`).toBeLessThan(most);
        }
      }
  });

  it('follow from what was known alone, and are the same in any unit', () => {
    const error = fc.double({ min: -100, max: 100, noNaN: true });
    fc.assert(
      fc.property(
        fc.array(error, { minLength: 70, maxLength: 150 }),
        fc.array(error, { minLength: 1, maxLength: 50 }),
        fc.integer({ min: 1, max: 9 }),
        (past, other, stepsAhead) => {
          const told = tracked(past, stepsAhead);
          expect(tracked([...past, ...other], stepsAhead).slice(0, past.length)).toEqual(told);
          const inEighths = tracked(
            past.map((each) => each * 8),
            stepsAhead,
          );
          for (const [at, radii] of inEighths.entries())
            for (const [level, radius] of radii.entries())
              if (Number.isFinite(radius)) expect(radius).toBeCloseTo(8 * (told[at]?.[level] ?? 0), 6);
        },
      ),
      { numRuns: 40 },
    );
  });

  it('learn nothing from what is missing, and only from forecasts that were made', () => {
    const tracker = new ConformalTracker({ ...TRACKER_DEFAULTS, stepsAhead: 1, firstErrors: 3 });
    for (const error of [1, -2, 3, 4]) {
      tracker.radii();
      tracker.learn(error);
    }
    const before = tracker.radii();
    tracker.learn(Number.NaN);
    expect(tracker.radii()).toEqual(before);
    tracker.learn(1);
    expect(() => tracker.learn(1)).toThrow('no interval was asked for');
    expect(() => new ConformalTracker({ ...TRACKER_DEFAULTS, levels: [1], stepsAhead: 1 })).toThrow(
      'within 0 and 1',
    );
    expect(() => new ConformalTracker({ ...TRACKER_DEFAULTS, pace: 0, stepsAhead: 1 })).toThrow(
      'a pace of 0',
    );
  });
});

/** The radii of forecasts made at every step, each error being learnt once it is known. */
function tracked(errors: readonly number[], stepsAhead: number): readonly Float64Array[] {
  const tracker = new ConformalTracker({ ...TRACKER_DEFAULTS, stepsAhead });
  return errors.map((_, at) => {
    if (at >= stepsAhead) tracker.learn(errors[at - stepsAhead] ?? Number.NaN);
    return tracker.radii();
  });
}
