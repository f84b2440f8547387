import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Random } from '../random.ts';
import { intervalCoverage } from './accuracy.ts';
import { ConformalTracker, TRACKER_DEFAULTS } from './conformal-tracker.ts';

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
