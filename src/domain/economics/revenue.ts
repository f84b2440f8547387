import type { ShareCounts } from '../reading.ts';

/** What the hashrate of a device becomes worth. All parts 0..1 are 0 when nothing is lost. */
export interface RevenueInputs {
  /** H as the device tells it, H/s. A pool's own figure has the rejects taken off already. */
  readonly hashrateHs: number;
  /** x, money per PH/s per day before fee. */
  readonly hashpricePerPhPerDay: number;
  /** f, pool fee, 0..1. */
  readonly poolFee: number;
  /** s, part of the shares that earn nothing, 0..1. */
  readonly rejectShare: number;
}

/** H/s in one PH/s. */
export const HS_PER_PHS = 1e15;

/**
 * Expected revenue a day: R = H / 10^15 · x · (1 − f) · (1 − s) (economics sections 1 and 5).
 *
 * @example revenuePerDay({ hashrateHs: 100e12, hashpricePerPhPerDay: 50, poolFee: 0.02, rejectShare: 0 }) // 4.90
 */
export function revenuePerDay({
  hashrateHs,
  hashpricePerPhPerDay,
  poolFee,
  rejectShare,
}: RevenueInputs): number {
  return (hashrateHs / HS_PER_PHS) * hashpricePerPhPerDay * (1 - poolFee) * (1 - rejectShare);
}

/**
 * Part of the shares that was rejected or stale, 0..1. By count, which is exact while the difficulty stays the same.
 * Undefined before the first share, or when the device does not count the accepted ones.
 */
export function rejectShare({ accepted, rejected = 0, stale = 0 }: ShareCounts): number | undefined {
  if (accepted === undefined) return undefined;
  const all = accepted + rejected + stale;
  return all > 0 ? (rejected + stale) / all : undefined;
}
