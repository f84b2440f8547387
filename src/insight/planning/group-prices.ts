import type { ScheduleProblem } from './schedule-problem.ts';

/** What one W more of a group's power costs (limits) or earns (bonuses) in each slot, where units are asked one by one. */
export interface GroupPrices {
  /** By limit, by slot; at or above 0. */
  readonly limits: readonly Float64Array[];
  /** By bonus, by slot; between 0 and the bonus's money per W. Bonuses below 0 count as {@link chordPerW} instead. */
  readonly bonuses: readonly Float64Array[];
}

export function noPrices({ limits, bonuses, slots }: ScheduleProblem): GroupPrices {
  return {
    limits: limits.map(() => new Float64Array(slots)),
    bonuses: bonuses.map(() => new Float64Array(slots)),
  };
}

/**
 * Of a bonus below 0, money · min(P, first): the straight line from no power to the group's most, by slot, money per W. It never lies
 * below the curve, so that what is reckoned with it is never too little.
 */
export function chordPerW(problem: ScheduleProblem, bonus: number): Float64Array {
  const given = problem.bonuses[bonus];
  const chord = new Float64Array(problem.slots);
  if (!given) return chord;
  const most = given.members.reduce(
    (sum, place) => sum + Math.max(...(problem.units[place]?.powerW ?? [0])),
    0,
  );
  for (let t = 0; t < problem.slots; t++) {
    const money = given.moneyPerW[t] ?? 0;
    if (money < 0 && most > 0) chord[t] = (money * Math.min(most, Math.max(0, given.firstW[t] ?? 0))) / most;
  }
  return chord;
}

/** What one W more of each unit's own power earns in each slot by these prices: [unit][slot]. */
export function perWattOfUnits(problem: ScheduleProblem, prices: GroupPrices): readonly Float64Array[] {
  const sums = problem.units.map(() => new Float64Array(problem.slots));
  const add = (members: readonly number[], perW: Float64Array, sign: 1 | -1) => {
    for (const place of members) {
      const sum = sums[place];
      if (sum) for (let t = 0; t < sum.length; t++) sum[t] = (sum[t] as number) + sign * (perW[t] as number);
    }
  };
  for (const [place, { members }] of problem.limits.entries())
    add(members, prices.limits[place] ?? noWatts, -1);
  for (const [place, { members }] of problem.bonuses.entries()) {
    add(members, prices.bonuses[place] ?? noWatts, 1);
    add(members, chordPerW(problem, place), 1);
  }
  return sums;
}

const noWatts = new Float64Array(0);

/** Money that prices themselves stand for in the bound: what limits leave, and bonuses' money beyond their price. */
export function pricesMoney(problem: ScheduleProblem, prices: GroupPrices): number {
  let money = 0;
  for (const [place, { limitW }] of problem.limits.entries())
    for (let t = 0; t < problem.slots; t++) money += (prices.limits[place]?.[t] ?? 0) * (limitW[t] ?? 0);
  for (const [place, { firstW, moneyPerW }] of problem.bonuses.entries())
    for (let t = 0; t < problem.slots; t++) {
      const beyond = Math.max(0, moneyPerW[t] ?? 0) - (prices.bonuses[place]?.[t] ?? 0);
      money += Math.max(0, beyond) * Math.max(0, firstW[t] ?? 0);
    }
  return money;
}
