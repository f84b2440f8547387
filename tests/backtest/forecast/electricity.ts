import { basename } from 'node:path';
import { dieboldMariano } from '../../../src/numerics/diebold-mariano.ts';
import { accuracyOf, intervalCoverage } from '../../../src/numerics/forecast/accuracy.ts';
import { seasonalNaive } from '../../../src/numerics/forecast/baselines.ts';
import { AdaptiveConformal } from '../../../src/numerics/forecast/conformal.ts';
import {
  DIRECT_LINEAR_DEFAULTS,
  directForecast,
  fitDirectLinear,
} from '../../../src/numerics/forecast/direct-linear.ts';
import type { Judgement } from './judgement.ts';
import { cellsOf, filesLike } from './recorded-table.ts';

const HOUR_S = 3_600;
const DAY = 24;
const LOOK_BACK = 336;
/** Days of which the last one is judged, each forecast at the end of what the exchange has told. */
const JUDGED_SHARE = 0.3;
/** The model learns anew each so many days, from two years at most. */
const REFIT_DAYS = 28;
const LEARNT_HOURS = 2 * 365 * DAY;

/** The day after the last one that the exchange has told, for each zone, day after day, beside the same hours a day before. */
export function electricity(folder: string): Judgement {
  const figures: Record<string, number> = {};
  const failures: string[] = [];
  for (const file of filesLike(folder, /dayahead_hourly\.csv(\.gz)?$/i)) {
    const zone = basename(file).split('_')[0]?.toUpperCase() ?? file;
    const told = judged(hoursOf(file));
    for (const [what, value] of Object.entries(told.figures)) figures[`${zone}: ${what}`] = value;
    if (told.skill <= 0) failures.push(`${zone}: direct linear loses to the same hours a day before`);
  }
  return { figures, failures };
}

function judged(prices: Float64Array) {
  const days = Math.floor(prices.length / DAY);
  const from = Math.floor(days * (1 - JUDGED_SHARE));
  const said: number[] = [];
  const naive: number[] = [];
  const came: number[] = [];
  const [low, high]: [number[], number[]] = [[], []];
  const intervals = Array.from(
    { length: DAY },
    () => new AdaptiveConformal({ level: 0.8, pace: 0.02, remembered: 200 }),
  );
  let model = fitted(prices, from);
  for (let day = from; day < days; day++) {
    if ((day - from) % REFIT_DAYS === 0) model = fitted(prices, day);
    const at = day * DAY;
    const past = prices.subarray(at - LOOK_BACK, at);
    if (past.some(Number.isNaN)) continue;
    const forecast = directForecast(model, past);
    const simple = seasonalNaive(past, DAY, DAY);
    for (let hour = 0; hour < DAY; hour++) {
      const truth = prices[at + hour] ?? Number.NaN;
      const value = forecast[hour] ?? Number.NaN;
      const radius = intervals[hour]?.radius() ?? Number.NaN;
      said.push(value);
      naive.push(simple[hour] ?? Number.NaN);
      came.push(truth);
      low.push(value - radius);
      high.push(value + radius);
      intervals[hour]?.learn(value - truth);
    }
  }
  const [own, rule] = [accuracyOf(said, came), accuracyOf(naive, came)];
  const byDay = (values: readonly number[]) =>
    Array.from(
      { length: came.length / DAY },
      (_, day) =>
        accuracyOf(values.slice(day * DAY, (day + 1) * DAY), came.slice(day * DAY, (day + 1) * DAY)).mae,
    ).filter((mae) => !Number.isNaN(mae));
  return {
    skill: 1 - own.mae / rule.mae,
    figures: {
      'days judged': came.length / DAY,
      'mean absolute error, direct linear (EUR/MWh)': 1000 * own.mae,
      'mean absolute error, the day before (EUR/MWh)': 1000 * rule.mae,
      'p of the difference being luck': dieboldMariano(byDay(said), byDay(naive), 1).p,
      '80 % interval held (%)': 100 * intervalCoverage(low, high, came).share,
    },
  };
}

function fitted(prices: Float64Array, day: number) {
  const known = prices.subarray(Math.max(day * DAY - LEARNT_HOURS, 0), day * DAY);
  return fitDirectLinear([known], { ...DIRECT_LINEAR_DEFAULTS, lookBack: LOOK_BACK, horizon: DAY });
}

/** Hour by hour from the first one; NaN where one is missing. */
function hoursOf(file: string): Float64Array {
  const [, ...rows] = cellsOf(file);
  const firstS = Number(rows[0]?.[0]);
  const last = Number(rows.at(-1)?.[0]);
  const prices = new Float64Array((last - firstS) / HOUR_S + 1).fill(Number.NaN);
  for (const [second, price] of rows)
    prices[(Number(second) - firstS) / HOUR_S] = price === '' ? Number.NaN : Number(price);
  return prices;
}
