import type { CoinAccount, PoolPayout, PoolReward } from '../pool-account.ts';

/** What an account was credited in a stretch of time, and how that is known. */
export interface Credited {
  readonly coins: number;
  /** `earned`: the pool's own sum; `balance`: what the account grew by, payments added; `rewards`: its list of pay. */
  readonly by: 'earned' | 'balance' | 'rewards';
}

/** One coin of an account at two moments. */
export interface AccountSpan {
  readonly before: CoinAccount;
  readonly beforeMs: number;
  readonly after: CoinAccount;
  readonly afterMs: number;
  /** Of any time and coin; those outside of the span are left out. */
  readonly payouts: readonly PoolPayout[];
}

/**
 * Credited between two looks at an account: the growth of what was ever earned, where the pool tells that, else of
 * everything not yet sent plus what was sent meanwhile with its fee. Payments without a time cannot be placed: then, and
 * where the sums shrink (a pool that resets them), nothing is said.
 */
export function creditedBetween({
  before,
  beforeMs,
  after,
  afterMs,
  payouts,
}: AccountSpan): Credited | undefined {
  if (before.earned !== undefined && after.earned !== undefined && after.earned >= before.earned)
    return { coins: after.earned - before.earned, by: 'earned' };
  const [had, has] = [unsent(before), unsent(after)];
  const ofCoin = payouts.filter(({ coin, state }) => coin === after.coin && state !== 'failed');
  if (had === undefined || has === undefined || ofCoin.some(({ atMs }) => atMs === undefined))
    return undefined;
  const sent = ofCoin
    .filter(({ atMs = Number.NaN }) => atMs > beforeMs && atMs <= afterMs)
    .reduce((sum, { amount, fee = 0 }) => sum + amount + fee, 0);
  const coins = has - had + sent;
  return coins >= 0 ? { coins, by: 'balance' } : undefined;
}

/**
 * Credited by a pool's list of pay: the sum of its rows for a coin within [fromMs, toMs). Days or blocks, whichever the
 * span has rows of; never both, for they tell the same coins twice. Undefined without any.
 */
export function creditedByRewards(
  rewards: readonly PoolReward[],
  coin: string,
  fromMs: number,
  toMs: number,
): Credited | undefined {
  const within = rewards.filter((each) => each.coin === coin && each.atMs >= fromMs && each.atMs < toMs);
  const days = within.filter((each) => each.of === 'day');
  const rows = days.length > 0 ? days : within;
  return rows.length === 0
    ? undefined
    : { coins: rows.reduce((sum, { amount }) => sum + amount, 0), by: 'rewards' };
}

/** All that is not yet sent: told as such, or the balance with what is not yet sure. */
function unsent({ unpaid, balance, unconfirmed }: CoinAccount): number | undefined {
  return unpaid ?? (balance === undefined ? undefined : balance + (unconfirmed ?? 0));
}
