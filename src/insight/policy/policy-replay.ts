import type { OperatingPoint } from '../../domain/economics/operating-point.ts';
import type { SwitchingRules } from '../../domain/plan-rules.ts';
import type { GaussianPolicy } from '../../numerics/reinforcement/proximal-policy.ts';
import { decidedPlace } from './hour-policy.ts';
import type { PastHours } from './past-hours.ts';

/** A miner of which only settings are known. */
export interface ReplayMiner {
  /** Off first, then by ascending power. */
  readonly settings: readonly OperatingPoint[];
  readonly usual: number;
  readonly allowed?: readonly boolean[] | undefined;
}

/** Hours [from, to) of a past. */
export interface ReplaySpan {
  readonly from: number;
  readonly to: number;
}

/** What a policy would have done hour by hour, knowing of each what was known when it began. Starts in the usual setting. */
export function policyPlaces(
  policy: Pick<GaussianPolicy, 'actor'>,
  hours: PastHours,
  { from, to }: ReplaySpan,
  { settings, usual, allowed = settings.map(() => true) }: ReplayMiner,
): Uint8Array {
  const places = new Uint8Array(to - from);
  let [current, changedAt] = [usual, from - 12];
  for (let hour = from; hour < to; hour++) {
    const miner = { settings, usual, current, hoursSinceChange: hour - changedAt };
    const next = decidedPlace(policy, hours, hour, miner, allowed);
    if (next !== current) changedAt = hour;
    current = next;
    places[hour - from] = next;
  }
  return places;
}

/** Money of each hour by the planner's own account: earned less power, hashes lost by changes and wear of starts; NaN where nothing is known. */
export function moneyByHour(
  places: ArrayLike<number>,
  hours: PastHours,
  { from, to }: ReplaySpan,
  { settings, usual }: ReplayMiner,
  switching: SwitchingRules,
): Float64Array {
  const money = new Float64Array(to - from);
  const usualKw = (settings[usual]?.powerW ?? 0) / 1_000;
  let before = usual;
  for (let hour = from; hour < to; hour++) {
    const place = places[hour - from] ?? 0;
    const { hashrateHs = 0, powerW = 0 } = settings[place] ?? {};
    const earned = ((hours.earnedPerThDay[hour] ?? Number.NaN) * hashrateHs) / 24e12;
    let cost = ((hours.pricePerKwh[hour] ?? Number.NaN) * powerW) / 1_000;
    if (place !== before && place > 0) {
      const { startS, warmUpS, changeS, wearPerKwStart } = switching;
      cost += (earned * (before === 0 ? startS + warmUpS / 2 : changeS)) / 3_600;
      if (before === 0) cost += wearPerKwStart * usualKw;
    }
    money[hour - from] = earned - cost;
    before = place;
  }
  return money;
}

/** What is not known counts nothing. */
export function sumOfKnown(money: ArrayLike<number>): number {
  let sum = 0;
  for (let at = 0; at < money.length; at++) sum += money[at] || 0;
  return sum;
}
