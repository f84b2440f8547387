import {
  LEVEL_CHART_DEFAULTS,
  type LevelChartOptions,
} from '../../../src/numerics/anomaly/sequence/level-chart.ts';
import { type Confusion, f1, pooled } from './confusion.ts';
import { judgedFile } from './judged-file.ts';
import { levelChart } from './skab-detectors.ts';
import type { SkabFile } from './skab-files.ts';

/** Charts that are tried: what is judged, and how many false alarms are wanted. */
const CANDIDATES: readonly LevelChartOptions[] = [10, 20, 40].flatMap((window) =>
  [0.01, 0.001, 0.0001].map((falseAlarmShare) => ({ ...LEVEL_CHART_DEFAULTS, window, falseAlarmShare })),
);

/** How charts do that are chosen by other files than those they are judged by. */
export interface LeftOutResult {
  /** Of all files, each by the chart that does best on all others. */
  readonly chosen: Confusion;
  /** F1 of the candidate that does worst on all files, and of the one that does best. */
  readonly worstF1: number;
  readonly bestF1: number;
}

/** Leaves out one file after the other: what a choice by labels is worth on files that it has not seen. */
export async function leftOutFiles(files: readonly SkabFile[]): Promise<LeftOutResult> {
  const byCandidate: Confusion[][] = [];
  for (const options of CANDIDATES) {
    const own: Confusion[] = [];
    for (const file of files) own.push((await judgedFile(file, levelChart(options))).whole);
    byCandidate.push(own);
  }
  const chosen = files.map((_, left) => {
    const others = byCandidate.map((own) => f1(pooled(own.toSpliced(left, 1))));
    const best = others.reduce((found, each, place) => (each > (others[found] ?? 0) ? place : found), 0);
    return byCandidate[best]?.[left] ?? pooled([]);
  });
  const all = byCandidate.map((own) => f1(pooled(own)));
  return { chosen: pooled(chosen), worstF1: Math.min(...all), bestF1: Math.max(...all) };
}
