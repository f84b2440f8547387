import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { Random } from '../random.ts';
import { Adwin } from './adwin.ts';
import { AdwinWindow, isCut } from './adwin-window.ts';
import { Cusum } from './cusum.ts';
import { MixtureSprt } from './mixture-sprt.ts';
import { PageHinkley } from './page-hinkley.ts';
import { Sprt } from './sprt.ts';

const values = fc.array(fc.double({ min: -5, max: 5, noNaN: true }), { maxLength: 60 });

const DETECTORS = {
  PageHinkley: () => new PageHinkley({ delta: 0.05, threshold: 15 }),
  Cusum: () => new Cusum({ target: 0, allowance: 0.5, threshold: 5 }),
  Adwin: () => new Adwin({ delta: 0.002 }),
  AdwinWindow: () => new AdwinWindow(0.002),
};

/** Normal values whose mean rises by `step` after the first `before`. */
function stepped(seed: number, before: number, after: number, step: number): number[] {
  const random = new Random(seed);
  return Array.from({ length: before + after }, (_, at) => random.normal() + (at < before ? 0 : step));
}

describe('the detectors of a change', () => {
  test.each(Object.entries(DETECTORS))('%s finds a rise soon, and not before it comes', (_, create) => {
    let early = 0;
    for (let seed = 0; seed < 20; seed++) {
      const detector = create();
      const found = stepped(seed, 150, 150, 1.5).findIndex((x) => detector.push(x));
      if (found >= 0 && found < 150) early += 1;
      else expect(found).toBeLessThan(190);
    }
    expect(early).toBeLessThanOrEqual(4);
  });

  it('refuse thresholds that would never or always be passed', () => {
    expect(() => new PageHinkley({ delta: 0.1, threshold: Number.NaN })).toThrow(RangeError);
    expect(() => new PageHinkley({ delta: -1, threshold: 1 })).toThrow(RangeError);
    expect(() => new Cusum({ target: 0, allowance: 1, threshold: 0 })).toThrow(RangeError);
    expect(() => new Cusum({ target: Number.NaN, allowance: 1, threshold: 1 })).toThrow(RangeError);
  });

  test.each(Object.entries(DETECTORS))('%s is not changed by a missing value', (_, create) => {
    fc.assert(
      fc.property(values, (xs) => {
        const [plain, gapped] = [create(), create()];
        for (const x of xs) {
          const found = plain.push(x);
          expect(gapped.push(x)).toBe(found);
          gapped.push(Number.NaN);
        }
        expect(shownOf(gapped)).toEqual(shownOf(plain));
      }),
    );
  });
});

function shownOf(detector: { statistic?: number; length?: number }) {
  return [detector.statistic, detector.length];
}

describe('Page and Hinkley', () => {
  it('say the same of a stream that is lifted as a whole', () => {
    fc.assert(
      fc.property(values, fc.integer({ min: -100, max: 100 }), (xs, lift) => {
        const [plain, lifted] = [DETECTORS.PageHinkley(), DETECTORS.PageHinkley()];
        for (const x of xs) {
          plain.push(x);
          lifted.push(x + lift);
          expect(lifted.statistic).toBeCloseTo(plain.statistic, 9);
          expect(plain.statistic).toBeGreaterThanOrEqual(0);
        }
      }),
    );
  });

  it('begin anew after an alarm', () => {
    const [used, fresh] = [DETECTORS.PageHinkley(), DETECTORS.PageHinkley()];
    for (const x of stepped(1, 50, 50, 2)) used.push(x);
    used.reset();
    for (const x of stepped(2, 20, 0, 0))
      expect([used.push(x), used.statistic]).toEqual([fresh.push(x), fresh.statistic]);
  });
});

describe('CUSUM', () => {
  it('is the largest sum of what the latest values exceed the target by', () => {
    fc.assert(
      fc.property(values, (xs) => {
        const cusum = new Cusum({ target: 1, allowance: 0.25, threshold: 3 });
        for (const x of xs) cusum.push(x);
        const sums = xs.map((_, at) => xs.slice(at).reduce((sum, x) => sum + x - 1.25, 0));
        expect(cusum.statistic).toBeCloseTo(Math.max(0, ...sums), 9);
        cusum.reset();
        expect(cusum.statistic).toBe(0);
      }),
    );
  });
});

describe('ADWIN', () => {
  it('keeps the mean of just what it holds', () => {
    const window = new AdwinWindow(0.002);
    const xs = stepped(7, 200, 100, 1);
    xs.forEach((x, at) => {
      window.push(x);
      const held = xs.slice(at + 1 - window.length, at + 1);
      expect(window.mean).toBeCloseTo(held.reduce((sum, each) => sum + each, 0) / held.length, 10);
    });
    expect(window.length).toBeLessThan(200);
    expect(new AdwinWindow(0.1).mean).toBeNaN();
  });

  it('in buckets keeps the mean of just what it holds, in a few buckets', () => {
    const window = new Adwin({ delta: 0.002 });
    const xs = [...stepped(8, 5000, 5000, 0.6)];
    xs.forEach((x, at) => {
      window.push(x);
      if (at % 97 !== 0) return;
      const held = xs.slice(at + 1 - window.length, at + 1);
      expect(window.mean).toBeCloseTo(held.reduce((sum, each) => sum + each, 0) / held.length, 9);
      expect(window.buckets).toBeLessThan(6 * Math.log2(at + 2) + 6);
    });
    expect(window.length).toBeLessThan(5200);
    expect(new Adwin({ delta: 0.1 }).mean).toBeNaN();
  });

  it('in buckets of one size keeps at most five before two become one of twice the size', () => {
    const window = new Adwin({ delta: 0.002 });
    const counts = Array.from({ length: 18 }, () => {
      window.push(1);
      return window.buckets;
    });
    // 1 to 5 of one value; the sixth makes one of two. After 16 values the sixth of two makes one of four.
    expect(counts).toEqual([1, 2, 3, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 9, 10, 10]);
  });

  it('has hardly a false alarm in streams that do not change', () => {
    let alarms = 0;
    for (let seed = 100; seed < 160; seed++) {
      const window = new Adwin({ delta: 0.002 });
      if (stepped(seed, 1000, 0, 0).some((x) => window.push(x))) alarms += 1;
    }
    expect(alarms).toBeLessThanOrEqual(6);
  });

  it('drops nothing while the window is too short to have two sides', () => {
    const window = new AdwinWindow(0.9);
    for (const x of [0, 0, 0, 0, 100, 100, 100, 100, 100]) expect(window.push(x)).toBe(false);
    expect(window.push(0)).toBe(true);
    const lopsided = { olderCount: 4, olderMean: 0, laterCount: 900, laterMean: 1e6 };
    expect(isCut(lopsided, 1, 0.5)).toBe(false);
  });

  it('may look less often', () => {
    const [always, seldom] = [new Adwin({ delta: 0.002 }), new Adwin({ delta: 0.002, every: 32 })];
    const xs = stepped(3, 300, 300, 1);
    const [first, late] = [always, seldom].map((window) => xs.findIndex((x) => window.push(x)));
    expect(((late ?? 0) + 1) % 32).toBe(0);
    expect((late ?? 0) - (first ?? 0)).toBeLessThan(96);
  });

  it('refuses a chance that is none', () => {
    expect(() => new Adwin({ delta: 0.1, every: 0 })).toThrow(RangeError);
    expect(() => new Adwin({ delta: 0 })).toThrow(RangeError);
    expect(() => new AdwinWindow(1)).toThrow(RangeError);
  });
});

describe('the mixture test', () => {
  const options = { deviation: 1, effectVariance: 0.5 };

  it('looked at after every value errs at most as often as promised', () => {
    let alarms = 0;
    for (let seed = 0; seed < 1000; seed++) {
      const test = new MixtureSprt(options);
      for (const x of stepped(seed, 300, 0, 0)) test.push(x);
      if (test.p <= 0.05) alarms += 1;
    }
    expect(alarms / 1000).toBeLessThan(0.05);
    expect(alarms).toBeGreaterThan(5);
  });

  it('holds the true mean in its confidence sequence at all times together', () => {
    let lost = 0;
    for (let seed = 0; seed < 1000; seed++) {
      const test = new MixtureSprt({ ...options, deviation: 2 });
      const isLost = stepped(seed, 300, 0, 0).some((x) => {
        test.push(7 + 2 * x);
        return Math.abs(test.mean - 7) > test.radius(0.05);
      });
      if (isLost) lost += 1;
    }
    expect(lost / 1000).toBeLessThan(0.05);
  });

  it('never takes evidence back, and rejects just when the hypothesis leaves the sequence', () => {
    fc.assert(
      fc.property(values, (xs) => {
        const test = new MixtureSprt({ ...options, theta0: 0.5 });
        let before = 1;
        for (const x of xs) {
          test.push(x);
          expect(test.p).toBeLessThanOrEqual(before);
          before = test.p;
          const isOut = Math.abs(test.mean - 0.5) > test.radius(0.05) * (1 + 1e-12);
          if (isOut) expect(test.p).toBeLessThanOrEqual(0.05 * (1 + 1e-9));
          if (test.likelihoodRatio > 20 * (1 + 1e-9)) expect(isOut).toBe(true);
        }
      }),
    );
  });

  it('knows nothing before the first value, and after a missing one no more', () => {
    const test = new MixtureSprt(options);
    test.push(Number.NaN);
    expect([test.p, test.likelihoodRatio, test.mean, test.radius(0.05)]).toEqual([
      1,
      1,
      Number.NaN,
      Infinity,
    ]);
    expect(() => new MixtureSprt({ deviation: 0, effectVariance: 1 })).toThrow(RangeError);
  });
});

describe("Wald's test", () => {
  const options = { theta0: 0, theta1: 0.5, alpha: 0.05, beta: 0.2 };

  /** Part of 1,000 streams of a mean in which the test decides for H1. */
  function decidedForH1(mean: number): number {
    let decided = 0;
    for (let seed = 0; seed < 1000; seed++) {
      const test = new Sprt(options);
      for (const x of stepped(seed, 400, 0, 0)) if (test.push(x + mean)) break;
      if (test.decision === 'H1') decided += 1;
    }
    return decided / 1000;
  }

  it('errs on both sides at most as often as promised', () => {
    expect(decidedForH1(0)).toBeLessThan(0.06);
    expect(decidedForH1(0.5)).toBeGreaterThan(0.78);
  });

  it('stays with its first decision', () => {
    const test = new Sprt(options);
    for (let times = 0; times < 30; times++) test.push(1);
    expect(test.decision).toBe('H1');
    for (let times = 0; times < 90; times++) test.push(-1);
    expect(test.logLikelihoodRatio).toBeLessThan(test.lower);
    expect(test.push(Number.NaN)).toBe('H1');
  });

  it('measures in deviations of the values', () => {
    const [plain, scaled] = [new Sprt(options), new Sprt({ ...options, theta1: 5, deviation: 10 })];
    for (const x of stepped(4, 30, 0, 0)) {
      plain.push(x);
      scaled.push(10 * x);
    }
    expect(scaled.logLikelihoodRatio).toBeCloseTo(plain.logLikelihoodRatio, 10);
    expect(() => new Sprt({ ...options, alpha: 0 })).toThrow(RangeError);
    expect(() => new Sprt({ ...options, deviation: 0 })).toThrow(RangeError);
  });
});
