import { groupPowerW, type PowerBonus, type Schedule, type ScheduleProblem } from './schedule-problem.ts';
import { bestUnitSchedule, weighedWorth } from './unit-schedule.ts';

const MOST_ROUNDS = 20;

/**
 * Betters schedules unit by unit: each in turn takes the best of what the others leave of limits and bonuses, exactly, until none
 * gains by it. Keeps limits that are kept; a unit whose limit is broken comes down as far as it can.
 *
 * @param weights of scenarios; the mean where absent
 */
export function betteredOneByOne(
  problem: ScheduleProblem,
  from: readonly Schedule[],
  weights?: Float64Array,
): readonly Schedule[] {
  const schedules = [...from];
  const limitW = problem.limits.map(({ members }) => groupPowerW(problem, schedules, members));
  const bonusW = problem.bonuses.map(({ members }) => groupPowerW(problem, schedules, members));
  const worth = problem.units.map((unit) => weighedWorth(unit, weights));
  const isIn = (members: readonly number[], place: number) => members.includes(place);
  const limitsOf = problem.units.map((_, place) =>
    problem.limits.flatMap(({ members }, at) => (isIn(members, place) ? [at] : [])),
  );
  const bonusesOf = problem.units.map((_, place) =>
    problem.bonuses.flatMap(({ members }, at) => (isIn(members, place) ? [at] : [])),
  );
  let sinceChange = 0;
  for (let step = 0; step < MOST_ROUNDS * problem.units.length; step++) {
    const place = step % problem.units.length;
    const unit = problem.units[place];
    const old = schedules[place];
    if (!unit || !old) break;
    const sums = [
      ...(limitsOf[place] ?? []).map((at) => limitW[at]),
      ...(bonusesOf[place] ?? []).map((at) => bonusW[at]),
    ];
    const add = (schedule: Schedule, sign: 1 | -1) => {
      for (const sum of sums)
        if (sum)
          for (let t = 0; t < sum.length; t++)
            sum[t] = (sum[t] as number) + sign * (unit.powerW[schedule[t] as number] ?? 0);
    };
    add(old, -1);
    const view = {
      worth: withBonuses(problem, worth[place], unit.powerW, bonusesOf[place] ?? [], bonusW),
      allowed: withinLimits(problem, place, limitsOf[place] ?? [], limitW),
    };
    const best = bestUnitSchedule(unit, view)?.schedule ?? old;
    add(best, 1);
    schedules[place] = best;
    sinceChange = best.every((mode, t) => mode === old[t]) ? sinceChange + 1 : 0;
    if (sinceChange >= problem.units.length) break;
  }
  return schedules;
}

/** A unit's worth with what its power adds to the bonuses beside that of the others. */
function withBonuses(
  problem: ScheduleProblem,
  worth: Float64Array = new Float64Array(0),
  powerW: readonly number[],
  places: readonly number[],
  othersW: readonly Float64Array[],
): Float64Array {
  const sum = worth.slice();
  for (const place of places) {
    const { firstW, moneyPerW } = problem.bonuses[place] as PowerBonus;
    for (let t = 0; t < problem.slots; t++) {
      const left = Math.max(0, (firstW[t] ?? 0) - (othersW[place]?.[t] ?? 0));
      for (const [mode, power] of powerW.entries()) {
        const at = t * powerW.length + mode;
        sum[at] = (sum[at] as number) + (moneyPerW[t] ?? 0) * Math.min(power, left);
      }
    }
  }
  return sum;
}

/** Modes that limits leave; of a slot that has none the one of least power. */
function withinLimits(
  problem: ScheduleProblem,
  unitPlace: number,
  places: readonly number[],
  othersW: readonly Float64Array[],
): Uint8Array {
  const unit = problem.units[unitPlace];
  if (!unit) return new Uint8Array(0);
  if (places.length === 0) return unit.allowed;
  const modes = unit.powerW.length;
  const allowed = unit.allowed.slice();
  for (let t = 0; t < problem.slots; t++) {
    let [anyIsLeft, least] = [false, -1];
    for (let mode = 0; mode < modes; mode++) {
      if (!unit.allowed[t * modes + mode]) continue;
      if (least < 0) least = mode;
      const fits = places.every((place) => {
        const limit = problem.limits[place]?.limitW[t] ?? 0;
        return (othersW[place]?.[t] ?? 0) + (unit.powerW[mode] ?? 0) <= limit + 1e-6;
      });
      allowed[t * modes + mode] = Number(fits);
      anyIsLeft ||= fits;
    }
    if (!anyIsLeft && least >= 0) allowed[t * modes + least] = 1;
  }
  return allowed;
}
