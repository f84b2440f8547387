import type { PoolReward } from '../pool-account.ts';

/**
 * Coins credited by a pool's list of pay: the sum of its rows for a coin within [fromMs, toMs). Days or blocks, whichever
 * the span has rows of; never both, for they tell the same coins twice. Undefined without any.
 */
export function creditedByRewards(
  rewards: readonly PoolReward[],
  coin: string,
  fromMs: number,
  toMs: number,
): number | undefined {
  const within = rewards.filter((each) => each.coin === coin && each.atMs >= fromMs && each.atMs < toMs);
  const days = within.filter((each) => each.of === 'day');
  const rows = days.length > 0 ? days : within;
  return rows.length === 0 ? undefined : rows.reduce((sum, { amount }) => sum + amount, 0);
}
