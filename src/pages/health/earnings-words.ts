import type { WatchedEarnings } from '../../domain/health/health-report.ts';
import type { AccountShortfall } from '../../domain/health/watch-finding.ts';
import { upstreamOf } from '../../domain/upstreams/upstreams.ts';
import { formatDay } from '../../ui/format/clock-time.ts';
import { withUnit } from '../../ui/format/decimal.ts';
import { healthFindings as words } from '../../ui/text/en/health-findings.ts';

/** "Braiins credited 0.00012 BTC for 3 days. Your hashrate was worth …" */
export function creditedSentence({ provider, coin, days, ...coins }: AccountShortfall): string {
  const written = (amount: number) => withUnit(amount, coin, { maximumSignificantDigits: 3 });
  return words.credited(poolName(provider), written(coins.creditedCoins), days, written(coins.expectedCoins));
}

/** How far the pay of each account is watched, and what is missing of it; that none is, where no account is followed. */
export function paySentences(earnings: readonly WatchedEarnings[]): readonly string[] {
  if (earnings.length === 0) return [words.pay.none];
  return earnings.map(({ provider, coin, days, toMs, missing }) => {
    const account = `${poolName(provider)} (${coin})`;
    if (missing) return words.pay.missing[missing](account);
    return toMs === undefined
      ? words.pay.missing.days(account)
      : words.pay.watched(account, days, formatDay(toMs - 1));
  });
}

function poolName(provider: string): string {
  return upstreamOf(provider)?.name ?? provider;
}
