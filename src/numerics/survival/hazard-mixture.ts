import { gammaQuantile } from '../gamma-quantile.ts';
import { gammaP } from '../incomplete-gamma.ts';
import type { GammaRate } from './gamma-rate.ts';

/**
 * What is believed of a cumulative hazard Λ = λ·E: with probability `weight` the rate λ has this gamma law, and what lies
 * ahead is worth the exposure `ahead`. Weights sum to 1.
 */
export interface HazardBelief {
  readonly weight: number;
  readonly rate: GammaRate;
  readonly ahead: number;
}

/**
 * Probability to live through it: E[e^−Λ] = Σ w·(B/(B + E))^A, Laplace's transform of the gamma law (the Lomax law of
 * Pareto's second kind: Gelman et al., Bayesian Data Analysis, 3rd edition, section 2.6).
 */
export function expectedSurvival(beliefs: readonly HazardBelief[]): number {
  let sum = 0;
  for (const { weight, rate, ahead } of beliefs)
    sum += weight * Math.exp(-rate.shape * Math.log1p(ahead / rate.exposure));
  return Math.min(1, sum);
}

/** Mean and variance of the cumulative hazard. */
export function hazardMoments(beliefs: readonly HazardBelief[]): {
  readonly mean: number;
  readonly variance: number;
} {
  let [mean, square] = [0, 0];
  for (const { weight, rate, ahead } of beliefs) {
    const each = ahead / rate.exposure;
    mean += weight * rate.shape * each;
    square += weight * rate.shape * (rate.shape + 1) * each * each;
  }
  return { mean, variance: Math.max(0, square - mean * mean) };
}

const ROUNDING = 1e-9;

/** The cumulative hazard that is not exceeded with probability p, 0 < p < 1; found by halving, to 9 digits. 0 where nothing lies ahead. */
export function hazardQuantile(beliefs: readonly HazardBelief[], p: number): number {
  const present = beliefs.filter(({ weight, ahead }) => weight > 0 && ahead > 0);
  if (present.length === 0) return 0;
  // The mixture's quantile lies between those of its members.
  let [low, high] = [Number.POSITIVE_INFINITY, 0];
  for (const { rate, ahead } of present) {
    const each = (gammaQuantile(rate.shape, p) / rate.exposure) * ahead;
    low = Math.min(low, each);
    high = Math.max(high, each);
  }
  while (high - low > ROUNDING * high) {
    const middle = (low + high) / 2;
    if (middle <= low || middle >= high) break;
    if (below(beliefs, middle) < p) low = middle;
    else high = middle;
  }
  return high;
}

function below(beliefs: readonly HazardBelief[], hazard: number): number {
  let sum = 0;
  for (const { weight, rate, ahead } of beliefs)
    sum += weight * (ahead > 0 ? gammaP(rate.shape, (rate.exposure * hazard) / ahead) : 1);
  return sum;
}
