import type { OperatingPoint } from '../../domain/economics/operating-point.ts';
import { positionOf } from './frontier.ts';
import { changeOf, meanBefore, type PastHours } from './past-hours.ts';

/** What a policy is told of the miner, or of all of a home together. */
export interface PolicyMiner {
  /** Off first, then by ascending power. */
  readonly settings: readonly OperatingPoint[];
  readonly usual: number;
  readonly current: number;
  /** Since it was last changed. */
  readonly hoursSinceChange: number;
  /** How far its hottest chip is below what it may reach, K; absent where nobody tells. */
  readonly chipRoomK?: number | undefined;
  readonly airC?: number | undefined;
}

/** So many figures. */
export const POLICY_STATE_SIZE = 26;
const FARTHEST = 3;

/**
 * The state that a policy sees when an hour begins: market, tariff, difficulty, telemetry and time, each without a unit, so that one policy
 * serves all currencies, sizes of miners and levels of prices. Prices stand as margins m(p) = (c* − p) / (|c*| + q), where c* is what
 * a kWh earns in the usual setting and q the mean size of prices over the week before: above 0 the hour pays. Hours that are not
 * known count as the same hour of the day before.
 */
export function policyState(hours: PastHours, hour: number, miner: PolicyMiner): Float64Array {
  const { settings, usual, current } = miner;
  const { pricePerKwh, earnedPerThDay } = hours;
  const usualPoint = settings[usual];
  const off = settings[0];
  const earned = earnedPerThDay[hour] ?? Number.NaN;
  const price = pricePerKwh[hour] ?? Number.NaN;
  const week = meanBefore(pricePerKwh, hour, 168, Math.abs);
  const strike = strikeOf(earned, off, usualPoint);
  const size = Math.abs(strike) + (Number.isNaN(week) ? Math.abs(price) : week) + 1e-9;
  const margin = (at: number) => (strike - at) / size;
  const ahead = (from: number, to: number) => margin(meanAhead(hours, hour, from, to));
  const [lowest, highest] = extremesAhead(hours, hour);
  const low = settings[1];
  const top = settings.at(-1);
  const angle = (2 * Math.PI * (hours.minuteOfDay[hour] ?? 0)) / 1_440;
  const figures = [
    margin(price),
    (strikeOf(earned, off, low) - price) / size,
    (strikeOf(earned, usualPoint, top) - price) / size,
    (strikeOf(earned, low, usualPoint) - price) / size,
    ahead(1, 2),
    ahead(2, 3),
    ahead(3, 5),
    ahead(5, 9),
    ahead(9, 17),
    ahead(17, 24),
    margin(lowest),
    margin(highest),
    margin(meanBefore(pricePerKwh, hour, 24)),
    margin(meanBefore(pricePerKwh, hour, 168)),
    4 * changeOf(earnedPerThDay, hour, 1),
    2 * changeOf(earnedPerThDay, hour, 7),
    4 * changeOf(hours.difficulty, hour, 14),
    positionOf(settings, current),
    Math.min(1, miner.hoursSinceChange / 12),
    (miner.chipRoomK ?? 10) / 20,
    ((miner.airC ?? 20) - 20) / 15,
    Math.sin(angle),
    Math.cos(angle),
    hours.isWeekend[hour] ?? 0,
    ratio(low?.powerW, usualPoint?.powerW),
    ratio(ratio(low?.powerW, low?.hashrateHs), ratio(top?.powerW, top?.hashrateHs)),
  ];
  return Float64Array.from(figures, (figure) =>
    Number.isNaN(figure) ? 0 : Math.max(-FARTHEST, Math.min(FARTHEST, figure)),
  );
}

/** Money that a kWh more earns from one setting to the next. */
function strikeOf(
  earnedPerThDay: number,
  from: OperatingPoint | undefined,
  to: OperatingPoint | undefined,
): number {
  if (!from || !to || !(to.powerW > from.powerW)) return Number.NaN;
  return (
    (earnedPerThDay * (to.hashrateHs - from.hashrateHs)) / 1e12 / 24 / ((to.powerW - from.powerW) / 1_000)
  );
}

function ratio(a: number | undefined, b: number | undefined): number {
  return a !== undefined && b !== undefined && b > 0 ? a / b : 1;
}

/** Price of an hour ahead, as far as it is known when this one begins. */
function priceAhead({ pricePerKwh, knownUntil }: PastHours, hour: number, at: number): number {
  const until = knownUntil[hour] ?? hour + 1;
  let place = hour + at;
  while (place >= until && place >= 24) place -= 24;
  return pricePerKwh[place] ?? Number.NaN;
}

function meanAhead(hours: PastHours, hour: number, from: number, to: number): number {
  let [sum, count] = [0, 0];
  for (let at = from; at < to; at++) {
    const price = priceAhead(hours, hour, at);
    if (Number.isNaN(price)) continue;
    sum += price;
    count++;
  }
  return sum / count;
}

function extremesAhead(hours: PastHours, hour: number): readonly [lowest: number, highest: number] {
  let [lowest, highest] = [Number.NaN, Number.NaN];
  for (let at = 0; at < 24; at++) {
    const price = priceAhead(hours, hour, at);
    if (!(price >= lowest)) lowest = Number.isNaN(price) ? lowest : price;
    if (!(price <= highest)) highest = Number.isNaN(price) ? highest : price;
  }
  return [lowest, highest];
}
