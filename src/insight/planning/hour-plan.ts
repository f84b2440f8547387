import type {
  FleetPlan,
  MinerPlan,
  NextAction,
  PlanConditions,
  PlanKnowledge,
  PlanLack,
  PlanMoney,
  PlanSlot,
} from '../../domain/plan.ts';
import type { ProgramSolver } from '../../numerics/programming/program.ts';
import { placeOf } from './allowed-modes.ts';
import { type FleetScheduleOptions, fleetSchedule } from './fleet-schedule.ts';
import type { InputSlot, PlanInputs, PlanMiner } from './plan-inputs.ts';
import { changeCost, type PlanProblem, planProblem } from './plan-problem.ts';
import { type PlanReasons, planWhy } from './plan-why.ts';
import { brokenTimes, type Schedule } from './schedule-problem.ts';
import { netOf, type SlotConditions, slotMoney, usualModes } from './slot-money.ts';
import { strikePrices } from './strike-price.ts';

export interface HourPlanOptions extends FleetScheduleOptions {
  /** A clock for how long it took, ms; not told where absent. */
  readonly clock?: (() => number) | undefined;
}

/**
 * The plan of the hours ahead: of each planned miner a mode for each slot, why, what it is expected to bring beside the usual modes, how
 * near that is to the best there is, and what was lacking. It is made to be made again: carry out what is due now, and plan anew when
 * the next slot begins or anything is told anew (receding horizon). A change now must bring `leastGainPerKw`, so that it does not chatter.
 */
export function hourPlan(
  inputs: PlanInputs,
  solver: ProgramSolver,
  options: HourPlanOptions = {},
): FleetPlan {
  const startedMs = options.clock?.() ?? Number.NaN;
  const made = planProblem(inputs);
  const found = fleetSchedule(made.problem, solver, options);
  const conditions = conditionsOf(inputs, made);
  const totals = moneyOf(made, conditions, found.schedules);
  const solved: Solved = { made, conditions, schedules: found.schedules, totals };
  const miners = made.miners.map((miner, place) => minerPlan(inputs, solved, miner, place));
  const gap = Math.max(0, found.atMost - found.money);
  return {
    madeAtMs: inputs.nowMs,
    fromMs: inputs.slots[0]?.fromMs ?? inputs.nowMs,
    toMs: inputs.slots.at(-1)?.toMs ?? inputs.nowMs,
    currency: inputs.currency,
    conditions: inputs.slots.map(conditionOf),
    miners,
    ...intervals(inputs, made, found.schedules),
    actions: miners.flatMap((plan, place) => actionsOf(solved, plan, place)).sort((a, b) => a.atMs - b.atMs),
    lacks: lacksOf(inputs, made, found.schedules),
    proof: {
      atMost: sumOf(miners.map(({ net }) => net)) + gap,
      gap,
      isOptimal: gap <= 1e-4 * Math.abs(found.money) + 1e-6,
      tookMs: (options.clock?.() ?? Number.NaN) - startedMs,
    },
  };
}

function conditionOf(slot: InputSlot): PlanConditions {
  const { fromMs, toMs, pricePerKwh, price, earnedPerThDay, earning, surplusW } = slot;
  return { fromMs, toMs, pricePerKwh, price, earnedPerThDay, earning, surplusW };
}

function conditionsOf({ slots, rules }: PlanInputs, { heat }: PlanProblem): readonly SlotConditions[] {
  return slots.map((slot, t) => ({
    slot,
    heat: rules.heat.flatMap((wish, place) => {
      const wanted = heat[place]?.[t];
      return wanted ? [{ wish, wanted }] : [];
    }),
  }));
}

/** Money by slot and miner: as planned, and as usual. */
function moneyOf(
  { miners }: PlanProblem,
  conditions: readonly SlotConditions[],
  schedules: readonly Schedule[],
) {
  const usual = usualModes(miners);
  return conditions.map((condition, t) => ({
    planned: slotMoney(
      condition,
      miners,
      schedules.map((schedule) => schedule[t] ?? 0),
    ),
    usual: slotMoney(condition, miners, usual),
  }));
}

interface Solved {
  readonly made: PlanProblem;
  readonly conditions: readonly SlotConditions[];
  readonly schedules: readonly Schedule[];
  readonly totals: ReturnType<typeof moneyOf>;
}

function minerPlan(inputs: PlanInputs, solved: Solved, miner: PlanMiner, place: number): MinerPlan {
  const { made, conditions, schedules, totals } = solved;
  const schedule = schedules[place] ?? new Uint8Array(0);
  const reasons: PlanReasons = { made, conditions, schedules, place };
  let before = placeOf(miner, miner.current);
  const slots = inputs.slots.map((slot, t): PlanSlot => {
    const at = schedule[t] ?? 0;
    const mode = miner.modes[at];
    const money = totals[t]?.planned[place];
    const usual = totals[t]?.usual[place];
    const { switching } = inputs.rules;
    const switchingCost = changeCost({ switching, slot, miner, from: before, to: at });
    before = at;
    return {
      fromMs: slot.fromMs,
      toMs: slot.toMs,
      mode: mode?.name ?? 'off',
      why: planWhy(reasons, t),
      hashrateHs: mode?.hashrateHs ?? 0,
      powerW: mode?.powerW ?? 0,
      ownPowerW: money?.ownPowerW ?? 0,
      earned: money?.earned ?? Number.NaN,
      powerCost: money?.powerCost ?? Number.NaN,
      heatWorth: money?.heatWorth ?? Number.NaN,
      switchingCost,
      net: (money ? netOf(money) : Number.NaN) - switchingCost,
      usualNet: usual ? netOf(usual) : Number.NaN,
    };
  });
  return {
    minerId: miner.minerId,
    slots,
    net: sumOf(slots.map(({ net }) => net)),
    usualNet: sumOf(slots.map(({ usualNet }) => usualNet)),
    strikes: strikePrices(miner, inputs.slots[0]?.earnedPerThDay ?? Number.NaN),
  };
}

/** What is not known counts nothing. */
function sumOf(moneys: readonly number[]): number {
  return moneys.reduce((sum, money) => (Number.isFinite(money) ? sum + money : sum), 0);
}

/** Of all miners together: the mean, and where it is to be four times of five. Without scenarios only what is known all through has no width. */
function intervals(inputs: PlanInputs, made: PlanProblem, schedules: readonly Schedule[]) {
  const isKnown = inputs.slots.every(({ price, earning }) => price === 'known' && earning === 'known');
  const worlds = inputs.scenarios ?? [undefined];
  const nets = worlds.map((scenario) => {
    const slots = inputs.slots.map((slot, t) => ({
      ...slot,
      pricePerKwh: told(scenario?.pricePerKwh[t]) ?? slot.pricePerKwh,
      earnedPerThDay: told(scenario?.earnedPerThDay[t]) ?? slot.earnedPerThDay,
    }));
    const world = { ...inputs, slots };
    const money = moneyOf(made, conditionsOf(world, made), schedules);
    const switching = made.miners.reduce((sum, miner, place) => {
      let before = placeOf(miner, miner.current);
      for (const [t, slot] of slots.entries()) {
        const to = schedules[place]?.[t] ?? 0;
        const { switching: rules } = inputs.rules;
        sum += changeCost({ switching: rules, slot, miner, from: before, to });
        before = to;
      }
      return sum;
    }, 0);
    const net = sumOf(money.flatMap(({ planned }) => planned.map(netOf))) - switching;
    const usualNet = sumOf(money.flatMap(({ usual }) => usual.map(netOf)));
    return { net, usualNet, gain: net - usualNet };
  });
  const of = (figure: 'net' | 'usualNet' | 'gain') =>
    planMoney(
      nets.map((each) => each[figure]),
      isKnown || inputs.scenarios !== undefined,
    );
  return { net: of('net'), usualNet: of('usualNet'), gain: of('gain') };
}

function told(figure: number | undefined): number | undefined {
  return figure === undefined || Number.isNaN(figure) ? undefined : figure;
}

function planMoney(worlds: readonly number[], hasWidth: boolean): PlanMoney {
  const mean = worlds.reduce((sum, each) => sum + each, 0) / worlds.length;
  if (!hasWidth) return { mean, low80: Number.NaN, high80: Number.NaN };
  const sorted = worlds.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.round(share * (sorted.length - 1))] ?? mean;
  return { mean, low80: at(0.1), high80: at(0.9) };
}

function actionsOf(solved: Solved, { minerId, slots }: MinerPlan, place: number): readonly NextAction[] {
  const miner = solved.made.miners[place];
  let mode = miner?.current ?? 'off';
  const actions: NextAction[] = [];
  for (const [t, slot] of slots.entries()) {
    if (slot.mode === mode) continue;
    const next = slots.findIndex((later, at) => at > t && later.mode !== slot.mode);
    const until = next < 0 ? slots.length : next;
    actions.push({
      atMs: slot.fromMs,
      minerId,
      from: mode,
      to: slot.mode,
      why: slot.why,
      money: miner
        ? broughtOver(solved, place, placeOf(miner, mode), t, until) - slot.switchingCost
        : Number.NaN,
    });
    mode = slot.mode;
  }
  return actions;
}

/** What all miners together bring from a slot to another, beside one of them in another mode: they share surplus and heat. */
function broughtOver(
  { made, conditions, schedules }: Solved,
  place: number,
  mode: number,
  fromSlot: number,
  toSlot: number,
): number {
  let sum = 0;
  for (const [at, condition] of conditions.slice(fromSlot, toSlot).entries()) {
    const modes = schedules.map((schedule) => schedule[fromSlot + at] ?? 0);
    const total = (given: readonly number[]) =>
      slotMoney(condition, made.miners, given).reduce((all, each) => all + netOf(each), 0);
    const more = total(modes) - total(modes.with(place, mode));
    if (Number.isFinite(more)) sum += more;
  }
  return sum;
}

function lacksOf(inputs: PlanInputs, made: PlanProblem, schedules: readonly Schedule[]): readonly PlanLack[] {
  const { slots } = inputs;
  const lacks: PlanLack[] = [
    ...gaps(slots, ({ pricePerKwh, price }) => (pricePerKwh === undefined ? 'unknown' : price)).map(
      (span) => ({ kind: 'no-price' as const, ...span }),
    ),
    ...gaps(slots, ({ earnedPerThDay, earning }) => (earnedPerThDay === undefined ? 'unknown' : earning)).map(
      (span) => ({ kind: 'no-earning' as const, ...span }),
    ),
  ];
  for (const { minerId, modes } of made.miners)
    if (modes.length < 2) lacks.push({ kind: 'no-modes', minerId });
  for (const [place, unit] of made.problem.units.entries())
    for (const t of brokenTimes(unit, schedules[place] ?? new Uint8Array(0)))
      lacks.push({
        kind: 'run-time-broken',
        minerId: made.miners[place]?.minerId ?? '',
        atMs: slots[t]?.fromMs ?? Number.NaN,
      });
  for (const [circuitId, t] of made.full)
    lacks.push({ kind: 'circuit-full', circuitId, atMs: slots[t]?.fromMs ?? Number.NaN });
  return lacks;
}

function gaps(slots: readonly InputSlot[], knowledge: (slot: InputSlot) => PlanKnowledge) {
  const found: { fromMs: number; toMs: number }[] = [];
  for (const slot of slots) {
    if (knowledge(slot) !== 'unknown') continue;
    const last = found.at(-1);
    if (last?.toMs === slot.fromMs) last.toMs = slot.toMs;
    else found.push({ fromMs: slot.fromMs, toMs: slot.toMs });
  }
  return found;
}
