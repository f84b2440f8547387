import type { PlanWhy } from '../../domain/plan.ts';
import { placeOf } from './allowed-modes.ts';
import type { PlanProblem } from './plan-problem.ts';
import type { Schedule } from './schedule-problem.ts';
import { netOf, type SlotConditions, slotMoney } from './slot-money.ts';

export interface PlanReasons {
  readonly made: PlanProblem;
  readonly conditions: readonly SlotConditions[];
  readonly schedules: readonly Schedule[];
  /** Of the miner. */
  readonly place: number;
}

const BY_RULE: readonly PlanWhy[] = ['curtailed', 'pool-down', 'too-warm', 'nothing-known'];

/**
 * Why a miner does in a slot what it does: a rule that leaves nothing else; else, held against what would bring most in this slot by
 * itself: kept from it by quiet hours, by a circuit, or by what a change costs; else what makes it pay.
 */
export function planWhy({ made, conditions, schedules, place }: PlanReasons, t: number): PlanWhy {
  const miner = made.miners[place];
  const condition = conditions[t];
  const rule = made.whys[place]?.[t];
  if (!miner || !condition) return 'nothing-known';
  if (rule && BY_RULE.includes(rule)) return rule;
  const chosen = schedules[place]?.[t] ?? 0;
  const all = schedules.map((schedule) => schedule[t] ?? 0);
  const money = (mode: number, given: SlotConditions = condition) => {
    const found = slotMoney(given, made.miners, all.with(place, mode));
    return found.reduce((sum, each) => sum + netOf(each), 0);
  };
  const unit = made.problem.units[place];
  const modes = miner.modes.length;
  const isAllowed = (mode: number) => unit?.allowed[t * modes + mode] === 1;
  const places = miner.modes.map((_, mode) => mode);
  const best = places.reduce((a, b) => (money(b) > money(a) ? b : a), 0);
  const wanted = made.wanted[place]?.[t];
  if (chosen === made.wished[place]?.[t]) return 'policy';
  if (rule && wanted !== undefined) return chosen === wanted ? rule : 'circuit';
  if (chosen !== best) {
    if (!isAllowed(best)) return 'quiet-hours';
    if (chosen < best && !fits(made, schedules, place, t, best)) return 'circuit';
    return 'not-worth-switching';
  }
  if (chosen === 0) return 'too-dear';
  const without = (given: SlotConditions) => money(chosen, given) < money(0, given);
  if (without({ ...condition, heat: [] })) return 'heat-wanted';
  if (without({ ...condition, slot: { ...condition.slot, surplusW: 0 } })) return 'own-power';
  return chosen < placeOf(miner, miner.usual) ? 'too-dear' : 'pays';
}

function fits(
  { problem }: PlanProblem,
  schedules: readonly Schedule[],
  place: number,
  t: number,
  mode: number,
): boolean {
  return problem.limits.every(({ members, limitW }) => {
    if (!members.includes(place)) return true;
    const powerW = members.reduce((sum, at) => {
      const place_ = at === place ? mode : (schedules[at]?.[t] ?? 0);
      return sum + (problem.units[at]?.powerW[place_] ?? 0);
    }, 0);
    return powerW <= (limitW[t] ?? 0) + 1e-3;
  });
}
