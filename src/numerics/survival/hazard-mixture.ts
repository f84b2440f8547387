import { gammaQuantile } from '../gamma-quantile.ts';
import { gammaKernel, gammaP } from '../incomplete-gamma.ts';
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

const ROUNDING = 1e-8;
/** Beyond this any gamma law that is believed of a rate has ended. */
const FAR = 1e300;
/** No step goes further than so many times, or into so small a part. */
const LONGEST_STEP = Math.log(16);
const MOST_STEPS = 400;

/**
 * The cumulative hazard that is not exceeded with probability p, 0 < p < 1; 0 where nothing lies ahead. By Newton's steps in
 * ln Λ, from the gamma law with the same mean and variance, inside a bracket that every step narrows.
 */
export function hazardQuantile(beliefs: readonly HazardBelief[], p: number): number {
  const { mean, variance } = hazardMoments(beliefs);
  if (!(mean > 0)) return 0;
  const shape = Math.max(LEAST_SHAPE, variance > 0 ? (mean * mean) / variance : 1);
  let hazard = Math.max(Number.MIN_VALUE, (gammaQuantile(shape, p) * mean) / shape);
  let [low, high] = [0, Number.POSITIVE_INFINITY];
  for (let step = 0; step < MOST_STEPS; step++) {
    const { below, slope } = mixtureAt(beliefs, hazard);
    if (below > p) high = hazard;
    else low = hazard;
    const newton = slope > 0 ? (p - below) / slope : below > p ? -LONGEST_STEP : LONGEST_STEP;
    const next = hazard * Math.exp(Math.max(-LONGEST_STEP, Math.min(LONGEST_STEP, newton)));
    if (Math.abs(newton) <= ROUNDING) break;
    // Halved in logarithms: members may be many powers of ten apart.
    hazard = next > low && next < high ? next : Math.sqrt(Math.max(low, Number.MIN_VALUE)) * Math.sqrt(high);
  }
  return hazard;
}

/** Smaller ones put nearly all of their weight at 0, where nothing can be told apart. */
const LEAST_SHAPE = 0.01;

/** Probability that the hazard is at most so much, and how it grows with its logarithm. */
function mixtureAt(
  beliefs: readonly HazardBelief[],
  hazard: number,
): { readonly below: number; readonly slope: number } {
  let [below, slope] = [0, 0];
  for (const { weight, rate, ahead } of beliefs) {
    const x = ahead > 0 ? Math.min(FAR, (rate.exposure * hazard) / ahead) : FAR;
    below += weight * gammaP(rate.shape, x);
    slope += weight * rate.shape * (x > 0 ? gammaKernel(rate.shape, x) : 0);
  }
  return { below, slope };
}
