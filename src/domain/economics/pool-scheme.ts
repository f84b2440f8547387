import type { PayoutScheme } from '../pool.ts';
import { type BlockReward, type BlockWork, DAY_S } from './hashprice.ts';

/** How a part of a block's reward reaches the miner. */
export type PayFor =
  /** For each share, block or no block: the pool bears the luck. */
  | 'share'
  /** Only when the pool finds a block: its miners bear the luck together. */
  | 'pool-block'
  /** Only when the miner finds one. */
  | 'own-block'
  /** Not at all: the pool keeps it. */
  | 'nothing';

export interface SchemeTraits {
  readonly subsidy: PayFor;
  readonly fees: PayFor;
  /** A block pays for the last shares, wherever in time: income sets in slowly and goes on after leaving. */
  readonly window: boolean;
}

/**
 * What the schemes are (economics section 5). TIDES is PPLNS over eight blocks of work; PPS+ pays the subsidy for each
 * share and the fees of transactions when they come. A market for hash rate pays by its price, whatever the chain does.
 */
export const SCHEME_TRAITS: Readonly<Record<PayoutScheme, SchemeTraits>> = {
  PPS: { subsidy: 'share', fees: 'nothing', window: false },
  FPPS: { subsidy: 'share', fees: 'share', window: false },
  'PPS+': { subsidy: 'share', fees: 'pool-block', window: true },
  PPLNS: { subsidy: 'pool-block', fees: 'pool-block', window: true },
  TIDES: { subsidy: 'pool-block', fees: 'pool-block', window: true },
  PROP: { subsidy: 'pool-block', fees: 'pool-block', window: false },
  SOLO: { subsidy: 'own-block', fees: 'own-block', window: false },
  market: { subsidy: 'share', fees: 'share', window: false },
};

/** Window of TIDES in blocks' worth of work at the present difficulty (ocean.xyz; its `current_tides_shares` / D = 8.0000). */
export const TIDES_BLOCKS = 8;

/** A pool's promise. */
export interface SchemeTerms {
  readonly scheme: PayoutScheme;
  /** f, 0..1. */
  readonly poolFee: number;
  /** Kept of the fees of transactions, 0..1, where it differs: f where absent. */
  readonly poolFeeOnFees?: number | undefined;
}

/** A reward in the parts that a pool pays by. */
export interface SchemePay {
  /** For shares as they come, coins. */
  readonly forShares: number;
  /** On the mean, when blocks are found, coins. */
  readonly forBlocks: number;
  /** Part of both that stems from the fees of transactions. */
  readonly ofFees: number;
}

/**
 * What a pool owes on the mean for accepted work: W · kₛ / (D · k) · (S + F) · (1 − f), less what it keeps (economics
 * section 5). The mean is the same under every scheme that pays the fees; who bears the luck is not. D, S and F must
 * be those in force when the work was done.
 *
 * @param work.workDifficulty W, sum of the difficulty of ACCEPTED shares
 * @param work.hashesPerShareDifficulty kₛ
 */
export function expectedPay(
  { scheme, poolFee, poolFeeOnFees = poolFee }: SchemeTerms,
  work: BlockWork &
    BlockReward & { readonly workDifficulty: number; readonly hashesPerShareDifficulty: number },
): SchemePay {
  const traits = SCHEME_TRAITS[scheme];
  const blocks =
    (work.workDifficulty * work.hashesPerShareDifficulty) / (work.difficulty * work.hashesPerDifficulty);
  const subsidy = blocks * work.subsidy * (1 - poolFee);
  const fees = traits.fees === 'nothing' ? 0 : blocks * work.feesPerBlock * (1 - poolFeeOnFees);
  const feesForShares = traits.fees === 'share' ? fees : 0;
  const subsidyForShares = traits.subsidy === 'share' ? subsidy : 0;
  const forShares = subsidyForShares + feesForShares;
  return { forShares, forBlocks: subsidy - subsidyForShares + (fees - feesForShares), ofFees: fees };
}

/**
 * The same for a day of a rate: R = h · 86400 / (D · k) · (S + F) · (1 − f) · (1 − s), coins.
 *
 * @param lostFraction s, 0..1; 0 for a rate that the pool measured
 */
export function expectedPayPerDay(
  terms: SchemeTerms,
  chain: BlockWork & BlockReward,
  hashrateHs: number,
  lostFraction: number,
): SchemePay {
  const workDifficulty = hashrateHs * DAY_S * (1 - lostFraction);
  return expectedPay(terms, { ...chain, workDifficulty, hashesPerShareDifficulty: 1 });
}
