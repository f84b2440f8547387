import type { SuiteReport } from '../support/suite-report.ts';
import { type ChangedTwin, changedTwin, TRUE_FIGURES, type TrueFigure } from './journal/changed-twin.ts';

/** An interval of 95 % may miss so much of it, of so many runs. */
const LEAST_COVERAGE = 0.92;
const MOST_FALSE = 0.05;

/**
 * What the journal says that changes of simulated miners did, beside what they truly did: how often its interval of 95 %
 * holds the truth, how far its estimate leans, and how often it sees an effect where nothing was changed.
 *
 * @param runs how many changes, and as many that changed nothing
 */
export function journalSuite(runs: number): SuiteReport {
  const figures: Record<string, number> = { runs };
  const failures: string[] = [];
  const changed = Array.from({ length: runs }, (_, index) => changedTwin(2 * runs + index, false));
  const idle = Array.from({ length: runs }, (_, index) => changedTwin(5 * runs + index, true));
  for (const figure of TRUE_FIGURES) {
    const told = changed.flatMap((run) => heldOf(run, figure));
    figures[`${figure}_coverage`] = mean(told.map(({ holds }) => Number(holds)));
    figures[`${figure}_coverage_naive`] = mean(told.map(({ naiveHolds }) => Number(naiveHolds)));
    figures[`${figure}_bias`] = mean(told.map(({ error }) => error));
    figures[`${figure}_bias_naive`] = mean(told.map(({ naiveError }) => naiveError));
    figures[`${figure}_rms`] = Math.sqrt(mean(told.map(({ error }) => error ** 2)));
    figures[`${figure}_rms_naive`] = Math.sqrt(mean(told.map(({ naiveError }) => naiveError ** 2)));
    figures[`${figure}_half_width`] = mean(told.map(({ half }) => half));
    const none = idle.flatMap((run) => heldOf(run, figure));
    figures[`${figure}_false`] = mean(none.map(({ isCalled }) => Number(isCalled)));
    figures[`${figure}_false_naive`] = mean(none.map(({ naiveHolds }) => Number(!naiveHolds)));
    const allowed = (share: number) => 2 * Math.sqrt((share * (1 - share)) / runs);
    if ((figures[`${figure}_coverage`] ?? 0) < LEAST_COVERAGE - allowed(0.08))
      failures.push(`${figure}: the interval of 95 % holds the truth too rarely`);
    if ((figures[`${figure}_false`] ?? 1) > MOST_FALSE + allowed(MOST_FALSE))
      failures.push(`${figure}: an effect is seen too often where nothing was changed`);
  }
  return { suite: 'journal', figures, failures };
}

function heldOf({ effect, truth, naive }: ChangedTwin, figure: TrueFigure) {
  const its = effect.figures[figure];
  if (!its) return [];
  const isRelative = figure !== 'chipC';
  const plain = naive[figure];
  const trueStep = isRelative ? Math.log1p(truth[figure]) : truth[figure];
  return [
    {
      holds: its.low <= truth[figure] && truth[figure] <= its.high,
      naiveHolds: Math.abs(plain.change - trueStep) <= plain.half,
      error: its.change - truth[figure],
      naiveError: plain.change - trueStep,
      half: (its.high - its.low) / 2,
      isCalled: its.verdict === 'higher' || its.verdict === 'lower',
    },
  ];
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, each) => sum + each, 0) / values.length;
}
