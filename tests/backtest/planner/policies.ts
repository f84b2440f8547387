import { localDay, wallTime } from '../../../src/domain/economics/local-time.ts';
import type { PlanMode, PlanModeName } from '../../../src/domain/plan.ts';
import { type PlanRules, USUAL_PLAN_RULES } from '../../../src/domain/plan-rules.ts';
import { fleetSchedule } from '../../../src/insight/planning/fleet-schedule.ts';
import type { InputSlot, PlanInputs, PlanMiner } from '../../../src/insight/planning/plan-inputs.ts';
import { changeCost, planProblem } from '../../../src/insight/planning/plan-problem.ts';
import {
  heldOutlook,
  outlookPrices,
  type PriceOutlook,
} from '../../../src/insight/planning/price-outlook.ts';
import { netOf, slotMoney } from '../../../src/insight/planning/slot-money.ts';
import { strikePrices } from '../../../src/insight/planning/strike-price.ts';
import type { ProgramSolver } from '../../../src/numerics/programming/program.ts';
import { HOUR_MS, type RecordedHours } from './recorded-hours.ts';

/** A machine whose hours are planned. */
export interface Machine {
  readonly name: string;
  readonly modes: readonly PlanMode[];
}

const mode = (name: PlanModeName, hashrateThs: number, powerW: number): PlanMode => ({
  name,
  hashrateHs: hashrateThs * 1e12,
  powerW,
  changes: [],
  known: 'estimated',
});

/** Its maker's setting and what owners tune it to; one of 2021 and one of 2017. */
export const MACHINES: readonly Machine[] = [
  {
    name: 's19j',
    modes: [
      mode('off', 0, 15),
      mode('eco', 72, 1_850),
      mode('normal', 100, 3_050),
      mode('boost', 110, 3_600),
    ],
  },
  {
    name: 's9',
    modes: [mode('off', 0, 10), mode('eco', 9, 700), mode('normal', 13.5, 1_323), mode('boost', 15.5, 1_700)],
  },
];

/** Hours [from, to) of a zone, and a machine that lives through them. */
export interface Year {
  readonly hours: RecordedHours;
  readonly from: number;
  readonly to: number;
  readonly machine: Machine;
}

/** A mode by hour, as a place in the machine's modes. */
export type Policy = (year: Year) => ArrayLike<number>;

/** What of the prices is known when an hour begins. */
export type Knowledge =
  /** That of the day, and from 13:00 local time on that of the next day: a day-ahead market. */
  | 'published'
  /** That of the hour that begins: a price that is told as it comes. */
  | 'as-it-comes'
  /** Those of hours that are over. */
  | 'forecast';

const USUAL = 2;
const RULES: PlanRules = { ...USUAL_PLAN_RULES, minerIds: ['m'] };
const PLANNED_HOURS = 48;
const REFIT_HOURS = 91 * 24;

function minerOf({ modes }: Machine, current: number): PlanMiner {
  return { minerId: 'm', modes, usual: 'normal', current: modes[current]?.name ?? 'normal' };
}

function slotOf({ startMs, pricePerKwh, earnedPerThDay }: RecordedHours, hour: number): InputSlot {
  const price = pricePerKwh[hour] ?? Number.NaN;
  const earned = earnedPerThDay[hour] ?? Number.NaN;
  return {
    fromMs: startMs + hour * HOUR_MS,
    toMs: startMs + (hour + 1) * HOUR_MS,
    pricePerKwh: Number.isNaN(price) ? undefined : price,
    price: Number.isNaN(price) ? 'unknown' : 'known',
    earnedPerThDay: Number.isNaN(earned) ? undefined : earned,
    earning: Number.isNaN(earned) ? 'unknown' : 'known',
  };
}

/** Money that modes by hour made; hours of which price or earning is missing count nothing. */
export function netOfYear({ hours, from, to, machine }: Year, modes: ArrayLike<number>): number {
  const miner = minerOf(machine, USUAL);
  let [sum, before] = [0, USUAL];
  for (let hour = from; hour < to; hour++) {
    const slot = slotOf(hours, hour);
    const next = modes[hour - from] ?? 0;
    const [money] = slotMoney({ slot, heat: [] }, [miner], [next]);
    const net = money ? netOf(money) : Number.NaN;
    if (!Number.isNaN(net))
      sum += net - changeCost({ switching: RULES.switching, slot, miner, from: before, to: next });
    before = next;
  }
  return sum;
}

export const alwaysOn: Policy = ({ from, to }) => new Uint8Array(to - from).fill(USUAL);

/** Normal from 22:00 to 6:00 local time, else off: what owners of a night tariff do. */
export const nightOnly: Policy = ({ hours, from, to }) =>
  Uint8Array.from({ length: to - from }, (_, at) => {
    const { minuteOfDay } = wallTime(hours.startMs + (from + at) * HOUR_MS, hours.timeZone);
    return minuteOfDay >= 22 * 60 || minuteOfDay < 6 * 60 ? USUAL : 0;
  });

/** Off in the dearest hours of each local day, so many. */
export function dropDearest(count: number): Policy {
  return ({ hours, from, to }) => {
    const modes = new Uint8Array(to - from).fill(USUAL);
    for (let hour = from; hour < to; ) {
      const day = localDay(hours.startMs + hour * HOUR_MS, hours.timeZone);
      const end = Math.min(to, Math.max(hour + 1, Math.round((day.toMs - hours.startMs) / HOUR_MS)));
      const places = Array.from({ length: end - hour }, (_, at) => hour + at);
      const dearest = places
        .filter((at) => !Number.isNaN(hours.pricePerKwh[at] ?? Number.NaN))
        .sort((a, b) => (hours.pricePerKwh[b] ?? 0) - (hours.pricePerKwh[a] ?? 0))
        .slice(0, count);
      for (const at of dearest) modes[at - from] = 0;
      hour = end;
    }
    return modes;
  };
}

/** Normal while power costs no more than what normal earns with it, else off; the hour's price is known. */
export const strikePrice: Policy = ({ hours, from, to, machine }) => {
  const miner = minerOf(machine, USUAL);
  return Uint8Array.from({ length: to - from }, (_, at) => {
    const strikes = strikePrices(miner, hours.earnedPerThDay[from + at] ?? Number.NaN);
    const strike = strikes.find(({ mode: of }) => of === 'normal')?.againstOffPerKwh;
    return strike === undefined || !((hours.pricePerKwh[from + at] ?? 0) > strike) ? USUAL : 0;
  });
};

/** Of each hour by itself the mode that brings most, as if changes cost nothing: the threshold of each mode; the hour's price is known. */
export const hourByHour: Policy = ({ hours, from, to, machine }) => {
  const miner = minerOf(machine, USUAL);
  return Uint8Array.from({ length: to - from }, (_, at) => {
    const slot = slotOf(hours, from + at);
    const nets = machine.modes.map((_, place) => {
      const [money] = slotMoney({ slot, heat: [] }, [miner], [place]);
      return money ? netOf(money) : Number.NaN;
    });
    return nets.some(Number.isNaN) ? USUAL : nets.indexOf(Math.max(...nets));
  });
};

/** The best that could have been done by one who knew all. No plan of any knowledge brings more. */
export function perfectForesight(solver: ProgramSolver): Policy {
  return (year) => {
    const slots = Array.from({ length: year.to - year.from }, (_, at) => slotOf(year.hours, year.from + at));
    // Nobody who knows all hesitates.
    const rules = { ...RULES, switching: { ...RULES.switching, leastGainPerKw: 0 } };
    const [schedule] = fleetSchedule(
      planProblem(inputsOf(year, USUAL, slots, rules)).problem,
      solver,
    ).schedules;
    return schedule ?? [];
  };
}

function inputsOf(
  { hours, machine }: Year,
  current: number,
  slots: readonly InputSlot[],
  rules: PlanRules,
): PlanInputs {
  return {
    nowMs: slots[0]?.fromMs ?? Number.NaN,
    timeZone: hours.timeZone,
    currency: 'EUR',
    rules,
    slots,
    miners: [minerOf(machine, current)],
  };
}

/** The planner: plans 48 hours anew as each hour begins, and does what the plan says of that hour. What work earns stays as it is now. */
export function planner(solver: ProgramSolver, knowledge: Knowledge, outlookAt: OutlookAt): Policy {
  return (year) => {
    const { hours, from, to } = year;
    const modes = new Uint8Array(to - from);
    let current = USUAL;
    for (let hour = from; hour < to; hour++) {
      const knownUntil = Math.min(hours.pricePerKwh.length, knownHours(hours, hour, knowledge));
      const slots = Array.from({ length: PLANNED_HOURS }, (_, at) => ({
        ...slotOf(hours, hour + at),
        earnedPerThDay: numberOf(hours.earnedPerThDay[hour]),
      }));
      const unknown = hour + PLANNED_HOURS - knownUntil;
      if (unknown > 0) {
        const said = outlookPrices(outlookAt(hour), hours.pricePerKwh.subarray(0, knownUntil), unknown);
        for (const [step, price] of said.entries()) {
          const at = knownUntil - hour + step;
          const slot = slots[at];
          if (slot) slots[at] = { ...slot, pricePerKwh: numberOf(price), price: 'forecast' };
        }
      }
      const { problem } = planProblem(inputsOf(year, current, slots, RULES));
      current = fleetSchedule(problem, solver).schedules[0]?.[0] ?? current;
      modes[hour - from] = current;
    }
    return modes;
  };
}

function numberOf(figure: number | undefined): number | undefined {
  return figure === undefined || Number.isNaN(figure) ? undefined : figure;
}

/** The first hour whose price is not known when this one begins. */
function knownHours({ startMs, timeZone }: RecordedHours, hour: number, knowledge: Knowledge): number {
  if (knowledge === 'forecast') return hour;
  if (knowledge === 'as-it-comes') return hour + 1;
  const nowMs = startMs + hour * HOUR_MS;
  const today = localDay(nowMs, timeZone);
  const isTold = wallTime(nowMs, timeZone).minuteOfDay >= 13 * 60;
  return Math.round(((isTold ? localDay(today.toMs, timeZone).toMs : today.toMs) - startMs) / HOUR_MS);
}

/** Who says prices when an hour begins; held anew each quarter of a year on what was known then. */
export type OutlookAt = (hour: number) => PriceOutlook;

export function outlooksOf({ pricePerKwh }: RecordedHours): OutlookAt {
  const held = new Map<number, PriceOutlook>();
  return (hour) => {
    const at = Math.floor(hour / REFIT_HOURS) * REFIT_HOURS;
    const known = held.get(at) ?? heldOutlook(pricePerKwh.subarray(0, at));
    held.set(at, known);
    return known;
  };
}
