import {
  type ProtocolRequirements,
  type ReallocationCost,
  type ReallocationRule,
  type ReallocationVerdict,
  type SwitchingTerms,
  USUAL_LEAST_GAIN,
} from '../../domain/allocation.ts';

type Units = Readonly<Record<string, number>>;

const HOURS_A_DAY = 24;
const UNCHANGED = 1e-9;

/** What some units earn in a day: each further unit less, where gains fall. */
export function earnedPerDay(protocols: readonly ProtocolRequirements[], units: Units): number {
  return protocols.reduce((sum, { id, earnedPerUnitDay, fallPerUnit = 0 }) => {
    const x = units[id] ?? 0;
    return sum + earnedPerUnitDay * x - 0.5 * fallPerUnit * x * x;
  }, 0);
}

/** What a change costs, item by item. What is only turned down is neither restarted nor still. */
export function calculateReallocationCost(
  protocols: readonly ProtocolRequirements[],
  from: Units,
  to: Units,
  { perRestart, downtimeS, feePerLeft }: SwitchingTerms,
): ReallocationCost {
  let [restarts, downtimeCost, feeCost] = [0, 0, 0];
  for (const protocol of protocols) {
    const [before, after] = [from[protocol.id] ?? 0, to[protocol.id] ?? 0];
    const [wasOn, isOn] = [before > UNCHANGED, after > UNCHANGED];
    if (wasOn !== isOn) restarts++;
    if (wasOn && !isOn) feeCost += feePerLeft;
    if (after > before + UNCHANGED) {
      const further =
        earnedPerDay([protocol], { [protocol.id]: after }) -
        earnedPerDay([protocol], { [protocol.id]: wasOn ? before : 0 });
      downtimeCost += (Math.max(0, further) * downtimeS) / 86_400;
    }
  }
  const restartCost = restarts * perRestart;
  return { restarts, restartCost, downtimeCost, feeCost, total: restartCost + downtimeCost + feeCost };
}

/** Is a better allocation worth its change? Only if it earns a tenth more, and half a coin an hour after all its costs. */
export function shouldReallocate(
  protocols: readonly ProtocolRequirements[],
  from: Units,
  to: Units,
  terms: SwitchingTerms,
  {
    leastGainPart = USUAL_LEAST_GAIN.part,
    leastNetPerHour = USUAL_LEAST_GAIN.netPerHour,
    horizonHours = 24,
  }: ReallocationRule = {},
): ReallocationVerdict {
  const [before, after] = [earnedPerDay(protocols, from), earnedPerDay(protocols, to)];
  const cost = calculateReallocationCost(protocols, from, to, terms);
  const gainPart = before > 0 ? after / before - 1 : after > before ? Number.POSITIVE_INFINITY : 0;
  const netPerHour = (after - before) / HOURS_A_DAY - cost.total / horizonHours;
  return { isWorthIt: gainPart >= leastGainPart && netPerHour > leastNetPerHour, gainPart, netPerHour, cost };
}
