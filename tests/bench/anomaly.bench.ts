import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { SuiteReport } from '../support/suite-report.ts';
import { growAndScore, scoredMinutes } from './anomaly/forest-work.ts';
import { judgedQuarters } from './anomaly/watch-work.ts';
import { judged } from './learn/learn-cases.ts';
import { median } from './median.ts';
import { quantile } from './quantile.ts';

/** Grow and score, in turns with scikit-learn, which took so long on an idle machine of two cores (November 2026). */
const FOREST = {
  name: 'forest_100000',
  peer: { name: 'sklearn_isolation_forest_100000', mostRatio: 1, recordedMs: 1_890 },
  repeats: 3,
};

/** What is worked out for 100 miners each minute, or each quarter of an hour, and how many of them are timed. */
const MINUTES: Readonly<Record<string, () => readonly number[]>> = {
  forest_minute: () => scoredMinutes(100, 30, 60),
  watch_quarter: () => judgedQuarters(100, 200),
};
const MINUTE_LIMIT_MS = 50;

/** How fast anomalies are looked for: a forest beside scikit-learn's, a fleet's next minute, and its next quarter. */
export async function anomalySuite(): Promise<SuiteReport> {
  const [ours, theirs]: [number[], number[]] = [[], []];
  for (let repeat = 0; repeat < FOREST.repeats; repeat++) {
    ours.push(growAndScore(100_000));
    theirs.push(...nativeMs());
  }
  const forest = judged(FOREST, { ours, theirs });
  for (const notice of forest.notices) console.log(notice);
  const minutes = Object.entries(MINUTES).map(([name, timed]) => minuteFigures(name, timed()));
  return {
    suite: 'anomaly',
    figures: Object.assign({}, forest.figures, ...minutes.map(({ figures }) => figures)),
    failures: [...forest.failures, ...minutes.flatMap(({ failures }) => failures)],
  };
}

function minuteFigures(name: string, ms: readonly number[]): Pick<SuiteReport, 'figures' | 'failures'> {
  const figures = {
    [`${name}_ms_median`]: median(ms),
    [`${name}_ms_p95`]: quantile(ms, 0.95),
    [`${name}_limit_ms`]: MINUTE_LIMIT_MS,
  };
  const slow = quantile(ms, 0.95);
  const failures =
    slow <= MINUTE_LIMIT_MS
      ? []
      : [`one ${name} of 20 takes ${slow.toFixed(1)} ms, the limit is ${MINUTE_LIMIT_MS}`];
  return { figures, failures };
}

/** What scikit-learn takes, ms; nothing where it is not installed. @throws Error where it is, and fails */
function nativeMs(): readonly number[] {
  const script = fileURLToPath(new URL('./anomaly/same_forest.py', import.meta.url));
  const { status, stdout, stderr, error } = spawnSync('/usr/bin/python3', [script], { encoding: 'utf8' });
  if (error === undefined && status !== 0) throw new Error(`scikit-learn could not: ${stderr}`);
  return stdout?.trim() ? [Number(stdout)] : [];
}
