import { normalQuantile } from '../normal.ts';
import { longRunVariance, usualLags } from './long-run-variance.ts';

/** A share of hits with the interval in which the true probability lies. */
export interface ShareInterval {
  /** Hits and misses there were. */
  readonly count: number;
  /** As many that know nothing of each other would tell as much; at most `count`. */
  readonly effectiveCount: number;
  readonly share: number;
  readonly low: number;
  readonly high: number;
}

/**
 * The interval of a probability from a share of `count` trials: Wilson's, from the score test (Journal of the American
 * Statistical Association 22, 1927). It stays within 0 and 1 and holds what it promises for few trials and rare hits too. Agrees
 * with statsmodels' `proportion_confint(method="wilson")`.
 *
 * @param count need not be whole @example wilsonInterval(81 / 263, 263, 0.95) // [0.2553, 0.3662]
 */
export function wilsonInterval(
  share: number,
  count: number,
  confidence: number,
): readonly [low: number, high: number] {
  const z = normalQuantile(0.5 + confidence / 2);
  const whole = 1 + (z * z) / count;
  const middle = (share + (z * z) / (2 * count)) / whole;
  const half = (z / whole) * Math.sqrt((share * (1 - share)) / count + (z * z) / (4 * count * count));
  return [Math.max(0, middle - half), Math.min(1, middle + half)];
}

/**
 * The share of hits (1) among hits and misses (0) in order of time, with Wilson's interval for as many trials as they are worth:
 * forecasts that overlap hit and miss together, so that the variance of their mean is larger than that of a coin, by Kish's design
 * effect (Survey Sampling, 1965, section 8.2), here their long-run variance over p (1 − p). Without overlap and resemblance it is
 * Wilson's interval itself.
 *
 * @param hits missing ones (NaN) are left out @param stepsAhead of each forecast, made at every step
 */
export function shareOfHits(hits: ArrayLike<number>, stepsAhead: number, confidence = 0.95): ShareInterval {
  const known = Float64Array.from(hits).filter((hit) => !Number.isNaN(hit));
  const count = known.length;
  const share = known.reduce((sum, hit) => sum + hit, 0) / count;
  const single = share * (1 - share);
  // Of hits alone no resemblance can be told: those that share steps count as one.
  const effect = single > 0 ? longRunVariance(known, usualLags(count, stepsAhead)) / single : stepsAhead;
  const effectiveCount = Math.min(count, count / Math.max(effect, 1));
  const [low, high] = wilsonInterval(share, effectiveCount, confidence);
  return { count, effectiveCount, share, low, high };
}
