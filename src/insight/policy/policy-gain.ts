import type { PolicyGain, PolicyStanding } from '../../domain/policy-standing.ts';
import { Random } from '../../numerics/random.ts';

const WEEK_DAYS = 7;
export const LEAST_WEEKS = 8;
const DRAWS = 4_000;
const TAIL = 0.025;

/** What two of them brought over the hours of which both are known. */
interface Told {
  readonly policySum: number;
  readonly plannerSum: number;
  readonly hours: number;
  /** Gain and hours of each block that has any. */
  readonly blocks: readonly { readonly gain: number; readonly hours: number }[];
}

/**
 * Who may speak, by what each hour brought: weeks are drawn with replacement, and the interval is that of the mean gain of a day (percentile
 * bootstrap by blocks; Künsch 1989). Hours of which nothing is known (NaN) count for neither.
 */
export function policyStanding(
  policyMoney: ArrayLike<number>,
  plannerMoney: ArrayLike<number>,
  seed: number,
): PolicyStanding {
  // Days that are alike hang together: they are drawn by weeks.
  const told = toldOf(policyMoney, plannerMoney, WEEK_DAYS);
  const days = told.hours / 24;
  if (days < LEAST_WEEKS * WEEK_DAYS)
    return { kind: 'too-short', days: Math.floor(days), needed: LEAST_WEEKS * WEEK_DAYS };
  const gain = gainOf(told, seed);
  return {
    kind: gain.low95 > 0 ? 'promoted' : 'planner-speaks',
    days: Math.floor(days),
    policyPerDay: told.policySum / days,
    plannerPerDay: told.plannerSum / days,
    gain,
  };
}

/** The gain of a day and its interval by blocks of so many days; NaN where nothing is known. */
export function gainPerDay(
  policyMoney: ArrayLike<number>,
  plannerMoney: ArrayLike<number>,
  blockDays: number,
  seed: number,
): PolicyGain {
  return gainOf(toldOf(policyMoney, plannerMoney, blockDays), seed);
}

function toldOf(policyMoney: ArrayLike<number>, plannerMoney: ArrayLike<number>, blockDays: number): Told {
  const blocks: { gain: number; hours: number }[] = [];
  let [policySum, plannerSum, known] = [0, 0, 0];
  for (let hour = 0; hour < policyMoney.length; hour++) {
    const place = Math.floor(hour / (24 * blockDays));
    const sums = blocks[place] ?? { gain: 0, hours: 0 };
    blocks[place] = sums;
    const [policy, planner] = [policyMoney[hour] ?? Number.NaN, plannerMoney[hour] ?? Number.NaN];
    if (Number.isNaN(policy) || Number.isNaN(planner)) continue;
    sums.gain += policy - planner;
    sums.hours++;
    policySum += policy;
    plannerSum += planner;
    known++;
  }
  return { policySum, plannerSum, hours: known, blocks: blocks.filter(({ hours }) => hours > 0) };
}

function gainOf({ policySum, plannerSum, hours: known, blocks }: Told, seed: number): PolicyGain {
  const random = Random.labelled(seed, 'shadow');
  const means = Float64Array.from({ length: DRAWS }, () => {
    let [gain, hours] = [0, 0];
    for (let draw = 0; draw < blocks.length; draw++) {
      const block = blocks[Math.floor(random.uniform() * blocks.length)];
      gain += block?.gain ?? 0;
      hours += block?.hours ?? 0;
    }
    return (24 * gain) / hours;
  }).sort();
  return {
    mean: (24 * (policySum - plannerSum)) / known,
    low95: means[Math.floor(TAIL * DRAWS)] ?? Number.NaN,
    high95: means[Math.ceil((1 - TAIL) * DRAWS) - 1] ?? Number.NaN,
  };
}
