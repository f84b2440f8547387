import { gammaQuantile } from '../numerics/gamma-quantile.ts';
import { jeffreysInterval, poissonCdf } from '../numerics/poisson.ts';

/** Found over expected, and in what range its true mean lies; 1 is as promised. */
export interface LuckInterval {
  readonly luck: number;
  readonly low: number;
  readonly high: number;
  readonly blocks: number;
  /** Σ of the rounds' work over difficulty: blocks to be expected. */
  readonly effort: number;
  /** Chance that an honest pool finds so few or fewer. */
  readonly chanceOfSoFew: number;
}

/**
 * Luck over finished rounds: the efforts of n rounds sum to Gamma(n, 1), so n / Σ has the exact interval
 * [γ(α/2, n), γ(1 − α/2, n)] / Σ (economics section 4, "Pool luck"). Covers its confidence exactly, whatever n.
 *
 * @param efforts work over difficulty of each finished round
 * @returns undefined without a finished round
 */
export function luckByRounds(efforts: readonly number[], confidence: number): LuckInterval | undefined {
  const sensible = efforts.filter((each) => Number.isFinite(each) && each > 0);
  const blocks = sensible.length;
  if (blocks === 0) return undefined;
  const effort = sensible.reduce((sum, each) => sum + each, 0);
  const side = (1 - confidence) / 2;
  return {
    luck: blocks / effort,
    low: gammaQuantile(blocks, side) / effort,
    high: gammaQuantile(blocks, 1 - side) / effort,
    blocks,
    effort,
    // So much effort or more for n blocks: fewer than n blocks in that effort.
    chanceOfSoFew: poissonCdf(blocks - 1, effort),
  };
}

/**
 * Luck over a window of time: the blocks found in it are Poisson of mean effort. Jeffreys' interval, which covers its
 * confidence on the mean; for few blocks no interval of a count can do so exactly.
 *
 * @returns undefined where no block was to be expected
 */
export function luckInWindow(blocks: number, effort: number, confidence: number): LuckInterval | undefined {
  if (!(effort > 0)) return undefined;
  const { low, high } = jeffreysInterval(blocks, confidence);
  return {
    luck: blocks / effort,
    low: low / effort,
    high: high / effort,
    blocks,
    effort,
    chanceOfSoFew: poissonCdf(blocks, effort),
  };
}
