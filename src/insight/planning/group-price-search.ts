import { type GroupPrices, noPrices } from './group-prices.ts';
import { groupPowerW, type Schedule, type ScheduleProblem } from './schedule-problem.ts';

/** Where the search for prices stands. */
export interface PriceSearch {
  readonly prices: GroupPrices;
  /** Power of each limit's and bonus's members by slot, smoothed over the rounds: near what a best mixture draws. */
  readonly smoothed: GroupPrices | undefined;
  /** Part of the way that a step goes; halves where the bound does not fall. */
  readonly stride: number;
}

export function firstSearch(problem: ScheduleProblem): PriceSearch {
  return { prices: noPrices(problem), smoothed: undefined, stride: 1 };
}

const SMOOTHING = 0.3;

/**
 * One step of the volume method (Barahona & Anbil 2000): prices rise where the smoothed demand exceeds what there is, and fall where
 * it does not, by Polyak's length towards the best plan known.
 *
 * @param schedules each unit's best at `search.prices`
 * @param gap how far what these prices prove lies above the best plan known, money
 */
export function nextSearch(
  problem: ScheduleProblem,
  search: PriceSearch,
  schedules: readonly Schedule[],
  gap: number,
): PriceSearch {
  const drawn: GroupPrices = {
    limits: problem.limits.map(({ members }) => groupPowerW(problem, schedules, members)),
    bonuses: problem.bonuses.map(({ members }) => groupPowerW(problem, schedules, members)),
  };
  const smoothed = search.smoothed
    ? {
        limits: mixed(search.smoothed.limits, drawn.limits),
        bonuses: mixed(search.smoothed.bonuses, drawn.bonuses),
      }
    : drawn;
  // Lack of power under a limit, and of watts that count for a bonus: both are what one W of price more would cost the bound.
  const lacks: GroupPrices = {
    limits: problem.limits.map(({ limitW }, place) =>
      Float64Array.from(limitW, (limit, t) => {
        const lack = (smoothed.limits[place]?.[t] ?? 0) - limit;
        return lack < 0 && (search.prices.limits[place]?.[t] ?? 0) === 0 ? 0 : lack;
      }),
    ),
    bonuses: problem.bonuses.map(({ firstW, moneyPerW }, place) =>
      Float64Array.from(firstW, (first, t) => {
        const price = search.prices.bonuses[place]?.[t] ?? 0;
        const most = moneyPerW[t] ?? 0;
        if (!(most > 0 && first > 0)) return 0;
        const counts = price < most ? first : 0;
        const lack = counts - (smoothed.bonuses[place]?.[t] ?? 0);
        if (price >= most && lack <= 0 && (smoothed.bonuses[place]?.[t] ?? 0) < first) return 0;
        return (lack < 0 && price === 0) || (lack > 0 && price >= most) ? 0 : lack;
      }),
    ),
  };
  let square = 0;
  for (const each of [...lacks.limits, ...lacks.bonuses]) for (const lack of each) square += lack * lack;
  const step = square > 0 ? (search.stride * gap) / square : 0;
  return {
    smoothed,
    stride: search.stride,
    prices: {
      limits: problem.limits.map((_, place) => moved(search.prices.limits[place], lacks.limits[place], step)),
      bonuses: problem.bonuses.map(({ moneyPerW }, place) =>
        moved(search.prices.bonuses[place], lacks.bonuses[place], step, moneyPerW),
      ),
    },
  };
}

function mixed(old: readonly Float64Array[], now: readonly Float64Array[]): readonly Float64Array[] {
  return now.map((row, place) =>
    row.map((value, t) => SMOOTHING * value + (1 - SMOOTHING) * (old[place]?.[t] ?? value)),
  );
}

function moved(
  price: Float64Array = new Float64Array(0),
  lack: Float64Array = new Float64Array(0),
  step: number,
  most?: Float64Array,
): Float64Array {
  return price.map((value, t) =>
    Math.min(Math.max(0, most?.[t] ?? Number.POSITIVE_INFINITY), Math.max(0, value + step * (lack[t] ?? 0))),
  );
}
