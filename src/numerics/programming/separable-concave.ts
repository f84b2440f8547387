import { solvePositive } from '../linear/cholesky.ts';

/** The most of Σ (e·x − q·x²/2) with A·x ≤ c and lower ≤ x ≤ upper: falling gains that share a few limits. */
export interface SeparableTask {
  readonly gains: Float64Array;
  /** How fast each gain falls; above 0. */
  readonly falls: Float64Array;
  readonly lower: Float64Array;
  readonly upper: Float64Array;
  /** Rows of A: a few of them, each as long as there are columns. */
  readonly uses: readonly Float64Array[];
  readonly limits: Float64Array;
}

export interface SeparableSolution {
  readonly values: Float64Array;
  readonly objective: number;
  /** What one more of each limit gains. */
  readonly prices: Float64Array;
}

const MOST_STEPS = 200;
const MOST_HALVINGS = 30;
/** More limits than columns between their bounds leave directions in which nothing bends: then shorter steps are tried. */
const DAMPINGS: readonly number[] = [1e-12, 1e-6, 1e-3, 1, 1e3];
const SUFFICIENT = 1e-4;
const TOLERANCE = 1e-11;

/**
 * Solves it by its dual: at prices λ ≥ 0 of the limits each x is by itself (e − aᵀλ)/q, cut to its bounds, and the sum is a
 * convex function of few prices, quadratic in pieces, made least by projected Newton steps (Bertsekas 1982). Its cost
 * grows with columns × limits², where a general solver's grows with the square of the columns. Undefined where the
 * limits cannot be kept: then no prices are high enough.
 */
export function solveSeparable(task: SeparableTask): SeparableSolution | undefined {
  const { limits } = task;
  const size = limits.length;
  const scale = Float64Array.from(limits, (limit) => Math.max(1, Math.abs(limit)));
  let prices: Float64Array = new Float64Array(size);
  let at = dualAt(task, prices);
  for (let step = 0; step < MOST_STEPS; step++) {
    const free = Array.from(prices.keys()).filter(
      (i) => (prices[i] as number) > 0 || (at.slope[i] as number) < 0,
    );
    if (free.every((i) => Math.abs(at.slope[i] as number) <= TOLERANCE * (scale[i] as number))) {
      return { values: at.values, objective: objectiveOf(task, at.values), prices };
    }
    let moved: { prices: Float64Array; at: Dual } | undefined;
    for (const damping of DAMPINGS) {
      moved = steppedDown(task, at, prices, newtonStep(task, at, prices, free, damping));
      if (moved) break;
    }
    if (!moved) break;
    ({ prices, at } = moved);
    if (prices.some((price) => price > 1e15)) return undefined;
  }
  const isKept = at.slope.every((left, i) => left >= -1e-6 * (scale[i] as number));
  return isKept ? { values: at.values, objective: objectiveOf(task, at.values), prices } : undefined;
}

/** The first point on the way along a direction, cut at 0, that keeps enough of what the slope promises. */
function steppedDown(
  task: SeparableTask,
  at: Dual,
  prices: Float64Array,
  direction: Float64Array,
): { prices: Float64Array; at: Dual } | undefined {
  let length = 1;
  for (let halving = 0; halving < MOST_HALVINGS; halving++) {
    const next = prices.map((price, i) => Math.max(0, price + length * (direction[i] as number)));
    const there = dualAt(task, next);
    let promised = 0;
    next.forEach((price, i) => {
      promised += (at.slope[i] as number) * (price - (prices[i] as number));
    });
    if (promised < 0 && there.value <= at.value + SUFFICIENT * promised) return { prices: next, at: there };
    length /= 2;
  }
  return undefined;
}

interface Dual {
  readonly value: number;
  readonly values: Float64Array;
  /** What is left of each limit. */
  readonly slope: Float64Array;
}

function dualAt({ gains, falls, lower, upper, uses, limits }: SeparableTask, prices: Float64Array): Dual {
  const slope = limits.slice();
  let value = 0;
  prices.forEach((price, i) => {
    value += price * (limits[i] as number);
  });
  const values = gains.map((gain, j) => {
    let net = gain;
    for (const [i, use] of uses.entries()) net -= (use[j] as number) * (prices[i] as number);
    const fall = falls[j] as number;
    const x = Math.min(upper[j] as number, Math.max(lower[j] as number, net / fall));
    value += net * x - 0.5 * fall * x * x;
    return x;
  });
  uses.forEach((use, i) => {
    let used = 0;
    for (let j = 0; j < values.length; j++) used += (use[j] as number) * (values[j] as number);
    slope[i] = (slope[i] as number) - used;
  });
  return { value, values, slope };
}

/** Newton's step in the free prices; columns at their bounds do not bend the dual. */
function newtonStep(
  { gains, falls, lower, upper, uses }: SeparableTask,
  { values, slope }: Dual,
  prices: Float64Array,
  free: readonly number[],
  damping: number,
): Float64Array {
  const count = free.length;
  const bend = new Float64Array(count * count);
  values.forEach((x, j) => {
    if (!(x > (lower[j] as number) && x < (upper[j] as number))) return;
    free.forEach((i, row) => {
      const part = (uses[i]?.[j] as number) / (falls[j] as number);
      for (let column = 0; column <= row; column++)
        bend[row * count + column] =
          (bend[row * count + column] as number) + part * (uses[free[column] as number]?.[j] as number);
    });
  });
  let most = 0;
  for (let row = 0; row < count; row++) most = Math.max(most, bend[row * count + row] as number);
  const right = Float64Array.from(free, (i) => -(slope[i] as number));
  free.forEach((i, row) => {
    const own = row * count + row;
    if ((bend[own] as number) > 0) {
      bend[own] = (bend[own] as number) + damping * most;
      return;
    }
    // Nothing bends it here, it falls in a straight line: as far as the price at which nothing would be left, and back.
    bend[own] = 1;
    right[row] =
      (slope[i] as number) < 0 ? stoppingPrice(gains, uses[i] as Float64Array) : -(prices[i] as number);
  });
  const solved = solvePositive(bend, right, count, 1);
  const direction = new Float64Array(prices.length);
  free.forEach((i, row) => {
    direction[i] = solved[row] as number;
  });
  return direction;
}

/** The price of a limit at which no column that uses it gains anything any more. */
function stoppingPrice(gains: Float64Array, uses: Float64Array): number {
  let price = 1;
  uses.forEach((use, j) => {
    if (use > 0) price = Math.max(price, (gains[j] as number) / use);
  });
  return price;
}

function objectiveOf({ gains, falls }: SeparableTask, values: Float64Array): number {
  return values.reduce((sum, x, j) => sum + (gains[j] as number) * x - 0.5 * (falls[j] as number) * x * x, 0);
}
