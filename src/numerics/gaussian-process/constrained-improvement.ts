import { logNormalCdf } from '../normal.ts';
import { logExpectedImprovement } from './acquisition.ts';
import type { Belief } from './gaussian-process.ts';
import { type Costs, expectedHypervolumeGain } from './pareto-front.ts';

/** A quantity that has to keep a limit, as it is believed at one point. */
export interface Constraint {
  readonly belief: Belief;
  readonly limit: number;
  /** Whether it has to stay below its limit or above it. */
  readonly side: 'below' | 'above';
}

/** ln of the chance that all limits are kept, of quantities believed independent of each other: the product of each chance. */
export function logFeasibility(constraints: readonly Constraint[]): number {
  let sum = 0;
  for (const { belief, limit, side } of constraints) {
    const distance = side === 'below' ? limit - belief.mean : belief.mean - limit;
    const deviation = Math.sqrt(belief.variance);
    if (deviation > 0) sum += logNormalCdf(distance / deviation);
    else if (!(distance >= 0)) return Number.NEGATIVE_INFINITY;
  }
  return sum;
}

/**
 * ln of the expected improvement by points that keep all limits (Gardner et al. 2014, equation 4), in logarithms so that a
 * long way from anything feasible still tells the direction. More is better.
 *
 * @param best of the points that kept them; without one, the point counts that keeps them likeliest (Gelbart, Snoek & Adams
 *   2014, section 3)
 */
export function logConstrainedImprovement(
  belief: Belief,
  best: number | undefined,
  constraints: readonly Constraint[],
): number {
  const feasibility = logFeasibility(constraints);
  return best === undefined ? feasibility : feasibility + logExpectedImprovement(belief, best);
}

/** Expected growth of the area that a front beats, by points that keep all limits; `front` holds only such points. */
export function constrainedHypervolumeGain(
  beliefs: readonly [Belief, Belief],
  front: readonly Costs[],
  reference: Costs,
  constraints: readonly Constraint[],
): number {
  return Math.exp(logFeasibility(constraints)) * expectedHypervolumeGain(beliefs, front, reference);
}
