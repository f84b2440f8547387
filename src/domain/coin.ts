import type { Algorithm } from './miner.ts';
import { type Moment, nextSubsidy, type SubsidyRule, subsidyOf } from './subsidy.ts';

/** What is known of a coin's consensus. Absent is what nobody has told; `unverified` is told, but by no first hand. */
export interface Coin {
  readonly symbol: string;
  readonly name: string;
  /** As its miners call it: `sha256d (AuxPoW)`, `equihash 200,9`. */
  readonly algorithmName: string;
  /** Machines of which algorithm can mine it. Empty where only graphics cards do. */
  readonly minedBy: readonly Algorithm[];
  /** Target time from block to block. */
  readonly blockTimeS?: number | undefined;
  /** With several algorithms, target time between blocks of one of them: each of them has a difficulty of its own. */
  readonly algorithmBlockTimeS?: number | undefined;
  /** Expected hashes (solutions, with Equihash) for one block at difficulty 1 as its node counts difficulty. */
  readonly hashesPerDifficulty?: number | undefined;
  /** Hashes that a share of difficulty 1 stands for, where Stratum counts otherwise than the node: Scrypt. */
  readonly shareHashesPerDifficulty?: number | undefined;
  readonly subsidy?: SubsidyRule | undefined;
  /** The rule of its reward in words. */
  readonly rewardRule?: string | undefined;
  /** The part of the subsidy that goes to the miner, 0..1; the rest goes to masternodes, funds, treasuries. */
  readonly minerFraction?: number | undefined;
  /** When its difficulty changes, in words. */
  readonly retarget?: string | undefined;
  /** Set where difficulty stands still between retargets. */
  readonly retargetEveryBlocks?: number | undefined;
  /** Symbols of coins that the same hash may also find a block of. */
  readonly mergeMinedWith: readonly string[];
  /** Where its values were read. */
  readonly source: string;
  /** Of which values no first-hand source was read: to be shown so, and open to the owner's own figure. */
  readonly unverified: readonly CoinFact[];
}

export type CoinFact =
  | 'name'
  | 'blockTimeS'
  | 'hashesPerDifficulty'
  | 'subsidy'
  | 'minerFraction'
  | 'retarget'
  | 'mergeMinedWith';

/**
 * Coins per block before anybody's share of it, without fees; undefined where its rule is unknown or tells nothing of
 * that moment. Where luck multiplies a reward, the mean.
 */
export function subsidyAt(coin: Coin, moment: Moment): number | undefined {
  return coin.subsidy && subsidyOf(coin.subsidy, moment);
}

/** Coins per block that are the miner's; undefined where the subsidy or the miner's part of it is unknown. */
export function minerSubsidyAt(coin: Coin, moment: Moment): number | undefined {
  const subsidy = subsidyAt(coin, moment);
  return subsidy === undefined || coin.minerFraction === undefined ? undefined : subsidy * coin.minerFraction;
}

/** The next block height at which the subsidy changes, and what it is from there; undefined where none is known. */
export function nextReduction(
  coin: Coin,
  height: number,
): { readonly height: number; readonly subsidy: number } | undefined {
  return coin.subsidy && nextSubsidy(coin.subsidy, height);
}

/** All coins that machines of an algorithm can mine. */
export function coinsMinedBy(coins: readonly Coin[], algorithm: Algorithm): readonly Coin[] {
  return coins.filter(({ minedBy }) => minedBy.includes(algorithm));
}

/**
 * Chains that pay so much of what one hash earns on both that one of them alone would show a loss where there is none:
 * by their rules 3,600 LTC a day stand beside 14,400,000 DOGE.
 */
export const NEVER_ALONE: Readonly<Record<string, string>> = { LTC: 'DOGE', DOGE: 'LTC' };
