import { groupPowerW, type Schedule, type ScheduleProblem, type ScheduleUnit } from './schedule-problem.ts';
import { lockStates, weighedWorth } from './unit-schedule.ts';

/**
 * The best schedules of two units together beside what all others draw, exactly: one may make room for the other under a limit, which
 * neither can do alone. Dynamic programming over both units' modes and locks.
 *
 * @param weights of scenarios; the mean where absent
 * @returns undefined where the limits leave them nothing in some slot
 */
export function bestPair(
  problem: ScheduleProblem,
  schedules: readonly Schedule[],
  [one, other]: readonly [number, number],
  weights?: Float64Array,
): readonly [Schedule, Schedule] | undefined {
  const [a, b] = [problem.units[one], problem.units[other]];
  if (!a || !b) return undefined;
  const worth = pairWorth(problem, schedules, [one, other], weights);
  const [sideA, sideB] = [sideOf(a), sideOf(b)];
  const [modesA, modesB] = [a.powerW.length, b.powerW.length];
  const states = sideA.states * sideB.states;
  let value = new Float64Array(states);
  let before = new Float64Array(states);
  const choice = new Uint8Array(problem.slots * states);
  for (let t = problem.slots - 1; t >= 0; t--) {
    const [stepA, stepB] = [stepOf(a, sideA, t), stepOf(b, sideB, t)];
    for (let sa = 0; sa < sideA.states; sa++)
      for (let sb = 0; sb < sideB.states; sb++) {
        let [best, chosen] = [Number.NEGATIVE_INFINITY, 0];
        for (let ka = 0; ka < modesA; ka++) {
          const costA = stepA.cost[sa * modesA + ka] as number;
          const base = (stepA.state[sa * modesA + ka] as number) * sideB.states;
          for (let kb = 0; kb < modesB; kb++) {
            const money =
              (worth[(t * modesA + ka) * modesB + kb] as number) -
              costA -
              (stepB.cost[sb * modesB + kb] as number) +
              (value[base + (stepB.state[sb * modesB + kb] as number)] as number);
            if (money > best) [best, chosen] = [money, ka * modesB + kb];
          }
        }
        before[sa * sideB.states + sb] = best;
        choice[t * states + sa * sideB.states + sb] = chosen;
      }
    [value, before] = [before, value];
  }
  let [sa, sb] = [a.before * sideA.locks + a.lockedSlots, b.before * sideB.locks + b.lockedSlots];
  if (value[sa * sideB.states + sb] === Number.NEGATIVE_INFINITY) return undefined;
  const pair = [new Uint8Array(problem.slots), new Uint8Array(problem.slots)] as const;
  for (let t = 0; t < problem.slots; t++) {
    const chosen = choice[t * states + sa * sideB.states + sb] as number;
    const [ka, kb] = [Math.floor(chosen / modesB), chosen % modesB];
    pair[0][t] = ka;
    pair[1][t] = kb;
    sa = stepOf(a, sideA, t).state[sa * modesA + ka] as number;
    sb = stepOf(b, sideB, t).state[sb * modesB + kb] as number;
  }
  return pair;
}

interface Side {
  readonly locks: number;
  readonly states: number;
}

function sideOf(unit: ScheduleUnit): Side {
  const locks = lockStates(unit);
  return { locks, states: locks * unit.powerW.length };
}

/** Of each state and next mode: what the change costs, and the state after it. */
function stepOf(unit: ScheduleUnit, { locks, states }: Side, t: number) {
  const modes = unit.powerW.length;
  const cost = new Float64Array(states * modes);
  const state = new Uint16Array(states * modes);
  for (let from = 0; from < states; from++) {
    const [mode, lock] = [Math.floor(from / locks), from % locks];
    for (let next = 0; next < modes; next++) {
      const isTurned = next > 0 !== mode > 0;
      const lasts = (next > 0 ? unit.runSlots : unit.restSlots)[t] ?? 1;
      const then = isTurned ? Math.max(0, lasts - 1) : Math.max(0, lock - 1);
      cost[from * modes + next] =
        (unit.switchCost[(t * modes + mode) * modes + next] as number) +
        (isTurned && lock > 0 ? unit.breakCost : 0);
      state[from * modes + next] = next * locks + then;
    }
  }
  return { cost, state };
}

/** Money of both in each slot and pair of modes, bonuses counted beside the others; −∞ where a limit or a unit forbids it. */
function pairWorth(
  problem: ScheduleProblem,
  schedules: readonly Schedule[],
  [one, other]: readonly [number, number],
  weights: Float64Array | undefined,
): Float64Array {
  const [a, b] = [problem.units[one] as ScheduleUnit, problem.units[other] as ScheduleUnit];
  const [worthA, worthB] = [weighedWorth(a, weights), weighedWorth(b, weights)];
  const [modesA, modesB] = [a.powerW.length, b.powerW.length];
  const groups = [
    ...problem.limits.map((limit) => ({ ...limit, moneyPerW: undefined })),
    ...problem.bonuses.map((bonus) => ({ ...bonus, limitW: bonus.firstW })),
  ].flatMap(({ members, limitW, moneyPerW }) => {
    const [hasA, hasB] = [members.includes(one), members.includes(other)];
    if (!hasA && !hasB) return [];
    const others = members.filter((place) => place !== one && place !== other);
    return [{ hasA, hasB, othersW: groupPowerW(problem, schedules, others), limitW, moneyPerW }];
  });
  const worth = new Float64Array(problem.slots * modesA * modesB);
  for (let t = 0; t < problem.slots; t++)
    for (let ka = 0; ka < modesA; ka++)
      for (let kb = 0; kb < modesB; kb++) {
        let money = (worthA[t * modesA + ka] as number) + (worthB[t * modesB + kb] as number);
        if (!a.allowed[t * modesA + ka] || !b.allowed[t * modesB + kb]) money = Number.NEGATIVE_INFINITY;
        for (const { hasA, hasB, othersW, limitW, moneyPerW } of groups) {
          const powerW = (hasA ? (a.powerW[ka] ?? 0) : 0) + (hasB ? (b.powerW[kb] ?? 0) : 0);
          const left = (limitW[t] ?? 0) - (othersW[t] ?? 0);
          if (!moneyPerW && powerW > left + 1e-6) money = Number.NEGATIVE_INFINITY;
          if (moneyPerW) money += (moneyPerW[t] ?? 0) * Math.min(powerW, Math.max(0, left));
        }
        worth[(t * modesA + ka) * modesB + kb] = money;
      }
  return worth;
}
