import { USUAL_PLAN_RULES } from '../../src/domain/plan-rules.ts';
import type { PastHours } from '../../src/insight/policy/past-hours.ts';
import { moneyByHour, policyPlaces, sumOfKnown } from '../../src/insight/policy/policy-replay.ts';
import type { GaussianPolicy } from '../../src/numerics/reinforcement/proximal-policy.ts';
import { hourByHour, MACHINES, type Machine, netOfYear } from '../../tests/backtest/planner/policies.ts';

/** What a policy brings of a past with a machine, over what choosing each hour's best mode by itself brings. */
export function partOfHourByHour(policy: GaussianPolicy, hours: PastHours, { modes, name }: Machine): number {
  const span = { from: 0, to: hours.pricePerKwh.length };
  const miner = { settings: modes, usual: 2 };
  const places = policyPlaces(policy, hours, span, miner);
  const own = sumOfKnown(moneyByHour(places, hours, span, miner, USUAL_PLAN_RULES.switching));
  const { startMs, timeZone, pricePerKwh, earnedPerThDay, difficulty = pricePerKwh } = hours;
  const recorded = { zone: '', startMs, timeZone, pricePerKwh, earnedPerThDay, difficulty };
  const year = { hours: recorded, ...span, machine: { name, modes } };
  return own / netOfYear(year, hourByHour(year));
}

/** The mean over pasts and machines: what checkpoints are chosen by. */
export function validationPart(policy: GaussianPolicy, validation: readonly PastHours[]): number {
  const parts = validation.flatMap((hours) =>
    MACHINES.map((machine) => partOfHourByHour(policy, hours, machine)),
  );
  return parts.reduce((sum, each) => sum + each, 0) / parts.length;
}
