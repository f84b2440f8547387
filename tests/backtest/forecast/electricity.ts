import { basename } from 'node:path';
import { dieboldMariano } from '../../../src/numerics/diebold-mariano.ts';
import { accuracyOf } from '../../../src/numerics/forecast/accuracy.ts';
import { seasonalNaive } from '../../../src/numerics/forecast/baselines.ts';
import { ConformalTracker, TRACKER_DEFAULTS } from '../../../src/numerics/forecast/conformal-tracker.ts';
import {
  DIRECT_LINEAR_DEFAULTS,
  directForecast,
  fitDirectLinear,
} from '../../../src/numerics/forecast/direct-linear.ts';
import { evaluateForecasts } from '../../../src/numerics/forecast/evaluation.ts';
import { checked } from '../../support/suite-report.ts';
import { BacktestDataError } from '../bitcoin-days.ts';
import { eachFile, type Judgement, notJudged } from './judgement.ts';
import { columnIn, filesLike, tableOf } from './recorded-table.ts';
import { coverageChecks, toldFigures } from './told-evaluation.ts';

const HOUR_S = 3_600;
const DAY = 24;
const LOOK_BACK = 336;
/** The newest year is judged, of a shorter past the last third. */
const JUDGED_DAYS = 365;
const JUDGED_SHARE = 1 / 3;
/** Days before it in which the intervals find their feet. */
const WARM_UP_DAYS = 150;
/** The model learns anew each so many days, from two years at most, with the ridge that was chosen at first. */
const REFIT_DAYS = 91;
const LEARNT_HOURS = 2 * 365 * DAY;
/** Of fewer a third to be judged, the days before it and windows of two weeks to learn from do not come together. */
const FEWEST_DAYS = 250;

/** The day after the last one that the exchange has told, for each zone, day after day, beside the same hours a day before. */
export function electricity(folder: string): Judgement {
  const files = filesLike(folder, /day_?ahead.*\.csv(\.gz)?$/i);
  return files.length > 0 ? eachFile(files, zoneJudgement) : notJudged('day-ahead prices', folder);
}

function zoneJudgement(file: string): Judgement {
  const zone = basename(file).split(/[_.]/)[0]?.toUpperCase() ?? file;
  const prices = hoursOf(file);
  const { evaluation, dayP } = judged(prices);
  return {
    figures: {
      ...toldFigures(zone, evaluation, 'EUR/MWh', 1000),
      [`${zone}: p of the skill being luck (Diebold–Mariano)`]: dayP,
    },
    checks: [
      checked({
        name: `${zone}, the newest year: MAE of the day beyond day-ahead (EUR/MWh)`,
        value: 1000 * evaluation.mae,
        baseline: 1000 * evaluation.baseline.mae,
        atMost: 1000 * evaluation.baseline.mae,
      }),
      ...coverageChecks(zone, evaluation.coverage),
    ],
  };
}

function judged(prices: Float64Array) {
  const days = Math.floor(prices.length / DAY);
  if (days < FEWEST_DAYS)
    throw new RangeError(`${days} days are too few to judge by: ${FEWEST_DAYS} are needed`);
  const from = days - Math.min(JUDGED_DAYS, Math.floor(days * JUDGED_SHARE));
  const said = new Float64Array((days - from) * DAY).fill(Number.NaN);
  const rule = said.slice();
  const intervals = TRACKER_DEFAULTS.levels.map((level) => ({
    level,
    low: said.slice(),
    high: said.slice(),
  }));
  for (const { day, forecast, naive, radii } of walked(prices, from - WARM_UP_DAYS, days)) {
    if (day < from) continue;
    const at = (day - from) * DAY;
    said.set(forecast, at);
    rule.set(naive, at);
    for (const [which, { low, high }] of intervals.entries())
      for (const [hour, value] of forecast.entries()) {
        low[at + hour] = value - (radii[hour]?.[which] ?? Number.NaN);
        high[at + hour] = value + (radii[hour]?.[which] ?? Number.NaN);
      }
  }
  const came = prices.subarray(from * DAY, days * DAY);
  const evaluation = evaluateForecasts({
    forecasts: said,
    came,
    before: rule,
    baseline: rule,
    intervals,
    stepsAhead: DAY,
    past: prices.subarray(0, from * DAY),
    season: DAY,
  });
  const [own, simple] = [byDay(said, came), byDay(rule, came)];
  const both = own.map((mae, day) => !Number.isNaN(mae + (simple[day] ?? Number.NaN)));
  const whole = (maes: readonly number[]) => maes.filter((_, day) => both[day]);
  return { evaluation, dayP: dieboldMariano(whole(own), whole(simple), 1).p };
}

/** Day after day: what is said of it at the end of the day before, with the radii by hour and level. */
function* walked(prices: Float64Array, from: number, to: number) {
  const trackers = Array.from(
    { length: DAY },
    () => new ConformalTracker({ ...TRACKER_DEFAULTS, stepsAhead: 1 }),
  );
  let model = fitted(prices, from, DIRECT_LINEAR_DEFAULTS.ridges);
  const chosen = [model.ridge];
  for (let day = from; day < to; day++) {
    if (day > from && (day - from) % REFIT_DAYS === 0) model = fitted(prices, day, chosen);
    const at = day * DAY;
    const past = prices.subarray(at - LOOK_BACK, at);
    if (past.some(Number.isNaN)) continue;
    const forecast = directForecast(model, past);
    const radii = trackers.map((tracker) => tracker.radii());
    yield { day, forecast, naive: seasonalNaive(past, DAY, DAY), radii };
    for (const [hour, tracker] of trackers.entries())
      tracker.learn((forecast[hour] ?? Number.NaN) - (prices[at + hour] ?? Number.NaN));
  }
}

function byDay(said: Float64Array, came: Float64Array): readonly number[] {
  return Array.from({ length: came.length / DAY }, (_, day) => {
    const hours = [day * DAY, (day + 1) * DAY] as const;
    return accuracyOf(said.subarray(...hours), came.subarray(...hours)).mae;
  });
}

function fitted(prices: Float64Array, day: number, ridges: readonly number[]) {
  const known = prices.subarray(Math.max(day * DAY - LEARNT_HOURS, 0), day * DAY);
  return fitDirectLinear([known], { ...DIRECT_LINEAR_DEFAULTS, ridges, lookBack: LOOK_BACK, horizon: DAY });
}

/** EUR/kWh hour by hour from the first one; NaN where one is missing. */
function hoursOf(file: string): Float64Array {
  const table = tableOf(file);
  const seconds = columnIn(table, /^(t|time|timestamp)$/, 't');
  const told = columnIn(table, /eur_per_[km]wh/, 'eur_per_kwh');
  const perKwh = table.columns.some((name) => name.includes('eur_per_kwh')) ? 1 : 0.001;
  const firstS = seconds[0] ?? Number.NaN;
  const lastS = seconds.reduce((latest, second) => Math.max(latest, second), firstS);
  const prices = new Float64Array(Math.floor((lastS - firstS) / HOUR_S) + 1).fill(Number.NaN);
  let before = Number.NEGATIVE_INFINITY;
  for (const [row, second] of seconds.entries()) {
    const hour = (second - firstS) / HOUR_S;
    if (!(Number.isInteger(hour) && hour > before))
      throw new BacktestDataError(`"${file}", row ${row + 2}: times are not whole hours in order`);
    prices[hour] = perKwh * (told[row] ?? Number.NaN);
    before = hour;
  }
  return prices;
}
