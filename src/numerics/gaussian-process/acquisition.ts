import { normalCdf } from '../normal.ts';
import type { Belief } from './gaussian-process.ts';

const LOG_ROOT_2PI = 0.5 * Math.log(2 * Math.PI);

/**
 * Expected improvement over `best` where more is better: (μ − best)·Φ(z) + σ·φ(z), z = (μ − best) / σ (Jones, Schonlau &
 * Welch 1998, equation 15). Where less is better, turn the signs of mean and best.
 */
export function expectedImprovement({ mean, variance }: Belief, best: number): number {
  const gain = mean - best;
  const deviation = Math.sqrt(variance);
  if (!(deviation > 0)) return Math.max(0, gain);
  const z = gain / deviation;
  return Math.max(0, gain * normalCdf(z) + deviation * Math.exp(-0.5 * z * z - LOG_ROOT_2PI));
}

/**
 * Its logarithm, also where the improvement itself is too small for a number (Ament et al. 2023, equation 9): far below the
 * best, φ(z) + z·Φ(z) → φ(z)/z²·(1 − 3/z² + 15/z⁴ − 105/z⁶).
 */
export function logExpectedImprovement(belief: Belief, best: number): number {
  const deviation = Math.sqrt(belief.variance);
  const z = (belief.mean - best) / deviation;
  if (!(z < -25)) return Math.log(expectedImprovement(belief, best));
  const inverse = 1 / (z * z);
  const series = 1 - inverse * (3 - inverse * (15 - 105 * inverse));
  return Math.log(deviation) - 0.5 * z * z - LOG_ROOT_2PI + Math.log(inverse * series);
}

/** Chance that the quantity lies above `best`. */
export function chanceAbove({ mean, variance }: Belief, best: number): number {
  const deviation = Math.sqrt(variance);
  if (!(deviation > 0)) return mean > best ? 1 : 0;
  return normalCdf((mean - best) / deviation);
}

/** Chance that the quantity lies below a limit: how surely a point keeps it. */
export function chanceBelow({ mean, variance }: Belief, limit: number): number {
  const deviation = Math.sqrt(variance);
  if (!(deviation > 0)) return mean <= limit ? 1 : 0;
  return normalCdf((limit - mean) / deviation);
}
