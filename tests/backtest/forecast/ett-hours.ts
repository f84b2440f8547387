import { basename } from 'node:path';
import { persistence, seasonalNaive } from '../../../src/numerics/forecast/baselines.ts';
import { ConformalTracker, TRACKER_DEFAULTS } from '../../../src/numerics/forecast/conformal-tracker.ts';
import {
  DIRECT_LINEAR_DEFAULTS,
  directForecast,
  fitDirectLinear,
} from '../../../src/numerics/forecast/direct-linear.ts';
import { evaluateForecasts, type GivenIntervals } from '../../../src/numerics/forecast/evaluation.ts';
import { checked } from '../../support/suite-report.ts';
import { learnedOnMonths } from './ett-learned.ts';
import { eachFile, type Judgement, notJudged, together } from './judgement.ts';
import { cellsOf, filesLike } from './recorded-table.ts';
import { coverageChecks, toldFigures } from './told-evaluation.ts';

const MONTH = 30 * 24;
/** Months of training, validation and test: the usual protocol (Zhou and others, AAAI 2021). */
const [TRAIN, VALIDATE, TEST] = [12 * MONTH, 16 * MONTH, 20 * MONTH];
const DAY = 24;
const HORIZON = 96;
const LOOK_BACKS = [96, 336] as const;
/** To choose by, so many windows are as good as all: each hour of the day has its turn. */
const CHOICE_EVERY = 7;
const MONTHS = { train: TRAIN, validate: VALIDATE, test: TEST, horizon: HORIZON, every: CHOICE_EVERY };
/** Of ETTh1; other transformers have other figures. */
const LIMIT = 0.4;
/** DLinear's (Zeng and others, AAAI 2023). */
const PUBLISHED = 0.375;

/** Says what follows a past. */
type Say = (past: Float64Array) => Float64Array;

/** A series in units of its spread over the training months. */
interface Standardised {
  readonly name: string;
  readonly values: Float64Array;
}

/**
 * Four days ahead of the series of electricity transformers, all windows of the test months, mean squared error after
 * standardising by the training months. How far back to look is chosen on the validation months.
 *
 * @param full nets learn, too, some minutes
 */
export function ettHours(folder: string, full: boolean): Judgement {
  const files = filesLike(folder, /^ETTh\d.*\.csv(\.gz)?$/i);
  return files.length > 0
    ? eachFile(files, (file) => transformerJudgement(file, full))
    : notJudged('ETTh', folder);
}

function transformerJudgement(file: string, full: boolean): Judgement {
  const name = basename(file).replace(/\.csv(\.gz)?$/i, '');
  const series = standardised(file);
  const models = LOOK_BACKS.map((lookBack) => {
    const say = linear(series, lookBack);
    return { lookBack, say, validation: meanSquare(series, TRAIN, VALIDATE, say, CHOICE_EVERY) };
  });
  const best = models.reduce((one, other) => (other.validation < one.validation ? other : one));
  const lastDay = meanSquare(series, VALIDATE, TEST, (past) => seasonalNaive(past, HORIZON, DAY));
  const title = `${name}, 96 hours`;
  const bySeries = series.map((each) => seriesJudgement(title, each, best.say));
  const squares = bySeries.map(({ square }) => square);
  return together([
    {
      figures: {
        [`${title}: hours it looks back`]: best.lookBack,
        [`${title}: MSE of the last value again`]: meanSquare(series, VALIDATE, TEST, (past) =>
          persistence(past, HORIZON),
        ),
      },
      checks: [
        checked({
          name: `${title}: MSE of direct linear`,
          value: squares.reduce((sum, square) => sum + square, 0) / squares.length,
          baseline: lastDay,
          ...(/^ETTh1/i.test(name) ? { published: PUBLISHED, atMost: LIMIT } : { atMost: lastDay }),
        }),
      ],
    },
    ...bySeries.map(({ judgement }) => judgement),
    ...(full
      ? [
          learnedOnMonths(
            title,
            series.map(({ values }) => values),
            MONTHS,
          ),
        ]
      : []),
  ]);
}

function linear(series: readonly Standardised[], lookBack: number): Say {
  const options = { ...DIRECT_LINEAR_DEFAULTS, level: 'last' as const, lookBack, horizon: HORIZON };
  const model = fitDirectLinear(
    series.map(({ values }) => values.subarray(0, TRAIN)),
    options,
  );
  return (past) => directForecast(model, past.subarray(past.length - lookBack));
}

/** Window after window of the test months: what is said, and the radii by step and level, which found their feet on the validation months. */
function* walked(values: Float64Array, say: Say) {
  const trackers = Array.from(
    { length: HORIZON },
    (_, step) => new ConformalTracker({ ...TRACKER_DEFAULTS, stepsAhead: step + 1 }),
  );
  const said: Float64Array[] = [];
  for (let at = TRAIN; at + HORIZON <= TEST; at++) {
    const forecast = say(values.subarray(0, at));
    said.push(forecast);
    const radii = trackers.map((tracker, step) => {
      const made = said[at - TRAIN - step - 1];
      if (made) tracker.learn((made[step] as number) - (values[at - 1] as number));
      return tracker.radii();
    });
    if (at >= VALIDATE) yield { at, forecast, radii };
  }
}

/** One series over all test windows: its mean square, its intervals at every step, and every word for the last of the four days' hours. */
function seriesJudgement(title: string, { name, values }: Standardised, say: Say) {
  const windows = TEST - HORIZON + 1 - VALIDATE;
  const levels = TRACKER_DEFAULTS.levels.map((level) => ({
    level,
    inside: 0,
    low: none(windows),
    high: none(windows),
  }));
  const [last, rule] = [none(windows), none(windows)];
  let square = 0;
  for (const { at, forecast, radii } of walked(values, say)) {
    const window = at - VALIDATE;
    const final = forecast[HORIZON - 1] as number;
    last[window] = final;
    rule[window] = values[at - 1 - ((DAY - (HORIZON % DAY)) % DAY)] as number;
    const errors = forecast.map((value, step) => value - (values[at + step] as number));
    square += errors.reduce((sum, error) => sum + error * error, 0);
    for (const [which, told] of levels.entries()) {
      const radius = (step: number) => radii[step]?.[which] as number;
      for (const [step, error] of errors.entries()) told.inside += Number(Math.abs(error) <= radius(step));
      told.low[window] = final - radius(HORIZON - 1);
      told.high[window] = final + radius(HORIZON - 1);
    }
  }
  const evaluation = lastHour(values, last, rule, levels);
  const moments = windows * HORIZON;
  const coverage = evaluation.coverage.map((told, which) => ({
    ...told,
    share: (levels[which]?.inside ?? 0) / moments,
  }));
  const judgement: Judgement = {
    figures: toldFigures(`${title}, ${name}, the last hour`, evaluation, 'σ'),
    checks: coverageChecks(`${title}, ${name}`, coverage),
  };
  return { square: square / moments, judgement };
}

function lastHour(
  values: Float64Array,
  forecasts: Float64Array,
  baseline: Float64Array,
  intervals: readonly GivenIntervals[],
) {
  return evaluateForecasts({
    forecasts,
    came: values.subarray(VALIDATE + HORIZON - 1, TEST),
    before: values.subarray(VALIDATE - 1, TEST - HORIZON),
    baseline,
    intervals,
    stepsAhead: HORIZON,
    past: values.subarray(0, VALIDATE),
    season: DAY,
  });
}

function none(length: number): Float64Array {
  return new Float64Array(length).fill(Number.NaN);
}

/** Over windows of all series that begin to be forecast within [from, to − horizon], every so-manieth. */
function meanSquare(series: readonly Standardised[], from: number, to: number, say: Say, every = 1): number {
  let sum = 0;
  let count = 0;
  for (const { values } of series)
    for (let at = from; at + HORIZON <= to; at += every) {
      const said = say(values.subarray(0, at));
      for (let step = 0; step < HORIZON; step++)
        sum += ((said[step] as number) - (values[at + step] as number)) ** 2;
      count += HORIZON;
    }
  return sum / count;
}

function standardised(file: string): readonly Standardised[] {
  const [head = [], ...rows] = cellsOf(file);
  if (rows.length < TEST) throw new RangeError(`${rows.length} hours are too few: ${TEST} are needed`);
  return head.slice(1).map((name, column) => {
    const values = Float64Array.from(rows, (row) => Number(row[column + 1] || Number.NaN));
    if (values.some(Number.isNaN)) throw new RangeError(`${name} is not told at every hour`);
    const known = values.subarray(0, TRAIN);
    const mean = known.reduce((sum, value) => sum + value, 0) / TRAIN;
    const spread = Math.sqrt(known.reduce((sum, value) => sum + (value - mean) ** 2, 0) / TRAIN);
    return { name, values: values.map((value) => (value - mean) / spread) };
  });
}
