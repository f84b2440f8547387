import { HS_PER_PHS } from './revenue.ts';

/** Seconds of a day. */
export const DAY_S = 86_400;

/** What a block pays to the one who finds it, in coins. */
export interface BlockReward {
  /** S, the part of the new coins that is the miner's. */
  readonly subsidy: number;
  /** F, mean fees of a block; 0 only where the chain has none. */
  readonly feesPerBlock: number;
}

/** How hard a block is to find: D and k. */
export interface BlockWork {
  /** D as the coin's own node counts it. */
  readonly difficulty: number;
  /** k, hashes that one unit of D stands for: 2³² on Bitcoin-style chains. */
  readonly hashesPerDifficulty: number;
}

/**
 * What one H/s earns in a day before fees and losses, in coins: r = 86400 · (S + F) / (D · k) (economics section 1).
 * Exact for the present difficulty, whatever pace the blocks come at.
 *
 * @returns undefined where the difficulty or the reward makes no sense
 * @example coinsPerHsDay({ subsidy: 3.125, feesPerBlock: 0.03, difficulty: 1e14, hashesPerDifficulty: 2 ** 32 }) // 6.346777e-19
 */
export function coinsPerHsDay({
  subsidy,
  feesPerBlock,
  difficulty,
  hashesPerDifficulty,
}: BlockReward & BlockWork): number | undefined {
  return sensible((DAY_S * (subsidy + feesPerBlock)) / (difficulty * hashesPerDifficulty));
}

/**
 * The same from the network's rate, r = 86400 · (S + F) / (H · T), for chains that publish no difficulty, or one that
 * no k is known for (economics section 1). T is the time between blocks over the window that H was measured in.
 */
export function coinsPerHsDayFromNetwork({
  subsidy,
  feesPerBlock,
  networkHashrateHs,
  blockTimeS,
}: BlockReward & {
  readonly networkHashrateHs: number;
  readonly blockTimeS: number;
}): number | undefined {
  return sensible((DAY_S * (subsidy + feesPerBlock)) / (networkHashrateHs * blockTimeS));
}

/**
 * Hashprice: money per PH/s per day before fees, x = 10¹⁵ · r · p (economics section 1; Luxor's definition, with the
 * fees as a mean over 144 blocks, docs.luxor.tech). With p = 1 it is in coins.
 */
export function hashpricePerPhPerDay(coinsPerHsDay: number, coinPrice: number): number {
  return HS_PER_PHS * coinsPerHsDay * coinPrice;
}

/**
 * Rate of the whole network, H = n · D · k / t for n blocks in t seconds; one block in the target time T is D · k / T
 * (economics section 1). Its relative standard error is 1/√n.
 */
export function networkHashrateHs({
  difficulty,
  hashesPerDifficulty,
  blocks,
  seconds,
}: BlockWork & { readonly blocks: number; readonly seconds: number }): number | undefined {
  return sensible((blocks * difficulty * hashesPerDifficulty) / seconds);
}

function sensible(rate: number): number | undefined {
  return Number.isFinite(rate) && rate >= 0 ? rate : undefined;
}
