import { dieboldMariano } from '../../../src/numerics/diebold-mariano.ts';
import {
  accuracyOf,
  directionalAccuracy,
  directionHits,
  intervalHits,
  meanAbsoluteScaledError,
} from '../../../src/numerics/forecast/accuracy.ts';
import { pooledRadii } from '../../../src/numerics/forecast/cross-conformal.ts';
import { type Ensembled, ensembleForecast } from '../../../src/numerics/forecast/ensemble.ts';
import { classicalMembers, type Member, simpleRules } from '../../../src/numerics/forecast/members.ts';
import { shareOfHits } from '../../../src/numerics/forecast/share-interval.ts';
import { type Check, checked, type Gate } from '../../support/suite-report.ts';
import { BacktestDataError } from '../bitcoin-days.ts';
import { type Judgement, notJudged, together } from './judgement.ts';
import { cellsOf, filesLike } from './recorded-table.ts';
import { coverageCheck } from './told-evaluation.ts';

const DAY = 24;
const WEEK = 168;
const HORIZON = 48;
/** What the competition's winner reached on all 414 series (Makridakis and others, IJF 36, 2020). */
const WINNER = 0.893;
const LIMIT = 0.95;
const FOLDS = 6;
/** Chosen on the last two days of the training parts. */
const POOLED = { neighbours: 6, newest: 4 };
const LEVELS = [0.8, 0.95] as const;
const FEWEST_TO_JUDGE_COVERAGE = 100;
const NAME = 'M4 hourly';

/** One series, what was said of it, and what came. */
interface JudgedSeries {
  readonly id: string;
  readonly past: Float64Array;
  readonly came: Float64Array;
  readonly naive: Float64Array;
  readonly said: Ensembled;
}

/**
 * Two days ahead of each hourly series of the M4 competition, from its training part alone, by the mixture that its own past
 * advises, beside the seasonal naive rule. Intervals are calibrated on the training parts of all series together.
 */
export function m4Hourly(folder: string, every: number): Judgement {
  const training = seriesOf(filesLike(folder, /m4_?hourly.*train.*\.csv(\.gz)?$/i));
  const test = seriesOf(filesLike(folder, /m4_?hourly.*test.*\.csv(\.gz)?$/i));
  if (training.size === 0 && test.size === 0) return notJudged('M4 hourly series', folder);
  const rule = simpleRules(DAY)[1] as Member;
  const chosen = [...training].filter((_, place) => place % every === 0);
  const judged = chosen.flatMap(([id, past]) => {
    const came = test.get(id);
    if (came?.length !== HORIZON) return [];
    const options = { horizon: HORIZON, folds: FOLDS, leastTraining: 300, baseline: rule };
    const said = ensembleForecast(past, classicalMembers(DAY, WEEK), options);
    return [{ id, past, came, naive: rule.forecast(past, HORIZON), said }];
  });
  if (judged.length === 0)
    throw new BacktestDataError(
      `no M4 series in "${folder}" has both a training part and ${HORIZON} hours after it`,
    );
  const left = chosen.length - judged.length;
  return together([
    {
      figures: { [`${NAME}: series`]: judged.length, ...sizes(judged), ...directions(judged) },
      checks: [maseCheck(judged), promotionCheck(judged, rule)],
      gates: gatesOf(judged, rule),
      notes: left > 0 ? [`${NAME}: ${left} series without ${HORIZON} hours to judge by`] : [],
    },
    coverage(judged),
  ]);
}

function maseOf({ came, past }: JudgedSeries, values: Float64Array): number {
  return meanAbsoluteScaledError(values, came, past, DAY);
}

function meanOver(judged: readonly JudgedSeries[], of: (one: JudgedSeries) => number): number {
  return judged.reduce((sum, one) => sum + of(one), 0) / judged.length;
}

function maseCheck(judged: readonly JudgedSeries[]): Check {
  return checked({
    name: `${NAME}: MASE of the ensemble`,
    value: meanOver(judged, (one) => maseOf(one, one.said.values)),
    baseline: meanOver(judged, (one) => maseOf(one, one.naive)),
    published: WINNER,
    atMost: LIMIT,
  });
}

/** Each a mean over series, so that no large one drowns the others. */
function sizes(judged: readonly JudgedSeries[]): Record<string, number> {
  const accuracy = (one: JudgedSeries) => accuracyOf(one.said.values, one.came);
  const scaled = (one: JudgedSeries, of: number) => (of * maseOf(one, one.said.values)) / accuracy(one).mae;
  const [own, rule] = [
    judged.map((one) => maseOf(one, one.said.values)),
    judged.map((one) => maseOf(one, one.naive)),
  ];
  return {
    [`${NAME}: p of the skill over the seasonal naive rule being luck (over series)`]: dieboldMariano(
      own,
      rule,
      1,
    ).p,
    [`${NAME}: sMAPE of the ensemble (%)`]: meanOver(judged, (one) => accuracy(one).smape),
    [`${NAME}: sMAPE of the seasonal naive rule (%)`]: meanOver(
      judged,
      (one) => accuracyOf(one.naive, one.came).smape,
    ),
    [`${NAME}: MAPE of the ensemble (%)`]: meanOver(judged, (one) => accuracy(one).mape),
    [`${NAME}: RMSE in units of the scaled error`]: meanOver(judged, (one) =>
      scaled(one, accuracy(one).rmse),
    ),
    [`${NAME}: bias in units of the scaled error`]: meanOver(judged, (one) =>
      scaled(one, accuracy(one).bias),
    ),
  };
}

/** Up or down against the same hour of the day before. */
function directions(judged: readonly JudgedSeries[]): Record<string, number> {
  const all = (of: (one: JudgedSeries) => Float64Array) =>
    Float64Array.from(judged.flatMap((one) => [...of(one)]));
  const lists = [all(({ said }) => said.values), all(({ came }) => came), all(({ naive }) => naive)] as const;
  const { share, low, high } = shareOfHits(directionHits(...lists), HORIZON);
  return {
    [`${NAME}: direction right (%)`]: 100 * share,
    [`${NAME}: direction right, 95 % interval from`]: 100 * low,
    [`${NAME}: direction right, 95 % interval to`]: 100 * high,
    [`${NAME}: base rate of directions (%)`]: 100 * directionalAccuracy(...lists).baseRate,
  };
}

/** Nobody may be part of a mixture who lost to the rule on the past of that series. */
function promotionCheck(judged: readonly JudgedSeries[], rule: Member): Check {
  const lost = judged.flatMap(({ said }) => {
    const limit = said.members.find(({ name }) => name === rule.name)?.mae ?? Number.NaN;
    return said.members.filter(({ weight, mae }) => weight > 0 && mae > limit);
  });
  return checked({
    name: `${NAME}: members that speak though they lost to the rule`,
    value: lost.length,
    atMost: 0,
  });
}

/** By member: on how many series it lost to the rule and is silent, told as one gate with its mean error in parts of the rule's. */
function gatesOf(judged: readonly JudgedSeries[], rule: Member): readonly Gate[] {
  return (judged[0]?.said.members ?? [])
    .filter(({ name }) => name !== rule.name)
    .map(({ name }) => {
      const parts = judged.flatMap(({ said }) => {
        const limit = said.members.find((each) => each.name === rule.name)?.mae ?? Number.NaN;
        const own = said.members.find((each) => each.name === name);
        return own && limit > 0 && !Number.isNaN(own.mae)
          ? [{ error: own.mae / limit, weight: own.weight }]
          : [];
      });
      const speaking = parts.filter(({ weight }) => weight > 0);
      return {
        target: `${NAME}, past of ${speaking.length} of ${judged.length} series on which it speaks`,
        model: name,
        error: speaking.reduce((sum, { error }) => sum + error, 0) / speaking.length,
        rule: rule.name,
        ruleError: 1,
        speaks: speaking.length > 0,
      };
    });
}

/** What intervals held, of all series and of those whose past is of one length: the competition has them of two kinds. */
function coverage(judged: readonly JudgedSeries[]): Judgement {
  const lengths = [...new Set(judged.map(({ past }) => past.length))].sort((one, other) => one - other);
  const kinds = lengths.length > 1 && lengths.length < 5 ? lengths : [];
  const found = LEVELS.flatMap((level) => {
    const shares = sharesHeld(judged, level);
    return [
      sharesCheck(NAME, level, shares),
      ...kinds.map((length) => {
        const ofKind = shares.filter((_, place) => judged[place]?.past.length === length);
        return sharesCheck(`${NAME}, series of ${length} hours`, level, ofKind);
      }),
    ];
  });
  return together(found);
}

/** By series, the share of hours that lay inside. */
function sharesHeld(judged: readonly JudgedSeries[], level: number): readonly number[] {
  const errors = judged.map(({ said }) => said.errors);
  const radii = pooledRadii(errors, level, POOLED);
  return judged.map(({ said, came }, place) => {
    const radius = (step: number) => radii[place]?.[step] ?? Number.NaN;
    const low = said.values.map((value, step) => value - radius(step));
    const high = said.values.map((value, step) => value + radius(step));
    const hits = intervalHits(low, high, came);
    return hits.reduce((sum, hit) => sum + hit, 0) / hits.length;
  });
}

/**
 * The hours of one series are held or missed together, so that what a mean over series can tell is bounded by how many there are:
 * where two standard errors are more than the tolerance, they are the tolerance, and few series are told but not judged.
 */
function sharesCheck(name: string, level: number, shares: readonly number[]): Judgement {
  const share = shares.reduce((sum, each) => sum + each, 0) / shares.length;
  const variance = shares.reduce((sum, each) => sum + (each - share) ** 2, 0) / (shares.length - 1);
  const check = coverageCheck(name, level, share, 200 * Math.sqrt(variance / shares.length));
  if (shares.length >= FEWEST_TO_JUDGE_COVERAGE) return { figures: {}, checks: [check] };
  return { figures: { [`${check.name}, of ${shares.length} series only`]: check.value }, checks: [] };
}

function seriesOf(files: readonly string[]): ReadonlyMap<string, Float64Array> {
  const series = new Map<string, Float64Array>();
  for (const file of files)
    for (const [id = '', ...cells] of cellsOf(file)) {
      const values = cells.filter((cell) => cell !== '').map(Number);
      // A head line tells no numbers.
      if (values.length > 0 && values.every(Number.isFinite)) series.set(id, Float64Array.from(values));
    }
  return series;
}
