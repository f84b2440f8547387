import { SATS_PER_BTC } from '../../domain/economics/satoshi.ts';
import type { HealthFinding } from '../../domain/health/health-report.ts';
import type { PaidDay } from '../../domain/health/paid-day.ts';
import type { ChartUnit } from '../../ui/chart/chart-data.ts';
import { formatDay } from '../../ui/format/clock-time.ts';
import { healthPay as text } from '../../ui/text/en/health-pay.ts';

/** From here on bitcoin is written in BTC, as everywhere. */
const LEAST_IN_BTC = 0.001;
/** Smaller sums of other coins would be all zeros on an axis. */
const LEAST_WHOLE = 0.001;

/** What an axis of coins counts in: sats or BTC as their size suggests, other coins themselves or their millionths. */
export function coinUnit(coin: string, largestCoins: number): ChartUnit {
  if (coin === 'BTC' && largestCoins < LEAST_IN_BTC) return { divisor: 1 / SATS_PER_BTC, symbol: 'sats' };
  if (largestCoins < LEAST_WHOLE) return { divisor: 1e-6, symbol: `µ${coin}` };
  return { divisor: 1, symbol: coin };
}

/** The day of a pool, which is one of universal time. */
export function poolDay({ fromMs }: PaidDay): string {
  return formatDay(fromMs, { timeZone: 'UTC' });
}

/**
 * What a chart of these days shows, in sentences: pay a day before the finding and since, and which days are missing.
 * @param days those that are drawn, oldest first
 * @param written how a sum of coins is written
 */
export function paySummary(
  days: readonly PaidDay[],
  { sinceMs, endedAtMs, account }: Pick<HealthFinding, 'sinceMs' | 'endedAtMs' | 'account'>,
  written: (coins: number) => string,
): string {
  const isOver = ({ fromMs }: PaidDay) => endedAtMs !== undefined && fromMs >= endedAtMs;
  const before = days.filter(({ fromMs }) => fromMs < sinceMs);
  const since = days.filter((day) => day.fromMs >= sinceMs && !isOver(day));
  const after = days.filter(isOver);
  const told = (say: (typeof text)['before'], some: readonly PaidDay[]) =>
    some.length === 0
      ? []
      : [
          say(
            some.length,
            written(meanOf(some.map(({ creditedCoins }) => creditedCoins))),
            written(meanOf(some.map(({ expectedCoins }) => expectedCoins))),
          ),
        ];
  const unkept = (account?.days ?? 0) - since.length;
  return [
    ...told(text.before, before),
    ...told(text.since, since),
    ...told(text.after, after),
    ...(hasGap(days) ? [text.gaps] : []),
    ...(unkept > 0 ? [text.unkept(unkept)] : []),
  ].join(' ');
}

function hasGap(days: readonly PaidDay[]): boolean {
  return days.some((day, place) => day.fromMs > (days[place - 1]?.toMs ?? day.fromMs));
}

function meanOf(sums: readonly number[]): number {
  return sums.reduce((all, sum) => all + sum, 0) / sums.length;
}
