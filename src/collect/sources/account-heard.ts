import type { PoolAccount } from '../../domain/pool-account.ts';
import { accountLevel, levelSeries } from '../../domain/pool-balance.ts';
import type { Heard } from './question.ts';

/** Levels are kept by the quarter of an hour: the last one of each counts. */
const STEP_MS = 15 * 60_000;

/**
 * An account as it was heard; what it has come to is kept, so that its growth can be held against the own work where the
 * pool lists no pay.
 *
 * @param part of the account: `antpool`, `luxor:workers`
 */
export function accountHeard(part: string, account: PoolAccount): Heard<PoolAccount> {
  const atMs = Math.floor(account.atMs / STEP_MS) * STEP_MS;
  const past = account.coins.flatMap((coin) => {
    const level = accountLevel(coin);
    return level
      ? [{ series: levelSeries(level.kind, part, coin.coin), points: [{ atMs, value: level.coins }] }]
      : [];
  });
  return { value: account, atMs: account.atMs, past };
}
