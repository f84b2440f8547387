import { gaussLegendre } from '../gauss-legendre.ts';

/** A part that wears, and what replacing it costs before and after it fails. */
export interface ReplacementAsk {
  /** S(t): the probability that a new part still works at age t; 1 at age 0, never rising. */
  readonly survival: (age: number) => number;
  /** What it costs to replace it as planned, and once it has failed: part, work and what is not earned meanwhile. */
  readonly plannedCost: number;
  readonly failureCost: number;
  /** No part is older than that: beyond it nothing is asked. In the unit of age, above 0. */
  readonly oldestAge: number;
}

export interface Replacement {
  /** The age at which it is best replaced; absent where it is best left until it fails. */
  readonly age?: number | undefined;
  /** What it costs per unit of age in the long run then, and if every part is left until it fails or is as old as can be. */
  readonly costRate: number;
  readonly costRateUntilFailure: number;
}

/** Pieces of the span in which the best age is looked for, and nodes in each to integrate survival by. */
const PIECES = 400;
const RULE = gaussLegendre(4);
/** Savings below this part of the cost are rounding. */
const LEAST_SAVING = 1e-6;

/**
 * The age at which a part is best replaced, although it still works: the T that makes the long-run cost per time
 * least, g(T) = (C_p·S(T) + C_f·(1 − S(T))) / ∫₀ᵀ S(t) dt (age replacement: Barlow & Proschan, Mathematical Theory of
 * Reliability, 1965, chapter 3). Parts that do not wear (constant or falling hazard) are best left alone.
 *
 * @throws RangeError for a cost that is none, a failure that costs no more than 0, or no span
 */
export function bestReplacement(ask: ReplacementAsk): Replacement {
  const { survival, plannedCost, failureCost, oldestAge } = ask;
  if (!(plannedCost >= 0 && failureCost > 0) || !Number.isFinite(plannedCost + failureCost))
    throw new RangeError(`nothing is weighed by costs of ${plannedCost} and ${failureCost}`);
  if (!(oldestAge > 0) || !Number.isFinite(oldestAge)) throw new RangeError(`no part lives to ${oldestAge}`);
  let lived = 0;
  let best = { age: oldestAge, rate: Number.POSITIVE_INFINITY };
  let rate = Number.POSITIVE_INFINITY;
  for (let piece = 1; piece <= PIECES; piece += 1) {
    const [from, age] = [((piece - 1) / PIECES) * oldestAge, (piece / PIECES) * oldestAge];
    lived += integral(survival, from, age);
    const works = survival(age);
    rate = (plannedCost * works + failureCost * (1 - works)) / lived;
    if (rate < best.rate) best = { age, rate };
  }
  const isWorthIt = best.age < oldestAge && best.rate < rate * (1 - LEAST_SAVING);
  return {
    age: isWorthIt ? best.age : undefined,
    costRate: isWorthIt ? best.rate : rate,
    costRateUntilFailure: rate,
  };
}

/**
 * What it is worth to replace a part of some age now instead of after a while, in the unit of the costs: the failures
 * that may come meanwhile, less what a while of a new part's life costs. Negative where it is better to wait.
 *
 * In renewal-reward terms a part that is replaced costs `costRate` per time from then on, so waiting w costs
 * (C_f − C_p)·P(fails within w | works at a) and spares g·E[time until then] (Barlow & Proschan 1965, chapter 4.3).
 */
export function worthOfReplacingNow(
  { survival, plannedCost, failureCost }: ReplacementAsk,
  costRate: number,
  age: number,
  wait: number,
): number {
  const works = survival(age);
  if (!(works > 0)) return failureCost - plannedCost;
  const fails = 1 - survival(age + wait) / works;
  return (failureCost - plannedCost) * fails - (costRate * integral(survival, age, age + wait)) / works;
}

function integral(survival: (age: number) => number, from: number, to: number): number {
  let sum = 0;
  for (const [place, node] of RULE.nodes.entries())
    sum += (RULE.weights[place] ?? 0) * survival(from + node * (to - from));
  return sum * (to - from);
}
