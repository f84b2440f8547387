import { performance } from 'node:perf_hooks';
import { StreamAnomalyDetector } from '../../src/numerics/anomaly/stream/stream-anomaly.ts';
import { Random } from '../../src/numerics/random.ts';
import { type Check, checked, failuresOf, type SuiteReport } from '../support/suite-report.ts';
import { crossValidatedScore } from './nab/cross-validation.ts';
import { type JudgedSeries, judged } from './nab/nab-score.ts';
import { type NabSeries, nabSeries } from './nab/nab-series.ts';
import { bestThreshold, normalisedScore, scoreAt, windowsOf } from './nab/nab-threshold.ts';
import { type PublishedScore, publishedScores, publishedSums } from './nab/published-scores.ts';
import { windowedGaussian } from './nab/windowed-gaussian.ts';

/** Below what the published htmjava has on the 35 series that are shared. */
const LEAST_SCORE = 61;

/** Tail probabilities whose promise is counted. */
const RARITIES = [0.1, 0.01, 0.001] as const;

const HALVINGS = 100;
const SEED = 7;

/**
 * Published results tell scores with 12 digits, so what windowedGaussian's file calls a threshold of 1 is met by all
 * that rounds to it.
 */
const GAUSSIAN_THRESHOLD = 1 - 5e-13;

/** How far a recomputed raw score may be from the published one, which has 12 digits. */
const SCORER_TOLERANCE = 1e-9;

/**
 * The live detector on series of the Numenta Anomaly Benchmark, standard profile: one rule for all, one threshold for
 * all by the benchmark's own optimiser, beside the published detectors on the same series; and the score with the
 * threshold from other series.
 *
 * @throws BacktestDataError where the folder does not hold series and windows
 */
export function nabSuite(folder: string): SuiteReport {
  const all = nabSeries(folder);
  const published = publishedScores(folder);
  const startedMs = performance.now();
  const streamed = all.map(streamedThrough);
  const tookMs = performance.now() - startedMs;
  const series = streamed.map(({ judgedScores }) => judgedScores);
  const baselines = baselinesOf(published, all, windowsOf(series));
  const best = bestThreshold(series);
  const score = checked({
    name: 'standard profile, one threshold',
    value: normalisedScore(best.raw, windowsOf(series)),
    ...(baselines[0] && { published: baselines[0][1] }),
    atLeast: LEAST_SCORE,
  });
  const checks: readonly Check[] = [score, ...scorerChecks(all, published)];
  return {
    suite: 'nab',
    figures: {
      series: all.length,
      windows: windowsOf(series),
      [score.name]: score.value,
      'threshold from other series': crossValidatedScore(series, HALVINGS, new Random(SEED)),
      threshold: best.threshold,
      'windows found': best.windowsFound,
      'false alarms': best.falsePositives,
      ...usualShares(streamed.map(({ judgedTails }) => judgedTails)),
      'ms per value': tookMs / all.reduce((sum, { values }) => sum + values.length, 0),
      ...Object.fromEntries(baselines.map(([detector, value]) => [`published: ${detector}`, value])),
      ...Object.fromEntries(
        all.map(({ name }, at) => [`raw score of ${name}`, rawOf(series[at], best.threshold)]),
      ),
    },
    failures: failuresOf(checks),
    checks,
    notes: baselines.length === 0 ? ['no published scores of just these series to compare with'] : [],
  };
}

/** What the detector says of a series, row by row as it comes. */
function streamedThrough(series: NabSeries) {
  const detector = new StreamAnomalyDetector();
  const told = Array.from(series.values, (value, row) =>
    detector.push(series.atMs[row] ?? Number.NaN, value),
  );
  const scores = told.map(({ score }) => score);
  const tails = told.map(({ tailProbability }) => tailProbability);
  return { judgedScores: judged(series, scores), judgedTails: judged(series, tails) };
}

/** How many rows outside of windows are told to be as rare as that, in %: a promise kept is that very rarity. */
function usualShares(judgedTails: readonly JudgedSeries[]): Record<string, number> {
  const usual = judgedTails.flatMap(({ rows }) => rows.filter(({ window }) => window < 0));
  return Object.fromEntries(
    RARITIES.map((rarity) => [
      `usual values called as rare as ${100 * rarity} % (%)`,
      (100 * usual.filter(({ score }) => score <= rarity).length) / usual.length,
    ]),
  );
}

/** Scores of the published detectors on just these series, the best first. */
function baselinesOf(published: readonly PublishedScore[], all: readonly NabSeries[], windows: number) {
  const sums = publishedSums(
    published,
    all.map(({ name }) => name),
  );
  return [...sums]
    .map(([detector, raw]) => [detector, normalisedScore(raw, windows)] as const)
    .sort(([, one], [, other]) => other - one);
}

/** The scorer must find, of the published detector that is recomputed, what was published for each series. */
function scorerChecks(all: readonly NabSeries[], published: readonly PublishedScore[]): readonly Check[] {
  const differences = all.flatMap((series) => {
    const known = published.find(
      ({ detector, name }) => detector === 'windowedGaussian' && name === series.name,
    );
    if (!known) return [];
    const { raw } = scoreAt([judged(series, windowedGaussian(series.values))], GAUSSIAN_THRESHOLD);
    return [Math.abs(raw - known.raw)];
  });
  if (differences.length === 0) return [];
  const name = `scorer: greatest error of windowedGaussian, of ${differences.length} published raw scores`;
  return [checked({ name, value: Math.max(...differences), atMost: SCORER_TOLERANCE })];
}

function rawOf(series: JudgedSeries | undefined, threshold: number): number {
  return series ? scoreAt([series], threshold).raw : Number.NaN;
}
