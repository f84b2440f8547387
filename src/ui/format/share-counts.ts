import type { ShareCounts } from '../../domain/reading.ts';
import { ABSENT, decimal, isPresent, NBSP, places } from './decimal.ts';

/** `0.12 % (3 of 2 481)`: rejected and stale shares, the count always beside the percentage. */
export function formatRejects({ accepted, rejected, stale }: ShareCounts, locale?: string): string {
  if (!isPresent(accepted) || (rejected === undefined && stale === undefined)) return ABSENT;
  const lost = (rejected ?? 0) + (stale ?? 0);
  const all = accepted + lost;
  if (all === 0) return ABSENT;
  return `${decimal((lost / all) * 100, places(2), locale)}${NBSP}% (${decimal(lost, {}, locale)} of ${decimal(all, {}, locale)})`;
}

/** `2 481`: a plain count. */
export function formatCount(count: number | undefined, locale?: string): string {
  return decimal(count, { maximumFractionDigits: 0 }, locale);
}
