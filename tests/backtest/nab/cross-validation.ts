import type { Random } from '../../../src/numerics/random.ts';
import { shuffled } from '../../../src/numerics/shuffled.ts';
import type { JudgedSeries } from './nab-score.ts';
import { bestThreshold, normalisedScore, scoreAt, windowsOf } from './nab-threshold.ts';

/**
 * Mean score of half of the series with the threshold that is best for the other half, over many random halves: what a
 * threshold chosen on some streams does on streams that it has not seen. Halves without a window have no score.
 */
export function crossValidatedScore(
  series: readonly JudgedSeries[],
  halvings: number,
  random: Random,
): number {
  // What scores 0 is no alarm at any threshold worth choosing.
  const alarming = series.map(({ rows, windows }) => ({
    rows: rows.filter(({ score }) => score > 0),
    windows,
  }));
  const scores: number[] = [];
  for (let halving = 0; halving < halvings; halving++) {
    const order = [...shuffled(alarming.length, random)].flatMap((at) => alarming[at] ?? []);
    const [one, other] = [order.slice(0, order.length >> 1), order.slice(order.length >> 1)];
    for (const [chosenOn, judgedOn] of [
      [one, other],
      [other, one],
    ] as const) {
      const windows = windowsOf(judgedOn);
      if (windows === 0) continue;
      const { raw } = scoreAt(judgedOn, bestThreshold(chosenOn).threshold);
      scores.push(normalisedScore(raw, windows));
    }
  }
  return scores.reduce((sum, score) => sum + score, 0) / scores.length;
}
