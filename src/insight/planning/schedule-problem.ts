/**
 * A choice of one mode for each unit in each slot: the plan's arithmetic core, without hours, miners or tariffs. Mode 0 is off; modes
 * ascend in power. Money of any currency, power in W.
 */
export interface ScheduleProblem {
  readonly slots: number;
  readonly units: readonly ScheduleUnit[];
  /** What groups of units may never exceed together. */
  readonly limits: readonly PowerLimit[];
  /** Power that is worth more (or less) to a group than to each alone: sun that is left over, heat that a room wants. */
  readonly bonuses: readonly PowerBonus[];
  /** How money over scenarios counts; the mean where absent. */
  readonly risk?: RiskTaste | undefined;
}

export interface ScheduleUnit {
  /** By mode, W. */
  readonly powerW: readonly number[];
  /**
   * Of each scenario: money of slot t in mode k at [t · modes + k], bonuses not counted. Scenarios are equally likely, and as many
   * for every unit.
   */
  readonly worth: readonly Float64Array[];
  /** May the unit take mode k in slot t? At [t · modes + k]; at least one of each slot. */
  readonly allowed: Uint8Array;
  /** Money that it costs to come from mode j into k at the beginning of slot t, at [(t · modes + j) · modes + k]; 0 where j = k. */
  readonly switchCost: Float64Array;
  /** Slots, this one counted, that a start (a stop) at the beginning of slot t lasts at least. */
  readonly runSlots: Uint8Array;
  readonly restSlots: Uint8Array;
  /** Mode before the first slot, and slots from there on that it must yet run (or rest). */
  readonly before: number;
  readonly lockedSlots: number;
  /** Money that counts against breaking a run or rest time once: more than any schedule can be worth, so only where a limit forces it. */
  readonly breakCost: number;
}

export interface PowerLimit {
  /** Places in {@link ScheduleProblem.units}. */
  readonly members: readonly number[];
  /** By slot. */
  readonly limitW: Float64Array;
}

export interface PowerBonus {
  readonly members: readonly number[];
  /** By slot: so much of the members' power counts. */
  readonly firstW: Float64Array;
  /** By slot: money for one W of that over the slot; below 0 where the power costs more than it does beyond. */
  readonly moneyPerW: Float64Array;
}

/** (1 − weight) · mean + weight · mean of the worst `tail` of scenarios. */
export interface RiskTaste {
  readonly weight: number;
  readonly tail: number;
}

/** A mode by slot. */
export type Schedule = Uint8Array;

/** Money of one unit's schedule in each scenario, switching counted, bonuses not. */
export function unitMoney(unit: ScheduleUnit, schedule: Schedule): Float64Array {
  const modes = unit.powerW.length;
  let switching = 0;
  let mode = unit.before;
  for (const [t, next] of schedule.entries()) {
    switching += unit.switchCost[(t * modes + mode) * modes + next] ?? 0;
    mode = next;
  }
  switching += unit.breakCost * brokenTimes(unit, schedule).length;
  return Float64Array.from(unit.worth, (worth) => {
    let money = -switching;
    for (const [t, next] of schedule.entries()) money += worth[t * modes + next] ?? 0;
    return money;
  });
}

/** Slots at whose beginning a schedule starts or stops a unit before its time. */
export function brokenTimes(unit: ScheduleUnit, schedule: Schedule): readonly number[] {
  const broken: number[] = [];
  let [isOn, locked] = [unit.before > 0, unit.lockedSlots];
  for (const [t, mode] of schedule.entries()) {
    if (mode > 0 === isOn) {
      locked = Math.max(0, locked - 1);
      continue;
    }
    if (locked > 0) broken.push(t);
    isOn = mode > 0;
    locked = Math.max(0, ((isOn ? unit.runSlots : unit.restSlots)[t] ?? 1) - 1);
  }
  return broken;
}

/** Power of some units by slot, W. */
export function groupPowerW(
  { units, slots }: ScheduleProblem,
  schedules: readonly Schedule[],
  members: readonly number[],
): Float64Array {
  const powerW = new Float64Array(slots);
  for (const place of members)
    for (const [t, mode] of (schedules[place] ?? []).entries())
      powerW[t] = (powerW[t] ?? 0) + (units[place]?.powerW[mode] ?? 0);
  return powerW;
}

/** Money that a group's bonus brings, over all slots. */
export function bonusMoney({ firstW, moneyPerW }: PowerBonus, powerW: Float64Array): number {
  let money = 0;
  for (const [t, power] of powerW.entries())
    money += (moneyPerW[t] ?? 0) * Math.min(power, Math.max(0, firstW[t] ?? 0));
  return money;
}

/** Are all limits kept, to a thousandth of a watt? */
export function keepsLimits(problem: ScheduleProblem, schedules: readonly Schedule[]): boolean {
  return problem.limits.every(({ members, limitW }) =>
    groupPowerW(problem, schedules, members).every((power, t) => power <= (limitW[t] ?? 0) + 1e-3),
  );
}

/** Money of all in each scenario, bonuses counted. */
export function fleetMoney(problem: ScheduleProblem, schedules: readonly Schedule[]): Float64Array {
  let bonus = 0;
  for (const each of problem.bonuses)
    bonus += bonusMoney(each, groupPowerW(problem, schedules, each.members));
  const sum = new Float64Array(problem.units[0]?.worth.length ?? 1).fill(bonus);
  for (const [place, unit] of problem.units.entries()) {
    const schedule = schedules[place];
    if (schedule)
      for (const [s, money] of unitMoney(unit, schedule).entries()) sum[s] = (sum[s] ?? 0) + money;
  }
  return sum;
}

/** What money over equally likely scenarios counts for, by the taste for risk. */
export function countedMoney(money: Float64Array, risk: RiskTaste | undefined): number {
  const mean = money.reduce((sum, each) => sum + each, 0) / money.length;
  if (!risk || risk.weight === 0) return mean;
  return (1 - risk.weight) * mean + risk.weight * worstMean(money, risk.tail);
}

/** Conditional value at risk of equally likely scenarios: the mean of the worst `tail` of them (Rockafellar & Uryasev 2000). */
export function worstMean(money: Float64Array, tail: number): number {
  const wanted = tail * money.length;
  let [left, sum] = [wanted, 0];
  for (const each of money.toSorted()) {
    const part = Math.min(1, left);
    sum += part * each;
    left -= part;
    if (left <= 0) break;
  }
  return sum / wanted;
}
