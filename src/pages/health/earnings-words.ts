import type { WatchedEarnings } from '../../domain/health/health-report.ts';
import type { AccountShortfall } from '../../domain/health/watch-finding.ts';
import { upstreamOf } from '../../domain/upstreams/upstreams.ts';
import { formatDay } from '../../ui/format/clock-time.ts';
import { healthFindings as words } from '../../ui/text/en/health-findings.ts';
import { coinSum } from '../pay/audit-words.ts';
import type { ShownMoney } from '../pay/shown-money.ts';

/** "Braiins credited 12 000 sats for 3 days. Your hashrate was worth …" */
export function creditedSentence(
  { provider, coin, days, ...coins }: AccountShortfall,
  shown: ShownMoney,
): string {
  const written = (amount: number) => coinSum(amount, coin, shown);
  return words.credited(poolName(provider), written(coins.creditedCoins), days, written(coins.expectedCoins));
}

/** How far the pay of each account is watched, and what is missing of it; that none is, where no account is followed. */
export function paySentences(earnings: readonly WatchedEarnings[]): readonly string[] {
  if (earnings.length === 0) return [words.pay.none];
  return earnings.map(({ days, toMs, missing, ...watched }) => {
    const account = accountName(watched);
    if (missing) return words.pay.missing[missing](account);
    return toMs === undefined
      ? words.pay.missing.days(account)
      : words.pay.watched(account, days, formatDay(toMs - 1));
  });
}

/** `Braiins Pool (BTC)` */
export function accountName({ provider, coin }: Pick<WatchedEarnings, 'provider' | 'coin'>): string {
  return `${poolName(provider)} (${coin})`;
}

function poolName(provider: string): string {
  return upstreamOf(provider)?.name ?? provider;
}
