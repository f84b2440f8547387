import { existsSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Random } from '../../../src/numerics/random.ts';
import { crossValidatedScore } from './cross-validation.ts';
import { judged, probationRows, scaledSigmoid } from './nab-score.ts';
import { nabSeries } from './nab-series.ts';
import { bestThreshold, normalisedScore, scoreAt, scoresByThreshold } from './nab-threshold.ts';
import { publishedScores, publishedSums } from './published-scores.ts';
import { windowedGaussian } from './windowed-gaussian.ts';

const PAST = '../shared/data';
const hasPast = existsSync(`${PAST}/nab`);

const series = (rows: number, ...windows: readonly (readonly [number, number])[]) => ({
  values: new Float64Array(rows),
  windows: windows.map(([first, last]) => ({ first, last })),
});
const alarmsAt = (rows: number, ...at: readonly number[]) =>
  Float64Array.from({ length: rows }, (_, row) => (at.includes(row) ? 1 : 0));

describe('the benchmark’s scorer', () => {
  // From the docstring of scaledSigmoid in numenta/NAB `nab/sweeper.py`.
  it.each([
    [-1, 0.98661],
    [-0.5, 0.84828],
    [0, 0],
    [1, -0.98661],
    [3, -1],
    [50, -1],
  ])('values an alarm at the relative place %d by %d', (place, worth) => {
    expect(scaledSigmoid(place)).toBeCloseTo(worth, 5);
  });

  it.each([
    [100, 15],
    [4032, 604],
    [5000, 750],
    [18_050, 750],
  ])('does not judge the first rows: of %d the first %d', (rows, probation) => {
    expect(probationRows(rows)).toBe(probation);
    expect(judged(series(rows), []).rows).toHaveLength(rows - probation);
  });

  // testCalcSweepScoreWindowScoreInteraction of numenta/NAB `tests/integration/sweeper_test.py`.
  it('gives for each row in a window and takes for each outside', () => {
    const { rows, windows } = judged(series(100, [30, 39], [75, 95]), alarmsAt(100));
    expect(windows).toBe(2);
    expect(rows.filter(({ window }) => window >= 0)).toHaveLength(31);
    for (const { worth, window } of rows) expect(Math.sign(worth)).toBe(window >= 0 ? 1 : -1);
  });

  // testCalcScoreByThresholdReturnsExpectedScores of the same file: its rows, windows, weights and answers.
  it('sums the best alarm of each window and all outside, at each threshold', () => {
    const [windowA, windowB] = [0, 1];
    const rows = [
      { score: 0, worth: -3, window: -1 },
      { score: 0.2, worth: 20, window: windowA },
      { score: 0.3, worth: 10, window: windowA },
      { score: 0.5, worth: 5, window: windowB },
      { score: 0.5, worth: -3, window: -1 },
    ];
    const profile = { tpWeight: 1, fnWeight: 5, fpWeight: 1 };
    const told = scoresByThreshold([{ rows, windows: 2 }], profile);
    expect(
      told.map(({ threshold, raw, truePositives, falsePositives }) => [
        threshold,
        raw,
        truePositives,
        falsePositives,
      ]),
    ).toEqual([
      [Number.POSITIVE_INFINITY, -10, 0, 0],
      [0.5, 5 - 3 - 5, 1, 1],
      [0.3, 5 - 3 + 10, 2, 1],
      [0.2, 5 - 3 + 20, 3, 1],
      [0, 5 - 3 + 20 - 3, 3, 2],
    ]);
    expect(bestThreshold([{ rows, windows: 2 }], profile)).toMatchObject({ threshold: 0.2, windowsFound: 2 });
    expect(scoreAt([{ rows, windows: 2 }], 0.25, profile).raw).toBe(12);
  });

  it('is 100 for every window found at its first row, 0 for silence, and less for a false alarm', () => {
    const one = series(1000, [400, 499], [800, 899]);
    const score = (...at: readonly number[]) =>
      normalisedScore(scoreAt([judged(one, alarmsAt(1000, ...at))], 1).raw, 2);
    expect(score()).toBe(0);
    expect(score(400, 800)).toBeCloseTo(100, 12);
    expect(score(400, 800, 200)).toBeCloseTo(100 - (100 * 0.11) / 4, 12);
    // Near behind a window an alarm costs less: σ(1/99) with the window's width of 99 steps.
    expect(score(400, 500, 800)).toBeCloseTo(100 + (100 * 0.11 * scaledSigmoid(1 / 99)) / 4, 12);
    expect(score(450)).toBeLessThan(score(400));
    expect(score(100, 400, 800)).toBe(score(400, 800));
  });

  it('takes a threshold for no worse than any other', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 60, maxLength: 60 }), (scores) => {
        const one = [judged(series(60, [20, 29], [45, 50]), scores)];
        const best = bestThreshold(one).raw;
        for (let threshold = 0; threshold <= 5; threshold++)
          expect(scoreAt(one, threshold).raw).toBeLessThanOrEqual(best);
      }),
    );
  });
});

describe('the score with a threshold from other series', () => {
  it('is the plain one where all series are alike, and worse where each needs its own', () => {
    const found = judged(series(400, [200, 239]), alarmsAt(400, 200));
    const alike = Array.from({ length: 6 }, () => found);
    expect(crossValidatedScore(alike, 5, new Random(1))).toBeCloseTo(100, 10);
    const noisy = Float64Array.from({ length: 400 }, (_, row) =>
      row === 200 ? 0.5 : row % 3 === 0 ? 0.4 : 0,
    );
    const unlike = [
      found,
      judged(
        series(400, [200, 239]),
        noisy.map((score) => (score === 0.4 ? 1 : score)),
      ),
    ];
    expect(crossValidatedScore(unlike, 5, new Random(1))).toBeLessThan(60);
  });
});

describe.skipIf(!hasPast)('on the benchmark’s own series', () => {
  it('finds of windowedGaussian what was published of it, series by series', () => {
    // numenta/NAB `results/windowedGaussian/windowedGaussian_standard_scores.csv`, in standard_scores_per_file.csv; told
    // with 12 digits, so that a threshold of 1 is met by whatever rounds to it.
    const published = publishedScores(PAST).filter(({ detector }) => detector === 'windowedGaussian');
    const shared = nabSeries(PAST).filter(({ name }) => /realTraffic|realAdExchange/.test(name));
    expect(shared.length).toBeGreaterThanOrEqual(10);
    for (const one of shared) {
      const { raw, truePositives, falsePositives } = scoreAt(
        [judged(one, windowedGaussian(one.values))],
        1 - 5e-13,
      );
      const known = published.find(({ name }) => name === one.name);
      expect(raw).toBeCloseTo(known?.raw ?? Number.NaN, 9);
      expect([truePositives, falsePositives]).toEqual([known?.truePositives, known?.falsePositives]);
    }
  });

  it('sums published scores to those of the leaderboard’s detectors on these series, leaving out who lacks some', () => {
    const published = publishedScores(PAST);
    const names = published.flatMap(({ detector, name }) => (detector === 'null' ? [name] : []));
    const sums = publishedSums(published, names);
    const score = (detector: string) => normalisedScore(sums.get(detector) ?? Number.NaN, 58);
    // The figures of the data's README, computed by others, with one digit.
    expect(Math.abs(score('ARTime') - 70.8)).toBeLessThan(0.1);
    expect(Math.abs(score('htmjava') - 61.3)).toBeLessThan(0.1);
    expect(score('null')).toBe(0);
    expect(sums.has('random')).toBe(false);
  });
});
