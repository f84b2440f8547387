import type { BlockWork } from './hashprice.ts';

/** Mean length of a year and of a month, s. */
export const YEAR_S = 365.25 * 86_400;
export const MONTH_S = YEAR_S / 12;

/**
 * λ, the blocks to be expected of a rate in a time: h · t / (D · k). Blocks come as a Poisson process, so nothing that
 * happened before changes it: a block is never due (economics section 4).
 */
export function expectedBlocks({
  hashrateHs,
  seconds,
  difficulty,
  hashesPerDifficulty,
}: BlockWork & { readonly hashrateHs: number; readonly seconds: number }): number {
  return (hashrateHs * seconds) / (difficulty * hashesPerDifficulty);
}

/**
 * λ of work already done, W · kₛ / (D · k): also the effort, 1 where one block was to be expected.
 *
 * @param workDifficulty W, sum of the difficulty of accepted shares
 * @param hashesPerShareDifficulty kₛ, hashes that one unit of share difficulty stands for: 2³² for SHA-256, 2¹⁶ for scrypt
 */
export function expectedBlocksOfWork({
  workDifficulty,
  hashesPerShareDifficulty,
  difficulty,
  hashesPerDifficulty,
}: BlockWork & { readonly workDifficulty: number; readonly hashesPerShareDifficulty: number }): number {
  return (workDifficulty * hashesPerShareDifficulty) / (difficulty * hashesPerDifficulty);
}

/**
 * Chance of at least one block where λ are expected: P = 1 − e^(−λ). Never above 1, and exact for the tiny λ of a home
 * miner, where 1 − exp(−λ) would keep no digit.
 */
export function chanceOfBlock(lambda: number): number {
  return -Math.expm1(-lambda);
}

/** Odds of solo mining over one stretch of time. */
export interface BlockOdds {
  readonly seconds: number;
  readonly expectedBlocks: number;
  /** Of at least one, 0..1. */
  readonly chance: number;
  /** "One in so many", 1 / chance: of households that all mine like this one. */
  readonly oneIn: number;
}

/** How lucky a miner has to be. */
export interface SoloLuck {
  readonly day: BlockOdds;
  readonly month: BlockOdds;
  readonly year: BlockOdds;
  /** Mean time until a block, D · k / h, s: however long it has been already. */
  readonly meanWaitS: number;
  /** Half of all miners wait less than this, ln 2 times the mean, s. */
  readonly medianWaitS: number;
  /** For "one in N years". */
  readonly meanWaitYears: number;
}

/**
 * The luck of a rate against a network.
 *
 * @returns undefined without a rate or a difficulty
 * @example soloLuck({ hashrateHs: 1.2e12, difficulty: 1e14, hashesPerDifficulty: 2 ** 32 })?.day.expectedBlocks // 2.414e-7
 */
export function soloLuck(miner: BlockWork & { readonly hashrateHs: number }): SoloLuck | undefined {
  const perSecond = expectedBlocks({ ...miner, seconds: 1 });
  if (!(perSecond > 0) || !Number.isFinite(perSecond)) return undefined;
  const over = (seconds: number): BlockOdds => {
    const lambda = perSecond * seconds;
    const chance = chanceOfBlock(lambda);
    return { seconds, expectedBlocks: lambda, chance, oneIn: 1 / chance };
  };
  const meanWaitS = 1 / perSecond;
  return {
    day: over(86_400),
    month: over(MONTH_S),
    year: over(YEAR_S),
    meanWaitS,
    medianWaitS: Math.LN2 * meanWaitS,
    meanWaitYears: meanWaitS / YEAR_S,
  };
}

/**
 * Chance that the best share of all work is below B: P = exp(−W/B), W the sum of share difficulty done. It is also the
 * percentile of a best share B: 0.99 means that only one of a hundred such miners has a better one; below 0.001 a best
 * share is implausibly low (work is missing), above 0.999 implausibly high (economics section 4).
 *
 * @returns undefined before any work
 */
export function bestShareChanceBelow(bestDifficulty: number, workDifficulty: number): number | undefined {
  if (!(workDifficulty > 0) || !(bestDifficulty > 0)) return undefined;
  return Math.exp(-workDifficulty / bestDifficulty);
}
