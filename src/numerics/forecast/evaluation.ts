import { type DieboldMariano, dieboldMariano } from '../diebold-mariano.ts';
import {
  type Accuracy,
  accuracyOf,
  directionalAccuracy,
  directionHits,
  intervalCoverage,
  intervalHits,
  meanAbsoluteScaledError,
} from './accuracy.ts';
import { type ResidualTests, residualTests } from './residual-tests.ts';
import { type ShareInterval, shareOfHits } from './share-interval.ts';

/** Intervals that are to hold a share of what comes, by moment. */
export interface GivenIntervals {
  /** 0..1. */
  readonly level: number;
  readonly low: ArrayLike<number>;
  readonly high: ArrayLike<number>;
}

/** Forecasts made in order of time, each by what was known before, and what came. All lists have one place a moment. */
export interface JudgedForecasts {
  readonly forecasts: ArrayLike<number>;
  readonly came: ArrayLike<number>;
  /** What was there when each forecast was made: directions are told from it. */
  readonly before: ArrayLike<number>;
  /** What the simple rule said. */
  readonly baseline: ArrayLike<number>;
  readonly intervals: readonly GivenIntervals[];
  /** h: each forecast looks so many steps ahead, and one was made at every step. */
  readonly stepsAhead: number;
  /** What was known before the first of them, and the season in it: for the scaled error. */
  readonly past: ArrayLike<number>;
  readonly season: number;
}

/** Everything that there is to say of forecasts. */
export interface ForecastEvaluation extends Accuracy {
  /** {@link meanAbsoluteScaledError}. */
  readonly mase: number;
  readonly baseline: Accuracy;
  /** Part of the simple rule's mean absolute error that is saved; below 0 where the rule is better. */
  readonly skill: number;
  /** Two-sided, of absolute errors, for h steps ahead: is the difference to the simple rule more than luck? */
  readonly againstBaseline: DieboldMariano;
  /** Right directions, with the share of the more frequent one: whoever always says that has it without knowing anything. */
  readonly direction: ShareInterval & { readonly baseRate: number };
  readonly coverage: readonly CoverageFound[];
  readonly residuals: ResidualTests;
}

export interface CoverageFound extends ShareInterval {
  readonly level: number;
  readonly meanWidth: number;
}

/**
 * Judges forecasts beside their simple rule: sizes of errors (MSE, RMSE, MAE, MAPE, sMAPE, MASE, R², bias), whether they beat the
 * rule, directions, intervals, and what the errors still hold. Intervals of shares have 95 % confidence and honour the overlap of
 * forecasts ({@link shareOfHits}). Moments at which something is missing (NaN) do not count.
 *
 * @throws RangeError where the lists differ in length
 */
export function evaluateForecasts(judged: JudgedForecasts): ForecastEvaluation {
  const { forecasts, came, before, stepsAhead, past, season } = judged;
  const own = accuracyOf(forecasts, came);
  const baseline = accuracyOf(judged.baseline, came);
  return {
    ...own,
    mase: meanAbsoluteScaledError(forecasts, came, past, season),
    baseline,
    skill: 1 - own.mae / baseline.mae,
    againstBaseline: comparison(judged),
    direction: {
      ...shareOfHits(directionHits(forecasts, came, before), stepsAhead),
      baseRate: directionalAccuracy(forecasts, came, before).baseRate,
    },
    coverage: judged.intervals.map(({ level, low, high }) => ({
      level,
      ...shareOfHits(intervalHits(low, high, came), stepsAhead),
      meanWidth: intervalCoverage(low, high, came).meanWidth,
    })),
    residuals: residualTests(
      Float64Array.from(came, (truth, at) => (forecasts[at] ?? Number.NaN) - truth),
      stepsAhead,
    ),
  };
}

function comparison({ forecasts, baseline, came, stepsAhead }: JudgedForecasts): DieboldMariano {
  const losses: number[] = [];
  const rules: number[] = [];
  for (let at = 0; at < came.length; at++) {
    const loss = Math.abs((forecasts[at] ?? Number.NaN) - (came[at] ?? Number.NaN));
    const rule = Math.abs((baseline[at] ?? Number.NaN) - (came[at] ?? Number.NaN));
    if (Number.isNaN(loss) || Number.isNaN(rule)) continue;
    losses.push(loss);
    rules.push(rule);
  }
  return dieboldMariano(losses, rules, stepsAhead);
}
