import type { LedgerPayout } from '../domain/economics/ledger.ts';
import type { PoolAccount } from '../domain/pool-account.ts';
import type { Sourced } from '../domain/sourced.ts';
import { upstreamOf } from '../domain/upstreams/upstreams.ts';
import { type PastPrices, priceBefore } from './ledger-days.ts';

/**
 * What was really sent within [fromMs, toMs), with its worth at that time. What failed is none, what still waits neither;
 * one without a time is kept, since it cannot be placed. A payout that two parts of an account tell counts once.
 */
export function ledgerPayouts(
  accounts: readonly Sourced<PoolAccount>[],
  prices: Readonly<Record<string, PastPrices>>,
  { fromMs, toMs }: { readonly fromMs: number; readonly toMs: number },
): readonly LedgerPayout[] {
  const seen = new Set<string>();
  return accounts.flatMap(({ provider, value }) =>
    value.payouts.flatMap((payout) => {
      const { atMs, coin, amount, txId, state } = payout;
      const key = `${provider} ${coin} ${txId ?? ''} ${atMs ?? ''} ${amount}`;
      const outside = atMs !== undefined && (atMs < fromMs || atMs >= toMs);
      if (outside || state === 'failed' || state === 'queued' || seen.has(key)) return [];
      seen.add(key);
      const priceOf = (of: string) => (atMs === undefined ? undefined : priceBefore(prices[of], atMs + 1));
      const pool = upstreamOf(provider)?.name ?? provider;
      return [{ pool, payout, price: priceOf(coin), bitcoin: priceOf('BTC') }];
    }),
  );
}
