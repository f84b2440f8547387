import type { Schedule, ScheduleUnit } from './schedule-problem.ts';

/** Where a unit alone is looked at: what its slots are worth to it, and which modes it may take there. */
export interface UnitView {
  /** [t · modes + k]; {@link weighedWorth} where nothing else holds. */
  readonly worth: Float64Array;
  readonly allowed: Uint8Array;
}

export interface UnitOptimum {
  readonly schedule: Schedule;
  /** Money by the view's worth, less switching and what broken times count. */
  readonly money: number;
}

/**
 * The best schedule of one unit alone, exactly: dynamic programming backwards over its mode and the slots that it must yet stay on (or
 * off). slots · modes² · lock states steps.
 *
 * @returns undefined where a slot has no allowed mode
 */
export function bestUnitSchedule(unit: ScheduleUnit, { worth, allowed }: UnitView): UnitOptimum | undefined {
  const modes = unit.powerW.length;
  const slots = allowed.length / modes;
  const locks = lockStates(unit);
  const states = modes * locks;
  // Of the slot that begins: value by the mode before it and the slots that this is yet locked.
  let value = new Float64Array(states);
  let before = new Float64Array(states);
  const choice = new Uint8Array(slots * states);
  for (let t = slots - 1; t >= 0; t--) {
    const startLock = Math.max(0, (unit.runSlots[t] ?? 1) - 1);
    const stopLock = Math.max(0, (unit.restSlots[t] ?? 1) - 1);
    for (let mode = 0; mode < modes; mode++)
      for (let lock = 0; lock < locks; lock++) {
        let [best, chosen] = [Number.NEGATIVE_INFINITY, mode];
        for (let next = 0; next < modes; next++) {
          if (!allowed[t * modes + next]) continue;
          const isTurned = next > 0 !== mode > 0;
          const then = isTurned ? (next > 0 ? startLock : stopLock) : lock > 0 ? lock - 1 : 0;
          const money =
            (worth[t * modes + next] as number) -
            (unit.switchCost[(t * modes + mode) * modes + next] as number) -
            (isTurned && lock > 0 ? unit.breakCost : 0) +
            (value[next * locks + then] as number);
          if (money > best) [best, chosen] = [money, next];
        }
        before[mode * locks + lock] = best;
        choice[t * states + mode * locks + lock] = chosen;
      }
    [value, before] = [before, value];
  }
  const money = value[unit.before * locks + unit.lockedSlots] ?? Number.NEGATIVE_INFINITY;
  if (money === Number.NEGATIVE_INFINITY) return undefined;
  return { money, schedule: followed(unit, choice, slots, locks) };
}

function followed(unit: ScheduleUnit, choice: Uint8Array, slots: number, locks: number): Schedule {
  const schedule = new Uint8Array(slots);
  const states = unit.powerW.length * locks;
  let [mode, lock] = [unit.before, unit.lockedSlots];
  for (let t = 0; t < slots; t++) {
    const next = choice[t * states + mode * locks + lock] ?? mode;
    if (next > 0 === mode > 0) lock = Math.max(0, lock - 1);
    else lock = Math.max(0, ((next > 0 ? unit.runSlots : unit.restSlots)[t] ?? 1) - 1);
    schedule[t] = next;
    mode = next;
  }
  return schedule;
}

/** Slots that a unit can be locked for, 0 among them. */
export function lockStates({ runSlots, restSlots, lockedSlots }: ScheduleUnit): number {
  let most = lockedSlots + 1;
  for (const slots of runSlots) most = Math.max(most, slots);
  for (const slots of restSlots) most = Math.max(most, slots);
  return most;
}

/** Worth of a unit's slots over scenarios, weighed; the mean where no weights are given. */
export function weighedWorth({ worth }: ScheduleUnit, weights?: Float64Array): Float64Array {
  const [first] = worth;
  if (first && worth.length === 1) return first.slice();
  const sum = new Float64Array(first?.length ?? 0);
  for (const [s, each] of worth.entries()) {
    const weight = weights?.[s] ?? 1 / worth.length;
    for (let i = 0; i < sum.length; i++) sum[i] = (sum[i] as number) + weight * (each[i] as number);
  }
  return sum;
}
