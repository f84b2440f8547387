import type { ProgramSolver } from '../../numerics/programming/program.ts';
import { firstSearch, nextSearch } from './group-price-search.ts';
import { type GroupPrices, noPrices, perWattOfUnits, pricesMoney } from './group-prices.ts';
import { betteredOneByOne } from './one-by-one.ts';
import {
  countedMoney,
  fleetMoney,
  keepsLimits,
  type RiskTaste,
  type Schedule,
  type ScheduleProblem,
  type ScheduleUnit,
} from './schedule-problem.ts';
import { bestPair } from './two-by-two.ts';
import { bestUnitSchedule, weighedWorth } from './unit-schedule.ts';
import { solvedWhole, wholeColumns } from './whole-program.ts';

export interface FleetScheduleOptions {
  /** Rounds of prices at most; default 150. */
  readonly mostRounds?: number | undefined;
  /** Pairs of units that are looked at together at most; default 200. */
  readonly mostPairs?: number | undefined;
  /** It is good enough when it is proved to be within this part of the best, or this much money; defaults 1e-4 and 1e-6. */
  readonly relativeGap?: number | undefined;
  readonly leastGap?: number | undefined;
  /** Where the gap stays open: problems up to so many columns are handed to the solver whole, for so long; defaults 6,000 and 0.5 s. */
  readonly mostWholeColumns?: number | undefined;
  readonly wholeTimeS?: number | undefined;
}

export interface FleetSchedule {
  readonly schedules: readonly Schedule[];
  /** Counted by the taste for risk. */
  readonly money: number;
  /** No schedules can bring more. */
  readonly atMost: number;
}

/**
 * The best schedules of all units under their shared limits and bonuses. Units that share nothing are each solved exactly by dynamic
 * programming. Else prices are sought for what is shared (Lagrangian duality): at any prices the units' own best schedules bound what
 * any plan can bring, and out of them plans are made, each bettered unit by unit and then two by two. Where the gap stays open and the
 * problem is small, HiGHS solves it whole. How far the plan may lie below the best is always told.
 *
 * @throws RangeError where a unit has a slot without an allowed mode
 */
export function fleetSchedule(
  problem: ScheduleProblem,
  solver: ProgramSolver,
  options: FleetScheduleOptions = {},
): FleetSchedule {
  const { relativeGap = 1e-4, leastGap = 1e-6, mostWholeColumns = 6_000, wholeTimeS = 0.5 } = options;
  const isEnough = ({ money, atMost }: FleetSchedule) =>
    atMost - money <= Math.max(leastGap, relativeGap * Math.abs(money));
  let found = soughtByPrices(problem, options, isEnough);
  if (isEnough(found)) return found;
  found = betteredTwoByTwo(problem, found, options.mostPairs ?? 200, isEnough);
  if (isEnough(found) || wholeColumns(problem) > mostWholeColumns) return found;
  const whole = solvedWhole(problem, solver, { timeLimitS: wholeTimeS, relativeGap: relativeGap / 2 });
  if (!whole) return found;
  const money = keepsLimits(problem, whole.schedules) ? countedOf(problem, whole.schedules) : Number.NaN;
  const better = money > found.money ? { ...found, schedules: whole.schedules, money } : found;
  const isExact = problem.bonuses.every(({ moneyPerW }) => moneyPerW.every((each) => each >= 0));
  const proved =
    whole.isProved && isExact ? better.money + (relativeGap / 2) * Math.abs(better.money) : better.atMost;
  return { ...better, atMost: Math.max(better.money, Math.min(better.atMost, proved)) };
}

/** Rounds without a lower bound after which steps are shortened, and by how much. */
const PATIENCE = 6;
const SHORTENED = 0.7;
const ROUNDS_BETWEEN_PLANS = 15;

function soughtByPrices(
  problem: ScheduleProblem,
  { mostRounds = 150 }: FleetScheduleOptions,
  isEnough: (found: FleetSchedule) => boolean,
): FleetSchedule {
  const idle = problem.units.map(leastPowerSchedule);
  let found = betterOf(
    problem,
    { schedules: idle, money: countedOf(problem, idle), atMost: Number.POSITIVE_INFINITY },
    [betteredOneByOne(problem, idle)],
  );
  let search = firstSearch(problem);
  let weights = problem.risk && meanWeights(problem);
  let sinceLower = 0;
  for (let round = 0; round < mostRounds && !isEnough(found); round++) {
    const priced = pricedSchedules(problem, search.prices, weights);
    if (priced.money < found.atMost) {
      sinceLower = found.atMost - priced.money > 1e-6 * Math.abs(priced.money) ? 0 : sinceLower + 1;
      found = { ...found, atMost: Math.max(priced.money, found.money) };
    } else sinceLower++;
    if (sinceLower >= PATIENCE) {
      search = { ...search, stride: search.stride * SHORTENED };
      sinceLower = 0;
    }
    if (round === 0) found = betterOf(problem, found, [priced.schedules]);
    if (round % ROUNDS_BETWEEN_PLANS === 5)
      found = betterOf(problem, found, [betteredOneByOne(problem, priced.schedules, weights)]);
    search = nextSearch(problem, search, priced.schedules, Math.max(0, priced.money - found.money));
    if (problem.risk && weights)
      weights = nextWeights(weights, fleetMoney(problem, priced.schedules), problem.risk, round);
  }
  return found;
}

function countedOf(problem: ScheduleProblem, schedules: readonly Schedule[]): number {
  return countedMoney(fleetMoney(problem, schedules), problem.risk);
}

/** The best of what was found and others, of those that keep the limits. */
function betterOf(
  problem: ScheduleProblem,
  found: FleetSchedule,
  others: readonly (readonly Schedule[])[],
): FleetSchedule {
  let best = found;
  for (const schedules of others) {
    const money = countedOf(problem, schedules);
    if (money > best.money && keepsLimits(problem, schedules)) best = { ...best, schedules, money };
  }
  return best;
}

interface Priced {
  readonly schedules: readonly Schedule[];
  /** What no plan can exceed (Lagrangian bound). */
  readonly money: number;
}

/** Each unit's best schedule at prices of limits and bonuses, and at weights of scenarios. */
function pricedSchedules(
  problem: ScheduleProblem,
  prices: GroupPrices = noPrices(problem),
  weights?: Float64Array,
): Priced {
  const perW = perWattOfUnits(problem, prices);
  let money = pricesMoney(problem, prices);
  const schedules = problem.units.map((unit, place) => {
    const worth = weighedWorth(unit, weights);
    const modes = unit.powerW.length;
    for (let i = 0; i < worth.length; i++)
      worth[i] =
        (worth[i] as number) +
        (perW[place]?.[Math.floor(i / modes)] ?? 0) * (unit.powerW[i % modes] as number);
    const best = bestUnitSchedule(unit, { worth, allowed: unit.allowed });
    if (!best) throw new RangeError(`unit ${place} has a slot without an allowed mode`);
    money += best.money;
    return best.schedule;
  });
  return { schedules, money };
}

function meanWeights({ units }: ScheduleProblem): Float64Array {
  const scenarios = units[0]?.worth.length ?? 1;
  return new Float64Array(scenarios).fill(1 / scenarios);
}

/**
 * Scenarios' weights after one more answer (fictitious play): the mean of what each answer made of them, of which the worst `tail` count
 * more. Any such weights bound what can be had from above.
 */
function nextWeights(
  weights: Float64Array,
  money: Float64Array,
  risk: RiskTaste,
  round: number,
): Float64Array {
  const most = risk.weight / (risk.tail * money.length);
  const worst = Array.from(money.keys()).sort((a, b) => (money[a] ?? 0) - (money[b] ?? 0));
  let left = risk.weight;
  const answer = new Float64Array(money.length).fill((1 - risk.weight) / money.length);
  for (const s of worst) {
    const part = Math.min(most, left);
    answer[s] = (answer[s] ?? 0) + part;
    left -= part;
  }
  return weights.map((weight, s) => weight + ((answer[s] ?? 0) - weight) / (round + 2));
}

/** The least power that a unit is allowed, whatever it costs. */
function leastPowerSchedule({ powerW, allowed }: ScheduleUnit): Schedule {
  const modes = powerW.length;
  return Uint8Array.from({ length: allowed.length / modes }, (_, t) => {
    for (let mode = 0; mode < modes; mode++) if (allowed[t * modes + mode]) return mode;
    return 0;
  });
}

/** Takes up pairs of units that share a limit in turn, until none of them gains or so many were looked at. */
function betteredTwoByTwo(
  problem: ScheduleProblem,
  found: FleetSchedule,
  most: number,
  isEnough: (found: FleetSchedule) => boolean,
): FleetSchedule {
  const pairs = pairsOf(problem);
  let best = found;
  let sinceBetter = 0;
  for (let looked = 0; looked < most && sinceBetter < pairs.length && !isEnough(best); looked++) {
    const places = pairs[looked % pairs.length];
    const pair = places && bestPair(problem, best.schedules, places);
    if (!pair) {
      sinceBetter++;
      continue;
    }
    const schedules = [...best.schedules];
    [schedules[places[0]], schedules[places[1]]] = pair;
    const next = betterOf(problem, best, [schedules]);
    sinceBetter = next.money > best.money + 1e-9 * Math.abs(best.money) ? 0 : sinceBetter + 1;
    best = next;
  }
  return best;
}

/** Each pair once, those first whose places lie far apart, so that early ones touch all units. */
function pairsOf({ limits }: ScheduleProblem): readonly (readonly [number, number])[] {
  const seen = new Set<string>();
  const pairs: [number, number][] = [];
  const longest = Math.max(0, ...limits.map(({ members }) => members.length));
  for (let apart = 1; apart < longest; apart++)
    for (const { members } of limits)
      for (let at = 0; at + apart < members.length; at++) {
        const pair: [number, number] = [members[at] ?? 0, members[at + apart] ?? 0];
        if (seen.has(pair.join())) continue;
        seen.add(pair.join());
        pairs.push(pair);
      }
  return pairs;
}
