import { riskOrder } from './risk-order.ts';
import { walkRiskSets } from './risk-sets.ts';
import { stepsUntil } from './step-times.ts';
import { type IntervalScale, type SurvivalInterval, survivalInterval } from './survival-interval.ts';
import { checkRows, type SurvivalRows } from './survival-rows.ts';

/** Survival by time without a model, moment by moment at which events came. */
export interface SurvivalCurve {
  /** Rising. */
  readonly times: Float64Array;
  readonly atRisk: Float64Array;
  readonly events: Float64Array;
  /** Kaplan & Meier's product (JASA 53, 1958). */
  readonly survival: Float64Array;
  /** Standard error of log S (Greenwood 1926): that of S is S times it. Infinity once S is 0. */
  readonly logError: Float64Array;
  /** Nelson's and Aalen's sum of events per row at risk (Aalen, Annals of Statistics 6, 1978). */
  readonly cumulativeHazard: Float64Array;
  /** Of the cumulative hazard: √Σ d / n². */
  readonly hazardError: Float64Array;
}

/**
 * Kaplan-Meier survival and Nelson-Aalen cumulative hazard of rows that may be censored, watched late, and weighted. Agrees with
 * R's survfit. Strata are refused: each has a curve of its own.
 *
 * @throws RangeError for rows that are no lifetimes
 * @example kaplanMeier({ stop: [1, 2, 3], event: [1, 0, 1] }).survival // 2/3, 0
 */
export function kaplanMeier(rows: SurvivalRows): SurvivalCurve {
  checkRows(rows);
  if (rows.stratum) throw new RangeError('a curve is of one stratum');
  const order = riskOrder(rows);
  const steps: { time: number; atRisk: number; events: number }[] = [];
  walkRiskSets(order, new Float64Array(), 0, order.weight, 0, ({ time, weight, atRisk }) => {
    steps.push({ time, atRisk: atRisk.zeroth, events: weight });
  });
  steps.reverse();
  let [survival, greenwood, hazard, variance] = [1, 0, 0, 0];
  const told = steps.map(({ atRisk, events }) => {
    // The last ones of all may miss each other by a rounding.
    const left = atRisk - events > 1e-12 * atRisk ? atRisk - events : 0;
    survival *= left / atRisk;
    greenwood += events / atRisk / left;
    hazard += events / atRisk;
    variance += events / atRisk ** 2;
    return { survival, logError: Math.sqrt(greenwood), hazard, hazardError: Math.sqrt(variance) };
  });
  return {
    times: Float64Array.from(steps, ({ time }) => time),
    atRisk: Float64Array.from(steps, ({ atRisk }) => atRisk),
    events: Float64Array.from(steps, ({ events }) => events),
    survival: Float64Array.from(told, (each) => each.survival),
    logError: Float64Array.from(told, ({ logError }) => logError),
    cumulativeHazard: Float64Array.from(told, (each) => each.hazard),
    hazardError: Float64Array.from(told, ({ hazardError }) => hazardError),
  };
}

/** A curve at one moment. */
export interface CurvePoint extends SurvivalInterval {
  readonly survival: number;
  readonly standardError: number;
  readonly cumulativeHazard: number;
}

/** The curve at a moment: what it was after the last event until then. */
export function curveAt(
  curve: SurvivalCurve,
  moment: number,
  level: number,
  scale: IntervalScale,
): CurvePoint {
  const at = stepsUntil(curve.times, moment) - 1;
  if (at < 0) return { survival: 1, standardError: 0, cumulativeHazard: 0, lower: 1, upper: 1 };
  const survival = curve.survival[at] as number;
  const logError = curve.logError[at] as number;
  return {
    survival,
    standardError: survival === 0 ? Number.NaN : survival * logError,
    cumulativeHazard: curve.cumulativeHazard[at] as number,
    ...survivalInterval(survival, logError, level, scale),
  };
}

/**
 * When survival has fallen to 1 − share: the first moment at which it is below, halfway to that one from where it is just that much (R's
 * quantile of a survfit). NaN where it never falls so far.
 *
 * @example survivalQuantile(kaplanMeier({ stop: [1, 2, 3, 4], event: [1, 1, 1, 1] }), 0.5) // 2.5
 */
export function survivalQuantile({ times, survival }: SurvivalCurve, share: number): number {
  const wanted = 1 - share;
  const nearly = 1e-12;
  const below = survival.findIndex((each) => each < wanted - nearly);
  const level = survival.findIndex((each) => Math.abs(each - wanted) <= nearly);
  if (level < 0) return times[below] ?? Number.NaN;
  const reached = times[level] as number;
  return below < 0 ? reached : (reached + (times[below] as number)) / 2;
}
