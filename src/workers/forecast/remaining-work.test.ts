import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { RemainingWork, type WorkDone } from './remaining-work.ts';

const SEARCH_MS = 60_000;
const FITS = [
  { of: 'boosted-trees/100', kind: 'boosted-trees', share: 0.25 },
  { of: 'boosted-trees/250', kind: 'boosted-trees', share: 0.625 },
] as const;
const work = () => new RemainingWork(SEARCH_MS, new Set(['direct-linear']));
const begun: WorkDone = {
  phase: 'search',
  kinds: ['direct-linear', 'boosted-trees'],
  trained: [],
  contestFits: FITS,
  fits: {},
};
const linear = { kind: 'direct-linear', trainedForMs: 800 } as const;
const trees = { kind: 'boosted-trees', trainedForMs: 10_000 } as const;

describe('what is left of a training', () => {
  test('nobody knows while features are chosen', () => {
    expect(work().left({ ...begun, phase: 'features' }, 0.5, 900)).toBeUndefined();
  });

  test('is at most what the seconds of the search leave, until a trial tells how long models take', () => {
    const left = work();
    expect(left.left(begun, 0.25, 16_000)).toMatchObject({ of: 'search', s: 45 });
    const tried = { ...begun, fitMs: { 'boosted-trees': 8_000 } };
    // Half of the search, the fit itself, and in the contest a quarter and five eighths of it.
    expect(left.left(tried, 0.5, 31_000)).toMatchObject({ of: 'all', s: 30 + 8 + 2 + 5 });
  });

  test('follows the pace of the fit under way where that is slower than trials were', () => {
    const left = work();
    const training = {
      ...begun,
      phase: 'training',
      trained: [linear],
      fitMs: { 'boosted-trees': 8_000 },
    } as const;
    expect(left.left(training, 0.5, 50_000)).toMatchObject({ s: 8 + 7, isLonger: false });
    // A quarter of the fit is done after 6 s: it takes 24 s.
    expect(left.left(training, 0.625, 56_000)?.s).toBe(2 + 7);
    expect(left.left(training, 0.625, 60_000)).toMatchObject({ s: 30 + 0.875 * 40, isLonger: true });
  });

  test('of a fit that goes on from a checkpoint is reckoned by what was worked since', () => {
    const left = work();
    const training = { ...begun, phase: 'training', trained: [linear], contestFits: [] } as const;
    expect(left.left(training, 0.75, 20_000)).toBeUndefined();
    // From the half to three quarters in 5 s: another quarter takes as long.
    expect(left.left(training, 0.875, 25_000)).toMatchObject({ of: 'all', s: 5 });
  });

  test('is in a contest what its fits take, each until it is done', () => {
    const left = work();
    const contest = { ...begun, phase: 'contest', trained: [linear, trees] } as const;
    expect(left.left(contest, 0, 70_000)).toMatchObject({ s: 8.75 });
    expect(left.left(contest, 0.1, 71_000)).toMatchObject({ s: 7.75 });
    const half = { ...contest, fits: { [FITS[0].of]: {} } };
    expect(left.left(half, 0.5, 73_000)).toMatchObject({ s: 6.25, isLonger: false });
    expect(left.left(half, 0.5, 99_000)).toMatchObject({ s: 0, isLonger: true });
  });

  test('is never told to be later than it was without saying so', () => {
    const steps = fc.array(
      fc.record({ ms: fc.nat(20_000), part: fc.double({ min: 0, max: 1, noNaN: true }) }),
      {
        minLength: 2,
      },
    );
    fc.assert(
      fc.property(steps, fc.integer({ min: 1, max: 60_000 }), (all, usual) => {
        const left = work();
        const training = {
          ...begun,
          phase: 'training',
          trained: [linear],
          fitMs: { 'boosted-trees': usual },
        } as const;
        let [workedMs, earliestMs, part] = [0, Number.POSITIVE_INFINITY, 0];
        for (const step of all) {
          workedMs += step.ms;
          part = Math.max(part, step.part);
          const told = left.left(training, 0.5 + part / 2, workedMs);
          const endMs = workedMs + 1_000 * (told?.s ?? Number.NaN);
          expect(told?.s).toBeGreaterThanOrEqual(0);
          if (endMs > 1.1 * earliestMs + 1_000.1) expect(told?.isLonger).toBe(true);
          earliestMs = Math.min(earliestMs, endMs);
        }
      }),
    );
  });
});
