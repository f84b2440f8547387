import type { PayoutScheme } from '../pool.ts';
import { SCHEME_TRAITS } from './pool-scheme.ts';

/** What makes income unsteady. */
export interface PayLuck {
  readonly scheme: PayoutScheme;
  /** Own accepted shares a day. */
  readonly sharesPerDay: number;
  /** Blocks a day that the pool finds on the mean; absent where nobody knows how large it is. */
  readonly poolBlocksPerDay?: number | undefined;
  /** Blocks a day that the miner finds on the mean: for SOLO. */
  readonly ownBlocksPerDay: number;
  /** F / (S + F), 0..1. */
  readonly feesPart: number;
  /** Standard deviation of a block's fees over their mean; 0 where absent. */
  readonly feesRelativeSd?: number | undefined;
}

/**
 * Relative standard deviation of income over some days: √variance / mean (economics section 5, "Variance of daily
 * income"). Shares and blocks are Poisson, so each part adds weight² · (1 + c²) / count, c the relative deviation of
 * what one pays: 1/√shares under FPPS, about 1/√(pool blocks) under PPLNS, 1/√(own blocks) alone.
 *
 * @returns undefined where blocks of the pool pay and nobody knows how many it finds
 */
export function relativeSdOfPay(luck: PayLuck, days: number): number | undefined {
  const { subsidy, fees } = SCHEME_TRAITS[luck.scheme];
  const ofFees = luck.feesPart * (luck.feesRelativeSd ?? 0);
  if (subsidy === 'own-block') return Math.sqrt((1 + ofFees ** 2) / (luck.ownBlocksPerDay * days));
  const ofShares = 1 / (luck.sharesPerDay * days);
  if (subsidy === 'share' && fees !== 'pool-block') return Math.sqrt(ofShares);
  if (luck.poolBlocksPerDay === undefined) return undefined;
  // Under PPS+ only the fees come with blocks; otherwise a block pays all, of which the fees vary from block to block.
  const byBlocks = subsidy === 'share' ? luck.feesPart ** 2 + ofFees ** 2 : 1 + ofFees ** 2;
  return Math.sqrt(ofShares + byBlocks / (luck.poolBlocksPerDay * days));
}

/** Chance that nothing at all is paid within some days: e^−blocks; 0 where shares are paid. Undefined as above. */
export function chanceOfNoPay(luck: PayLuck, days: number): number | undefined {
  const { subsidy } = SCHEME_TRAITS[luck.scheme];
  if (subsidy === 'share') return Math.exp(-luck.sharesPerDay * days);
  const perDay = subsidy === 'own-block' ? luck.ownBlocksPerDay : luck.poolBlocksPerDay;
  return perDay === undefined ? undefined : Math.exp(-perDay * days);
}
