import { type ChosenTerms, type TermsInForce, termsInForce } from '../domain/chosen-terms.ts';
import type { Coin } from '../domain/coin.ts';
import type { MinerView } from '../domain/fleet-view.ts';
import type { Pool } from '../domain/pool.ts';
import { poolOfUrl } from '../domain/pool-of-url.ts';
import { SHIPPED_POOLS } from '../domain/shipped-pools.ts';
import type { EntityStore } from '../store/entity-store.ts';
import type { AccountPay, AuditAccount } from './audit-account.ts';
import type { AuditNeed } from './audit-api.ts';

/** How an account is paid, as far as anybody says. */
export function termsOf(
  { provider, coin, poolFee: toldFee }: Pick<AuditAccount, 'provider' | 'coin' | 'poolFee'>,
  chosen: readonly ChosenTerms[],
): TermsInForce | undefined {
  const pool = SHIPPED_POOLS.find(({ id }) => id === provider);
  return termsInForce({ provider, coin, toldFee }, pool, chosen);
}

/** Why the own work would not be the account's. */
export async function unfit(
  { workers }: Pick<AuditAccount, 'workers'>,
  { fromMs, toMs }: Pick<AccountPay, 'fromMs' | 'toMs'>,
  minerIds: readonly string[],
  { entities }: { readonly entities: Pick<EntityStore, 'eventsBetween'> },
): Promise<AuditNeed | undefined> {
  if (minerIds.length === 0) return 'miners';
  if (workers !== undefined && workers > minerIds.length) return 'workers';
  const events = await entities.eventsBetween(fromMs, toMs);
  const moved = events.some(({ minerId, kind }) => kind === 'pool-changed' && minerIds.includes(minerId));
  return moved ? 'pool-changed' : undefined;
}

/** Those that mine a coin at a pool now. */
export function minersAt(
  pool: Pool | undefined,
  coin: Coin | undefined,
  miners: readonly MinerView[],
): readonly MinerView[] {
  return miners.filter(({ miner, reading }) => {
    const pools = reading?.pools ?? [];
    const used = pools.find(({ active }) => active) ?? pools[0];
    const fits = coin?.minedBy.includes(miner.identity.algorithm);
    return fits && pool && used && poolOfUrl(used.url, SHIPPED_POOLS)?.id === pool.id;
  });
}
