import { refusedPart } from '../../domain/economics/lost-share.ts';
import type { Pool } from '../../domain/pool.ts';
import type { PoolAccount } from '../../domain/pool-account.ts';
import { poolOfUrl } from '../../domain/pool-of-url.ts';
import type { Sourced } from '../../domain/sourced.ts';
import type { SourcesView } from '../../domain/sources-view.ts';
import type { MinerPay } from './fleet-pay.ts';

/** What the owner's own miners and account say of a pool. */
export interface MeasuredPool {
  /** Shares that it refused, of all since the miners started; absent where they do not count them. */
  readonly refused?: ReturnType<typeof refusedPart>;
  /** From a share to the pool's answer, s: the median over the miners that tell it. */
  readonly answerS?: number | undefined;
  /** Mean of what sending has cost, coins. */
  readonly sendingFee?: number | undefined;
}

/** The pools at which miners are now, by id. */
export function measuredPools(
  miners: readonly MinerPay[],
  coin: string,
  pools: readonly Pool[],
  figures: SourcesView['figures'],
): ReadonlyMap<string, MeasuredPool> {
  const at = new Map<string, MinerPay['view'][]>();
  for (const { view } of miners) {
    const used = view.reading?.pools.find(({ active }) => active) ?? view.reading?.pools[0];
    const pool = used && poolOfUrl(used.url, pools);
    if (pool) at.set(pool.id, [...(at.get(pool.id) ?? []), view]);
  }
  return new Map(
    [...at].map(([id, views]) => [
      id,
      { ...countsOf(views), answerS: answerOf(views), sendingFee: sendingFeeOf(id, coin, figures) },
    ]),
  );
}

function countsOf(views: readonly MinerPay['view'][]): Pick<MeasuredPool, 'refused'> {
  let [all, refused] = [0, 0];
  for (const { reading } of views) {
    const { accepted, rejected, stale = 0 } = reading?.shares ?? {};
    if (accepted === undefined || rejected === undefined) continue;
    refused += rejected + stale;
    all += accepted + rejected + stale;
  }
  return { refused: refusedPart(refused, all) };
}

function answerOf(views: readonly MinerPay['view'][]): number | undefined {
  const told = views
    .flatMap(({ reading }) => reading?.poolLatencyMs ?? [])
    .filter((ms) => ms > 0)
    .sort((one, other) => one - other);
  const median = told[Math.floor(told.length / 2)];
  return median === undefined ? undefined : median / 1000;
}

function sendingFeeOf(id: string, coin: string, figures: SourcesView['figures']): number | undefined {
  const fees = Object.entries(figures)
    .filter(([quantity]) => quantity === `account:${id}` || quantity.startsWith(`account:${id}:`))
    .flatMap(([, figure]) => (figure as Sourced<PoolAccount>).value.payouts)
    .flatMap((payout) => (payout.coin === coin && payout.fee !== undefined ? payout.fee : []));
  return fees.length === 0 ? undefined : fees.reduce((sum, fee) => sum + fee, 0) / fees.length;
}
