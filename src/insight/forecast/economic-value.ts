import type { ForecastDecision, ForecastQuantity } from '../../domain/forecast.ts';
import { longRunVariance, usualLags } from '../../numerics/forecast/long-run-variance.ts';
import { studentQuantile } from '../../numerics/student-t.ts';
import type { HorizonBand } from './horizon-bands.ts';

/** What the owner decides by a forecast, in figures. Absent parts: no money hangs on it that is known. */
export interface DecisionTerms {
  /** Power that can be moved into cheap hours, W: of targets of the price of power. */
  readonly shiftableW?: number | undefined;
  /** What the power for a unit of work costs a day, in the unit of the earnings: EUR/TH/day. */
  readonly costPerUnit?: number | undefined;
  /** Units of work that are at the owner's disposal: TH/s. */
  readonly units?: number | undefined;
  /** Coins that are mined a day: of targets of their price. */
  readonly coinsPerDay?: number | undefined;
}

/** What is decided by forecasts of a quantity; undefined where nothing is, or what hangs on it is not known. */
export function decisionBy(
  quantity: ForecastQuantity,
  { shiftableW = 0, costPerUnit, units = 0, coinsPerDay = 0 }: DecisionTerms,
): ForecastDecision | undefined {
  if (quantity === 'power-price' && shiftableW > 0) return 'cheap-hours';
  if (quantity === 'earnings' && costPerUnit !== undefined && units > 0) return 'run-or-rest';
  if (quantity === 'price' && coinsPerDay > 0) return 'sell-or-hold';
  return undefined;
}

/** Money a day with the interval in which it lies four times of five. */
export interface DailyGain {
  readonly mean: number;
  readonly low80: number;
  readonly high80: number;
}

/** Of so many hours one is chosen to run in. */
const HOURS_A_CHOICE = 3;

/**
 * What decisions by a model would have earned over those by the rule, in the owner's money a day: power that runs in what is said
 * to be the cheapest third of the hours; miners that run where they are said to earn more than their power costs; coins of the day
 * that are held to the end of the part where they are said to be worth more then, and sold at once else. All in units of the
 * target. The interval is Student's t with Newey and West's variance, as neighbouring forecasts look at the same hours.
 *
 * @param said, rule, came by origin, then step @param before by origin, what was there @param overlap origins on that a forecast has come true
 * @returns undefined where no decision hangs on the quantity, or too little is known of it
 */
export function economicValue(
  quantity: ForecastQuantity,
  band: HorizonBand,
  { said, rule, came, before, overlap }: DecisionPaths,
  terms: DecisionTerms,
): DailyGain | undefined {
  const worth = worthOf(quantity, band, terms);
  if (!worth) return undefined;
  const gains = came
    .map((truth, place) => {
      const own = (path: Float64Array | undefined) =>
        (path ?? new Float64Array()).subarray(band.fromStep - 1, band.toStep);
      const now = before[place] ?? Number.NaN;
      return worth(own(said[place]), own(truth), now) - worth(own(rule[place]), own(truth), now);
    })
    .filter((gain) => !Number.isNaN(gain));
  return gains.length < 2 ? undefined : gainOf(gains, overlap);
}

export interface DecisionPaths {
  readonly said: readonly Float64Array[];
  readonly rule: readonly Float64Array[];
  readonly came: readonly Float64Array[];
  readonly before: readonly number[];
  readonly overlap: number;
}

/** Money a day that deciding by a path earns when another one comes; NaN where it cannot be told. */
type Worth = (said: Float64Array, came: Float64Array, before: number) => number;

function worthOf(quantity: ForecastQuantity, band: HorizonBand, terms: DecisionTerms): Worth | undefined {
  const { shiftableW = 0, costPerUnit = Number.NaN, units = 0, coinsPerDay = 0 } = terms;
  const hours = band.toStep - band.fromStep + 1;
  switch (decisionBy(quantity, terms)) {
    case 'cheap-hours':
      if (hours < HOURS_A_CHOICE) return undefined;
      return (said, came) =>
        -powerCost(said, came, Math.round(hours / HOURS_A_CHOICE)) * (shiftableW / 1000) * 24;
    case 'run-or-rest':
      return (said, came) => runningProfit(said, came, costPerUnit) * units;
    case 'sell-or-hold':
      return (said, came, before) => soldFor(said, came, before) * coinsPerDay;
    case undefined:
      return undefined;
  }
}

/** Mean price of a kWh in the hours that are said to be the cheapest, as a part of all hours' power: running a third of them. */
function powerCost(said: Float64Array, came: Float64Array, chosen: number): number {
  const order = Array.from(said.keys()).sort((a, b) => (said[a] as number) - (said[b] as number));
  const sum = order.slice(0, chosen).reduce((total, hour) => total + (came[hour] ?? Number.NaN), 0);
  return sum / said.length;
}

/** Mean over the steps of what running earns above its cost, 0 where it stands still. */
function runningProfit(said: Float64Array, came: Float64Array, cost: number): number {
  let sum = 0;
  for (let step = 0; step < said.length; step++) {
    const profit = (came[step] ?? Number.NaN) - cost;
    sum += (said[step] as number) > cost ? profit : profit * 0;
  }
  return sum / said.length;
}

/** What a coin is sold for: at once, or at the end of the part where it is said to be worth more then. */
function soldFor(said: Float64Array, came: Float64Array, before: number): number {
  const then = came.at(-1) ?? Number.NaN;
  // Of a day whose end is not known nothing is told, whatever was decided.
  if (Number.isNaN(then)) return Number.NaN;
  return (said.at(-1) ?? Number.NaN) > before ? then : before;
}

function gainOf(gains: readonly number[], overlap: number): DailyGain {
  const n = gains.length;
  const mean = gains.reduce((sum, gain) => sum + gain, 0) / n;
  const variance = Math.max(0, longRunVariance(gains, usualLags(n, overlap)));
  const half = studentQuantile(0.9, n - 1) * Math.sqrt(variance / n);
  return { mean, low80: mean - half, high80: mean + half };
}
