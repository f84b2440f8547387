import {
  accuracyOf,
  intervalCoverage,
  meanAbsoluteScaledError,
} from '../../../src/numerics/forecast/accuracy.ts';
import { ensembleForecast, stepRadii } from '../../../src/numerics/forecast/ensemble.ts';
import { classicalMembers, simpleRules } from '../../../src/numerics/forecast/members.ts';
import { BacktestDataError } from '../bitcoin-days.ts';
import type { Judgement } from './judgement.ts';
import { cellsOf, filesLike } from './recorded-table.ts';

const DAY = 24;
const WEEK = 168;
const HORIZON = 48;
/** What the competition's winner reached on all 414 series (Makridakis and others, IJF 36, 2020). */
const WINNER = 0.893;
const LIMIT = 0.95;

/**
 * Two days ahead of each hourly series of the M4 competition, from its training part alone, by the mixture that its own past
 * advises, beside the seasonal naive rule.
 */
export function m4Hourly(folder: string, every: number): Judgement {
  const [training] = filesLike(folder, /m4_hourly_train.*\.csv/i);
  const [test] = filesLike(folder, /m4_hourly_test.*\.csv/i);
  if (!training || !test) throw new BacktestDataError(`no m4_hourly_train and m4_hourly_test in "${folder}"`);
  const came = seriesOf(test);
  const [, rule] = simpleRules(DAY);
  if (!rule) throw new TypeError('there is no simple rule');
  const sums = { mase: 0, naive: 0, series: 0, smape: 0 };
  const all = { low80: [], high80: [], low95: [], high95: [], truth: [] } as Record<string, number[]>;
  const lost: string[] = [];
  for (const [place, [id, past]] of [...seriesOf(training)].entries()) {
    const truth = came.get(id);
    if (place % every !== 0 || !truth || truth.length !== HORIZON) continue;
    const { values, errors, members } = ensembleForecast(past, classicalMembers(DAY, WEEK), {
      horizon: HORIZON,
      folds: 6,
      leastTraining: 300,
      baseline: rule,
    });
    sums.series += 1;
    sums.mase += meanAbsoluteScaledError(values, truth, past, DAY);
    sums.naive += meanAbsoluteScaledError(rule.forecast(past, HORIZON), truth, past, DAY);
    sums.smape += accuracyOf(values, truth).smape;
    const limit = members.find(({ name }) => name === rule.name)?.mae ?? Number.NaN;
    lost.push(
      ...members.filter(({ weight, mae }) => weight > 0 && mae > limit).map(({ name }) => `${id} ${name}`),
    );
    collect(all, values, errors, truth);
  }
  return {
    figures: {
      'M4 hourly: series': sums.series,
      'M4 hourly: MASE of the ensemble': sums.mase / sums.series,
      'M4 hourly: MASE of the seasonal naive rule': sums.naive / sums.series,
      'M4 hourly: MASE of the competition’s winner (all series, published)': WINNER,
      'M4 hourly: sMAPE of the ensemble (%)': sums.smape / sums.series,
      ...coverage('M4 hourly', all),
    },
    failures: [
      ...(sums.mase / sums.series <= LIMIT ? [] : [`M4 hourly: MASE above ${LIMIT}`]),
      ...lost.map((each) => `M4 hourly: ${each} speaks though it lost to the seasonal naive rule`),
    ],
  };
}

function collect(
  all: Record<string, number[]>,
  values: Float64Array,
  errors: readonly Float64Array[],
  truth: Float64Array,
): void {
  const radii = { 80: stepRadii(errors, 0.8, 6), 95: stepRadii(errors, 0.95, 6) };
  for (const [step, value] of values.entries()) {
    for (const level of [80, 95] as const) {
      all[`low${level}`]?.push(value - (radii[level][step] ?? Number.NaN));
      all[`high${level}`]?.push(value + (radii[level][step] ?? Number.NaN));
    }
    all.truth?.push(truth[step] ?? Number.NaN);
  }
}

function coverage(name: string, all: Record<string, number[]>): Record<string, number> {
  const told: Record<string, number> = {};
  for (const level of [80, 95])
    told[`${name}: ${level} % interval held (%)`] =
      100 * intervalCoverage(all[`low${level}`] ?? [], all[`high${level}`] ?? [], all.truth ?? []).share;
  return told;
}

function seriesOf(file: string): ReadonlyMap<string, Float64Array> {
  const series = new Map<string, Float64Array>();
  for (const [id = '', ...cells] of cellsOf(file)) {
    const values = cells.filter((cell) => cell !== '').map(Number);
    // A head line tells no numbers.
    if (values.length > 0 && values.every(Number.isFinite)) series.set(id, Float64Array.from(values));
  }
  return series;
}
