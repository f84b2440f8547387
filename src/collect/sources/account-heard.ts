import type { PoolAccount } from '../../domain/pool-account.ts';
import { accountLevel, leastPayoutSeries, levelSeries, payableSeries } from '../../domain/pool-balance.ts';
import type { Heard } from './question.ts';

/** Levels are kept by the quarter of an hour: the last one of each counts. */
const STEP_MS = 15 * 60_000;

/**
 * An account as it was heard. What it has come to is kept, so that its growth can be held against the own work where the
 * pool lists no pay; and what it could be paid beside the least sum that is, so that a late payout is noticed.
 *
 * @param part of the account: `antpool`, `luxor:workers`
 */
export function accountHeard(part: string, account: PoolAccount): Heard<PoolAccount> {
  const atMs = Math.floor(account.atMs / STEP_MS) * STEP_MS;
  const pointOf = (series: string, value: number) => ({ series, points: [{ atMs, value }] });
  const past = account.coins.flatMap((told) => {
    const { coin, balance, minPayout } = told;
    const level = accountLevel(told);
    return [
      ...(level ? [pointOf(levelSeries(level.kind, part, coin), level.coins)] : []),
      ...(balance === undefined ? [] : [pointOf(payableSeries(part, coin), balance)]),
      ...(minPayout === undefined ? [] : [pointOf(leastPayoutSeries(part, coin), minPayout)]),
    ];
  });
  return { value: account, atMs: account.atMs, past };
}
