import { DAY_S } from './hashprice.ts';
import { YEAR_S } from './luck.ts';

/** What stands between being credited and having it. All sums in coins. */
export interface PayoutTerms {
  /** The least that is sent. */
  readonly minPayout: number;
  /** Taken from each payment: the fee of sending, as far as the miner bears it. */
  readonly withdrawalFee: number;
  /** Lost in changing the mined coin into the paid one, 0..1. */
  readonly conversionSpread?: number | undefined;
  /** Most days between two payments: one that pays daily never waits for more. Absent: it pays at the minimum. */
  readonly everyDays?: number | undefined;
}

/** Cost of being paid, coins a day. */
export interface PayoutCost {
  readonly perDay: number;
  readonly sendingPerDay: number;
  readonly conversionPerDay: number;
  readonly idlePerDay: number;
  /** Usual size of a payment, coins, and days between two. */
  readonly payoutSize: number;
  readonly everyDays: number;
}

/**
 * What being paid costs: the fee of sending over the usual size of a payment, the spread of a conversion, and the
 * balance that waits, half a payment on the mean, at the interest that the owner counts with (economics section 5,
 * "payout cost").
 *
 * @param coinsPerDay credited, above 0
 * @param interestPerYear 0.05 for 5 %; what lies at a pool may also be lost with it
 * @returns undefined for nothing earned: it is never paid
 */
export function payoutCost(
  { minPayout, withdrawalFee, conversionSpread = 0, everyDays = 0 }: PayoutTerms,
  coinsPerDay: number,
  interestPerYear = 0,
): PayoutCost | undefined {
  if (!(coinsPerDay > 0)) return undefined;
  const payoutSize = Math.max(minPayout, coinsPerDay * everyDays);
  // A pool without a minimum and without a rhythm pays in its blocks: sending costs nothing that could be divided.
  const sendingPerDay = payoutSize > 0 ? withdrawalFee * (coinsPerDay / payoutSize) : 0;
  const conversionPerDay = conversionSpread * coinsPerDay;
  const idlePerDay = ((payoutSize / 2) * interestPerYear * DAY_S) / YEAR_S;
  return {
    perDay: sendingPerDay + conversionPerDay + idlePerDay,
    sendingPerDay,
    conversionPerDay,
    idlePerDay,
    payoutSize,
    everyDays: payoutSize / coinsPerDay,
  };
}

/** What stays behind at a pool that is left: a balance below the minimum is not sent by itself. */
export function strandedBalance(balance: number, minPayout: number): number {
  return balance < minPayout ? balance : 0;
}
