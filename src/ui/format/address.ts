import { ABSENT } from './decimal.ts';

/** Shorter than this, cutting the middle out hides nothing and saves nothing. */
const KEPT_WHOLE = 14;

/**
 * `bc1qar…5mdq`: the first six and the last four characters of a payout address. A worker name behind the point is
 * kept: `bc1qar…5mdq.kitchen`.
 */
export function formatPayoutAddress(user: string | undefined): string {
  if (user === undefined || user === '') return ABSENT;
  const point = user.indexOf('.');
  const [address, worker] = point < 0 ? [user, ''] : [user.slice(0, point), user.slice(point)];
  return `${address.length <= KEPT_WHOLE ? address : `${address.slice(0, 6)}…${address.slice(-4)}`}${worker}`;
}
