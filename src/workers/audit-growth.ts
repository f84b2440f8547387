import { creditedByLevel } from '../domain/economics/credited-by-level.ts';
import { pointsOf } from '../domain/outside-series.ts';
import { levelSeries } from '../domain/pool-balance.ts';
import { type AccountPay, type AuditAccount, LOOKED_BACK_MS } from './audit-account.ts';
import type { ChainPorts } from './audit-chain.ts';

const DAY_MS = 86_400_000;

/**
 * Pay of the last thirty days by what the account came to, where its pool lists no days or blocks: of its parts the one
 * whose growth is known for longest, and for a day at least.
 */
export async function payOfGrowth(
  { coin, parts, payouts }: Pick<AuditAccount, 'coin' | 'parts' | 'payouts'>,
  nowMs: number,
  { past }: ChainPorts,
): Promise<AccountPay | undefined> {
  const asked = parts.flatMap((part) =>
    (['earned', 'balance'] as const).map(async (kind) => {
      const levels = await past(levelSeries(kind, part, coin), nowMs - LOOKED_BACK_MS, nowMs);
      return creditedByLevel([...pointsOf(levels)], kind, payouts) ?? [];
    }),
  );
  const [longest] = (await Promise.all(asked))
    .flat()
    .sort((one, other) => other.toMs - other.fromMs - (one.toMs - one.fromMs));
  return longest && longest.toMs - longest.fromMs >= DAY_MS ? { ...longest, by: 'growth' } : undefined;
}
