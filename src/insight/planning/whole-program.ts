import type {
  ProgramColumn,
  ProgramRow,
  ProgramSolver,
  SolveLimits,
} from '../../numerics/programming/program.ts';
import { chordPerW } from './group-prices.ts';
import type { Schedule, ScheduleProblem, ScheduleUnit } from './schedule-problem.ts';

export interface WholeAnswer {
  readonly schedules: readonly Schedule[];
  /** It is proved that no schedules bring more, within the asked gap (bonuses below 0 by their chord). */
  readonly isProved: boolean;
}

/**
 * The problem as one mixed-integer program: of each unit a path through its modes (a flow of 1 from slot to slot), whole where it
 * stands; starts and stops bind within run and rest times; limits and bonuses hold over all units; the worst mean of scenarios by a
 * threshold and the shortfalls below it (Rockafellar & Uryasev 2000). About slots · modes² columns for a unit: for small fleets.
 *
 * @returns undefined where nothing was found in time
 */
export function solvedWhole(
  problem: ScheduleProblem,
  solver: ProgramSolver,
  limits: SolveLimits = {},
): WholeAnswer | undefined {
  const draft = new Draft(problem);
  for (const unit of problem.units.keys()) draft.addUnit(unit);
  draft.addGroups();
  draft.addScenarios();
  const { status, values } = solver.solve(
    { sense: 'maximise', columns: draft.columns, rows: draft.rows },
    limits,
  );
  if (values.length === 0) return undefined;
  return { schedules: draft.schedulesOf(values), isProved: status === 'optimal' };
}

/** How many columns {@link solvedWhole} would have. */
export function wholeColumns({ units, slots }: ScheduleProblem): number {
  return units.reduce((sum, { powerW }) => sum + slots * (powerW.length ** 2 + powerW.length + 3), 0);
}

class Draft {
  readonly columns: ProgramColumn[] = [];
  readonly rows: ProgramRow[] = [];
  readonly #problem: ScheduleProblem;
  readonly #scenarios: number;
  readonly #weight: number;
  /** First column of each unit's modes: that of slot t and mode k is t · modes + k further. */
  readonly #modesAt: number[] = [];
  /** Money of columns by scenario, where it differs from scenario to scenario or counts in all. */
  readonly #money: (readonly [column: number, byScenario: (scenario: number) => number])[] = [];

  constructor(problem: ScheduleProblem) {
    this.#problem = problem;
    this.#scenarios = problem.units[0]?.worth.length ?? 1;
    this.#weight = problem.risk?.weight ?? 0;
  }

  #column(money: (scenario: number) => number, given: Omit<ProgramColumn, 'objective'> = {}): number {
    let mean = 0;
    for (let s = 0; s < this.#scenarios; s++) mean += money(s) / this.#scenarios;
    this.columns.push({ ...given, objective: (1 - this.#weight) * mean });
    if (this.#weight > 0) this.#money.push([this.columns.length - 1, money]);
    return this.columns.length - 1;
  }

  addUnit(place: number): void {
    const unit = this.#problem.units[place] as ScheduleUnit;
    const modes = unit.powerW.length;
    const { slots } = this.#problem;
    const first = this.columns.length;
    this.#modesAt.push(first);
    for (let i = 0; i < slots * modes; i++)
      this.#column((s) => unit.worth[s]?.[i] ?? 0, { upper: unit.allowed[i] ? 1 : 0, isInteger: true });
    for (let t = 0; t < slots; t++) this.#addFlow(unit, first, t);
    this.#addRunTimes(unit, first);
  }

  #addFlow({ switchCost, before, powerW: { length: modes } }: ScheduleUnit, first: number, t: number): void {
    const flow = (from: number, to: number) => firstFlow + from * modes + to;
    const firstFlow = this.columns.length;
    for (let from = 0; from < modes; from++)
      for (let to = 0; to < modes; to++)
        this.#column(() => -(switchCost[(t * modes + from) * modes + to] ?? 0), { upper: 1 });
    const all = Array.from({ length: modes }, (_, mode) => mode);
    for (const mode of all) {
      this.rows.push({
        lower: 0,
        upper: 0,
        terms: [[first + t * modes + mode, -1], ...all.map((from) => [flow(from, mode), 1] as const)],
      });
      const comes = all.map((to) => [flow(mode, to), 1] as const);
      const isBefore = Number(mode === before);
      if (t === 0) this.rows.push({ lower: isBefore, upper: isBefore, terms: comes });
      else this.rows.push({ lower: 0, upper: 0, terms: [...comes, [first + (t - 1) * modes + mode, -1]] });
    }
  }

  /** Rest is 1 − on: columns of starts, stops and broken times, bound to what stands before and after. */
  #addRunTimes(unit: ScheduleUnit, first: number): void {
    const modes = unit.powerW.length;
    const { slots } = this.#problem;
    const turns = Array.from({ length: slots }, () => ({
      start: this.#column(() => 0, { upper: 1 }),
      stop: this.#column(() => 0, { upper: 1 }),
      broken: this.#column(() => -unit.breakCost, { upper: 1 }),
    }));
    for (const [t, { start, stop, broken }] of turns.entries()) {
      // start − stop = off before − off now.
      const terms: [number, number][] = [
        [start, 1],
        [stop, -1],
        [first + t * modes, 1],
      ];
      if (t > 0) terms.push([first + (t - 1) * modes, -1]);
      const offBefore = t === 0 ? Number(unit.before === 0) : 0;
      this.rows.push({ lower: offBefore, upper: offBefore, terms });
      // Not both at once: a start only where it is on, a stop only where it is off.
      this.rows.push({
        upper: 1,
        terms: [
          [start, 1],
          [first + t * modes, 1],
        ],
      });
      this.rows.push({
        upper: 0,
        terms: [
          [stop, 1],
          [first + t * modes, -1],
        ],
      });
      const ends = unit.before > 0 ? stop : start;
      if (t < unit.lockedSlots)
        this.rows.push({
          upper: 0,
          terms: [
            [ends, 1],
            [broken, -1],
          ],
        });
      this.#addLocks(unit, turns, t);
    }
  }

  #addLocks(
    unit: ScheduleUnit,
    turns: readonly { readonly start: number; readonly stop: number; readonly broken: number }[],
    t: number,
  ): void {
    const now = turns[t];
    if (!now) return;
    const within = (lasts: Uint8Array, column: 'start' | 'stop') =>
      turns.slice(0, t).flatMap((turn, s) => (s + (lasts[s] ?? 1) > t ? [[turn[column], 1] as const] : []));
    const starts = within(unit.runSlots, 'start');
    if (starts.length > 0) this.rows.push({ upper: 1, terms: [...starts, [now.stop, 1], [now.broken, -1]] });
    const stops = within(unit.restSlots, 'stop');
    if (stops.length > 0) this.rows.push({ upper: 1, terms: [...stops, [now.start, 1], [now.broken, -1]] });
  }

  #power(members: readonly number[], t: number, sign: 1 | -1): (readonly [number, number])[] {
    return members.flatMap((place) => {
      const { powerW } = this.#problem.units[place] as ScheduleUnit;
      const first = (this.#modesAt[place] ?? 0) + t * powerW.length;
      return powerW.map((power, mode) => [first + mode, (sign * power) / WATTS] as const);
    });
  }

  addGroups(): void {
    const { limits, bonuses, slots, units } = this.#problem;
    for (const { members, limitW } of limits)
      for (let t = 0; t < slots; t++)
        this.rows.push({ upper: (limitW[t] ?? 0) / WATTS, terms: this.#power(members, t, 1) });
    for (const [place, { members, firstW, moneyPerW }] of bonuses.entries()) {
      const chord = chordPerW(this.#problem, place);
      for (let t = 0; t < slots; t++) {
        const money = moneyPerW[t] ?? 0;
        if (!((firstW[t] ?? 0) > 0) || money === 0) continue;
        const most = members.reduce((sum, unit) => sum + (units[unit]?.powerW.at(-1) ?? 0), 0);
        const upper = (money > 0 ? (firstW[t] ?? 0) : most) / WATTS;
        const counted = this.#column(() => (money > 0 ? money : (chord[t] ?? 0)) * WATTS, { upper });
        const terms = [...this.#power(members, t, -1), [counted, 1] as const];
        this.rows.push(money > 0 ? { upper: 0, terms } : { lower: 0, upper: 0, terms });
      }
    }
  }

  addScenarios(): void {
    const { risk } = this.#problem;
    if (!risk || risk.weight === 0) return;
    const threshold = this.columns.push({ objective: risk.weight, lower: Number.NEGATIVE_INFINITY }) - 1;
    for (let s = 0; s < this.#scenarios; s++) {
      const shortfall = this.columns.push({ objective: -risk.weight / (risk.tail * this.#scenarios) }) - 1;
      const money = this.#money.map(([column, of]) => [column, of(s)] as const);
      this.rows.push({
        lower: 0,
        terms: [...money.filter(([, each]) => each !== 0), [threshold, -1], [shortfall, 1]],
      });
    }
  }

  schedulesOf(values: Float64Array): readonly Schedule[] {
    const { units, slots } = this.#problem;
    return units.map(({ powerW: { length: modes } }, place) =>
      Uint8Array.from({ length: slots }, (_, t) => {
        const first = (this.#modesAt[place] ?? 0) + t * modes;
        let most = 0;
        for (let mode = 1; mode < modes; mode++)
          if ((values[first + mode] ?? 0) > (values[first + most] ?? 0)) most = mode;
        return most;
      }),
    );
  }
}

/** Rows of power are in kilowatts: coefficients near 1 are what solvers like. */
const WATTS = 1_000;
