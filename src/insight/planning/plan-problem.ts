import type { PlanWhy } from '../../domain/plan.ts';
import { allowedModes, placeOf } from './allowed-modes.ts';
import { type HeatWanted, heatWanted } from './heat-wanted.ts';
import { hoursOf, type InputSlot, isTold, type PlanInputs, type PlanMiner } from './plan-inputs.ts';
import type { PowerBonus, PowerLimit, ScheduleProblem, ScheduleUnit } from './schedule-problem.ts';

/** The arithmetic problem of a plan, and what is needed to read its answer. */
export interface PlanProblem {
  readonly problem: ScheduleProblem;
  /** Miners that are planned, in the order of the problem's units. */
  readonly miners: readonly PlanMiner[];
  /** By unit and slot: the reason for which modes are not free. */
  readonly whys: readonly (readonly (PlanWhy | undefined)[])[];
  /** By unit and slot: the place of the mode that its owner wants. */
  readonly wanted: readonly (readonly (number | undefined)[])[];
  /** By unit and slot: the place of the mode that the learned policy would have. */
  readonly wished: readonly (readonly (number | undefined)[])[];
  /** By heat wish and slot. */
  readonly heat: readonly (readonly HeatWanted[])[];
  /** Limits that even the least power of all exceeds: [circuit, slot]. */
  readonly full: readonly (readonly [string, number])[];
}

/**
 * Turns hours, prices and wishes into units, limits and bonuses. Own surplus is a bonus on all power: what a kWh from the grid costs more
 * than feeding in pays; useful heat one on its room's. A circuit's limit is what others leave of it, at least what its miners draw anyway.
 */
export function planProblem(inputs: PlanInputs): PlanProblem {
  const { rules, slots } = inputs;
  const miners = inputs.miners.filter(({ minerId }) => rules.minerIds.includes(minerId));
  const heat = rules.heat.map((wish) => {
    const isHeating = inputs.miners.some(
      (miner) => wish.minerIds.includes(miner.minerId) && miner.current !== 'off',
    );
    return slots.map((slot) => heatWanted(wish, slot, inputs, isHeating));
  });
  const whys: (PlanWhy | undefined)[][] = [];
  const wanted: (number | undefined)[][] = [];
  const wished: (number | undefined)[][] = [];
  const units = miners.map((miner) => {
    const { unit, ...its } = unitOf(inputs, miner, heat);
    whys.push(its.why);
    wanted.push(its.wanted);
    wished.push(its.wished);
    return unit;
  });
  const bonuses = [...surplusBonus(slots, units), ...heatBonuses(inputs, miners, units, heat)];
  const full: [string, number][] = [];
  const limits = rules.circuits.map((circuit): PowerLimit => {
    const isOn = ({ minerId }: PlanMiner) => circuit.minerIds.includes(minerId);
    const members = miners.flatMap((miner, place) => (isOn(miner) ? [place] : []));
    const others = inputs.miners.filter((miner) => isOn(miner) && !miners.includes(miner));
    const othersW = others.reduce(
      (sum, miner) => sum + (miner.modes[placeOf(miner, miner.current)]?.powerW ?? 0),
      circuit.otherLoadW ?? 0,
    );
    const limitW = Float64Array.from(slots, (_, t) => {
      const least = members.reduce((sum, place) => sum + leastW(units[place], t), 0);
      if (least > circuit.limitW - othersW + 1e-6) full.push([circuit.id, t]);
      return Math.max(circuit.limitW - othersW, least);
    });
    return { members, limitW };
  });
  const risk = rules.aim.kind === 'cautious' ? { weight: rules.aim.weight, tail: rules.aim.tail } : undefined;
  return {
    problem: { slots: slots.length, units, limits, bonuses, risk },
    miners,
    whys,
    wanted,
    wished,
    heat,
    full,
  };
}

function leastW(unit: ScheduleUnit | undefined, t: number): number {
  if (!unit) return 0;
  const modes = unit.powerW.length;
  const place = unit.powerW.findIndex((_, mode) => unit.allowed[t * modes + mode]);
  return unit.powerW[place] ?? 0;
}

function unitOf(inputs: PlanInputs, miner: PlanMiner, heat: readonly (readonly HeatWanted[])[]) {
  const { slots, rules, scenarios } = inputs;
  const modes = miner.modes.length;
  const powerW = miner.modes.map((mode) => mode.powerW);
  const rows = scenarios ?? [undefined];
  const worth = rows.map(() => new Float64Array(slots.length * modes));
  const allowed = new Uint8Array(slots.length * modes);
  const switchCost = switchCosts(inputs, miner);
  const why: (PlanWhy | undefined)[] = [];
  const wanted: (number | undefined)[] = [];
  const wished: (number | undefined)[] = [];
  const ownHeat = rules.heat.flatMap((wish, place) =>
    wish.minerIds.includes(miner.minerId) ? [heat[place] ?? []] : [],
  );
  for (const [t, slot] of slots.entries()) {
    const heatNow = ownHeat.flatMap((row) => row[t] ?? []);
    const rule = allowedModes(inputs, miner, slot, heatNow);
    why.push(rule.why);
    wanted.push(rule.wanted);
    wished.push(rule.wished);
    for (let mode = 0; mode < modes; mode++) {
      allowed[t * modes + mode] = Number(rule.allowed[mode]);
      for (const [s, row] of worth.entries()) row[t * modes + mode] = modeMoney(inputs, miner, t, mode, s);
    }
  }
  // More than all that any schedule can win or lose against another: what must be, must be.
  let span = 1;
  for (const row of [...worth, switchCost]) for (const money of row) span += 2 * Math.abs(money);
  for (const row of ownHeat)
    for (const [t, { valuePerKwh }] of row.entries())
      span += (valuePerKwh * (powerW.at(-1) ?? 0) * hoursOf(slots[t] as InputSlot)) / 1_000;
  // What is wished for counts more than any money; rules and the owner's word count more than all that is wished for.
  const must = span * (1 + 2 * wished.filter((mode) => mode !== undefined).length);
  for (const row of worth) {
    reward(row, modes, wished, 2 * span);
    reward(row, modes, wanted, 3 * must);
  }
  if (rules.switching.oneStepUp)
    for (let at = 0; at < switchCost.length; at++) {
      const [from, to] = [Math.floor(at / modes) % modes, at % modes];
      if (to > from + 1) switchCost[at] = (switchCost[at] ?? 0) + must;
    }
  const before = placeOf(miner, miner.current);
  const unit: ScheduleUnit = {
    powerW,
    worth,
    allowed,
    switchCost,
    runSlots: lasting(slots, rules.switching.leastRunMinutes),
    restSlots: lasting(slots, rules.switching.leastRestMinutes),
    before,
    lockedSlots: lockedSlots(inputs, miner, before > 0),
    breakCost: must,
  };
  return { unit, why, wanted, wished };
}

/** Lets places of slots be worth so much more, where there is one. */
function reward(
  worth: Float64Array,
  modes: number,
  places: readonly (number | undefined)[],
  money: number,
): void {
  for (const [t, mode] of places.entries())
    if (mode !== undefined) worth[t * modes + mode] = (worth[t * modes + mode] ?? 0) + money;
}

/** What a mode brings in a slot by itself, at the grid's price: earned less power; 0 where nothing can be told. */
function modeMoney(
  { slots, scenarios }: PlanInputs,
  miner: PlanMiner,
  t: number,
  place: number,
  s: number,
): number {
  const slot = slots[t];
  const mode = miner.modes[place];
  if (!slot || !mode || !isTold(slot)) return 0;
  const told = scenarios?.[s];
  const pricePerKwh = known(told?.pricePerKwh[t]) ?? slot.pricePerKwh ?? 0;
  const earnedPerThDay = known(told?.earnedPerThDay[t]) ?? slot.earnedPerThDay ?? 0;
  const earnedPerHour = ((earnedPerThDay * (miner.earningPart ?? 1)) / 24) * (mode.hashrateHs / 1e12);
  return hoursOf(slot) * (earnedPerHour - (pricePerKwh * mode.powerW) / 1_000);
}

function known(figure: number | undefined): number | undefined {
  return figure === undefined || Number.isNaN(figure) ? undefined : figure;
}

/** Hashes lost and wear of each change at each slot, and what a change now must bring beyond that. */
function switchCosts({ slots, rules: { switching } }: PlanInputs, miner: PlanMiner): Float64Array {
  const modes = miner.modes.length;
  const costs = new Float64Array(slots.length * modes * modes);
  for (const [t, slot] of slots.entries())
    for (let from = 0; from < modes; from++)
      for (let to = 0; to < modes; to++) {
        if (from === to) continue;
        const hesitation = t === 0 ? switching.leastGainPerKw * usualKw(miner) : 0;
        costs[(t * modes + from) * modes + to] =
          changeCost({ switching, slot, miner, from, to }) + hesitation;
      }
  return costs;
}

/** What one change costs: hashes of the new mode that are lost, and the wear of a start. */
export function changeCost({
  switching,
  slot,
  miner,
  from,
  to,
}: {
  readonly switching: PlanInputs['rules']['switching'];
  readonly slot: InputSlot;
  readonly miner: PlanMiner;
  readonly from: number;
  readonly to: number;
}): number {
  if (from === to || to === 0) return 0;
  const lostS = from === 0 ? switching.startS + switching.warmUpS / 2 : switching.changeS;
  const hashrateHs = miner.modes[to]?.hashrateHs ?? 0;
  const earnedPerDay = ((slot.earnedPerThDay ?? 0) * (miner.earningPart ?? 1) * hashrateHs) / 1e12;
  return (earnedPerDay * lostS) / 86_400 + (from === 0 ? switching.wearPerKwStart * usualKw(miner) : 0);
}

function usualKw(miner: PlanMiner): number {
  return (miner.modes[placeOf(miner, miner.usual)]?.powerW ?? 0) / 1_000;
}

/** By slot: how many slots, itself counted, begin before so many minutes are over. */
function lasting(slots: readonly InputSlot[], minutes: number): Uint8Array {
  return Uint8Array.from(slots, ({ fromMs }, t) => {
    const until = fromMs + minutes * 60_000;
    let end = t + 1;
    while (end < slots.length && (slots[end] as InputSlot).fromMs < until && end - t < 255) end++;
    return end - t;
  });
}

function lockedSlots(
  { slots, rules: { switching }, nowMs }: PlanInputs,
  miner: PlanMiner,
  isOn: boolean,
): number {
  if (miner.sinceMs === undefined) return 0;
  const minutes = isOn ? switching.leastRunMinutes : switching.leastRestMinutes;
  const untilMs = Math.min(miner.sinceMs, nowMs) + minutes * 60_000;
  return Math.min(255, slots.filter(({ fromMs }) => fromMs < untilMs).length);
}

function surplusBonus(slots: readonly InputSlot[], units: readonly ScheduleUnit[]): readonly PowerBonus[] {
  if (!slots.some(({ surplusW = 0, feedInPerKwh }) => surplusW > 0 && feedInPerKwh !== undefined)) return [];
  return [
    {
      members: [...units.keys()],
      firstW: Float64Array.from(slots, ({ surplusW = 0 }) => Math.max(0, surplusW)),
      moneyPerW: Float64Array.from(slots, (slot) =>
        slot.feedInPerKwh === undefined || !isTold(slot)
          ? 0
          : (hoursOf(slot) * ((slot.pricePerKwh ?? 0) - slot.feedInPerKwh)) / 1_000,
      ),
    },
  ];
}

function heatBonuses(
  { rules, slots }: PlanInputs,
  miners: readonly PlanMiner[],
  units: readonly ScheduleUnit[],
  heat: readonly (readonly HeatWanted[])[],
): readonly PowerBonus[] {
  return rules.heat.flatMap((wish, place) => {
    const members = miners.flatMap(({ minerId }, unit) => (wish.minerIds.includes(minerId) ? [unit] : []));
    if (members.length === 0) return [];
    const most = members.reduce((sum, unit) => sum + (units[unit]?.powerW.at(-1) ?? 0), 0);
    const row = heat[place] ?? [];
    return [
      {
        members,
        firstW: Float64Array.from(row, ({ firstW }) => Math.min(firstW, most)),
        moneyPerW: Float64Array.from(row, ({ valuePerKwh }, t) =>
          isTold(slots[t] as InputSlot) ? (hoursOf(slots[t] as InputSlot) * valuePerKwh) / 1_000 : 0,
        ),
      },
    ];
  });
}
