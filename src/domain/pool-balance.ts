import type { CoinAccount } from './pool-account.ts';

/** What an account has come to at a moment, as far as sums of it grow by pay. */
export interface AccountLevel {
  /** `earned`: grows by pay alone. `balance`: also falls by what is sent. */
  readonly kind: 'earned' | 'balance';
  readonly coins: number;
}

/**
 * The sum of an account that grows by what is credited: what was earned in all, or what is kept and what was sent; where
 * no sum of payments is told, what is kept alone. Undefined where the account tells none.
 */
export function accountLevel(account: CoinAccount): AccountLevel | undefined {
  const { balance, unconfirmed = 0, paid, earned } = account;
  if (earned !== undefined) return { kind: 'earned', coins: earned };
  const kept = account.unpaid ?? (balance === undefined ? undefined : balance + unconfirmed);
  if (kept === undefined) return undefined;
  return paid === undefined ? { kind: 'balance', coins: kept } : { kind: 'earned', coins: kept + paid };
}

/** Where the levels of an account's part are kept: `earned:antpool:BTC`, `balance:luxor:workers:LTC`. */
export function levelSeries(kind: AccountLevel['kind'], part: string, coin: string): string {
  return `${kind}:${part}:${coin}`;
}

/** Where what an account could be paid is kept as it was heard, in coins, without what is not sure yet. */
export function payableSeries(part: string, coin: string): string {
  return `payable:${part}:${coin}`;
}

/** Where the least sum that an account is paid is kept as it was heard, in coins: its owner may change it. */
export function leastPayoutSeries(part: string, coin: string): string {
  return `least-payout:${part}:${coin}`;
}

/** What the names of all such series of a provider begin with. */
export function levelSeriesOf(provider: string): readonly string[] {
  return ['earned', 'balance', 'payable', 'least-payout'].map((kind) => `${kind}:${provider}:`);
}
