import type { BlockReward, BlockWork } from './hashprice.ts';
import { latencyLossFraction } from './lost-share.ts';
import { expectedBlocks } from './luck.ts';
import { chanceOfNoPay, relativeSdOfPay } from './pay-spread.ts';
import { type PayoutCost, type PayoutTerms, payoutCost } from './payout-cost.ts';
import { expectedPayPerDay, type SchemeTerms } from './pool-scheme.ts';

/** A pool that a miner could use, as far as its terms and the miner's own measurements are known. */
export interface PoolOffer extends SchemeTerms, PayoutTerms {
  readonly pool: string;
  /** s, stale and refused work by difficulty, as measured there, 0..1. */
  readonly lostFraction?: number | undefined;
  /** From the pool's news of a block to the arrival of a share, s: says what would be lost where s is not measured. */
  readonly latencyS?: number | undefined;
  /** Blocks a day that it finds on the mean. */
  readonly poolBlocksPerDay?: number | undefined;
  /** Coins of the parent per H/s per day that it pays for merged mining, after its fee. */
  readonly mergedPerHsDay?: number | undefined;
}

/** The miner and the chain that offers are compared for. */
export interface PoolQuestion extends BlockWork, BlockReward {
  readonly hashrateHs: number;
  /** T, s. */
  readonly blockTimeS: number;
  /** Own accepted shares a day; only the spread depends on it. */
  readonly sharesPerDay: number;
  /** What the owner counts with for a balance that waits: 0.05 for 5 % a year. */
  readonly interestPerYear?: number | undefined;
}

/** What a miner has of a pool. Coins a day. */
export interface PoolWorth {
  readonly pool: string;
  readonly offer: PoolOffer;
  /** In the mean, after fees, losses and the cost of being paid. The list is ranked by it. */
  readonly netPerDay: number;
  /** Before the cost of being paid. */
  readonly creditedPerDay: number;
  readonly keptByPoolPerDay: number;
  /** Subsidy and fees of the work that was lost. */
  readonly lostPerDay: number;
  readonly payout: PayoutCost | undefined;
  /** Where s comes from. `unknown`: nothing is taken off, so the pool looks better than it can be. */
  readonly lostBy: 'measured' | 'latency' | 'unknown';
  /** Standard deviation of one day over its mean; undefined where nobody knows how many blocks the pool finds. */
  readonly relativeSd: number | undefined;
  readonly chanceOfNoPay: number | undefined;
}

/**
 * Pools by what the miner keeps: (1 − f)(1 − s)(S + fees as far as they are paid) + merged coins − cost of being paid
 * (economics section 5, "Compare pools by"), best first. Luck moves none of it in the mean, so its spread stands
 * beside and is not ranked by.
 */
export function comparePools(offers: readonly PoolOffer[], question: PoolQuestion): readonly PoolWorth[] {
  return offers
    .map((offer) => poolWorth(offer, question))
    .sort((one, other) => other.netPerDay - one.netPerDay);
}

function poolWorth(offer: PoolOffer, question: PoolQuestion): PoolWorth {
  const { hashrateHs, interestPerYear, subsidy, feesPerBlock } = question;
  const { fraction, by } = lossOf(offer, question);
  const all = blocksWorth(question);
  const { forShares, forBlocks } = expectedPayPerDay(offer, question, hashrateHs, fraction);
  const merged = (offer.mergedPerHsDay ?? 0) * hashrateHs * (1 - fraction);
  const creditedPerDay = forShares + forBlocks + merged;
  const payout = payoutCost(offer, creditedPerDay, interestPerYear);
  const luck = {
    scheme: offer.scheme,
    sharesPerDay: question.sharesPerDay * (1 - fraction),
    poolBlocksPerDay: offer.poolBlocksPerDay,
    ownBlocksPerDay: expectedBlocks({ ...question, seconds: 86_400 }) * (1 - fraction),
    feesPart: feesPerBlock / (subsidy + feesPerBlock),
  };
  return {
    pool: offer.pool,
    offer,
    netPerDay: creditedPerDay - (payout?.perDay ?? 0),
    creditedPerDay,
    keptByPoolPerDay: all * (1 - fraction) - forShares - forBlocks,
    lostPerDay: all * fraction,
    payout,
    lostBy: by,
    relativeSd: relativeSdOfPay(luck, 1),
    chanceOfNoPay: chanceOfNoPay(luck, 1),
  };
}

/** Subsidy and fees that a day of the rate is worth before anybody takes anything. */
function blocksWorth(question: PoolQuestion): number {
  return expectedBlocks({ ...question, seconds: 86_400 }) * (question.subsidy + question.feesPerBlock);
}

/** What a pool's own count says; else what the delay must cost. A late share is a stale one: never both. */
function lossOf(
  { lostFraction, latencyS }: PoolOffer,
  { blockTimeS }: PoolQuestion,
): { readonly fraction: number; readonly by: PoolWorth['lostBy'] } {
  if (lostFraction !== undefined) return { fraction: lostFraction, by: 'measured' };
  if (latencyS !== undefined) return { fraction: latencyLossFraction(latencyS, blockTimeS), by: 'latency' };
  return { fraction: 0, by: 'unknown' };
}
