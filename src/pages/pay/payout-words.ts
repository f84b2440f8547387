import { formatAge } from '../../ui/format/age.ts';
import { formatDay } from '../../ui/format/clock-time.ts';
import { NBSP } from '../../ui/format/decimal.ts';
import { formatConfidence, formatPercent } from '../../ui/format/percent.ts';
import { payouts as text } from '../../ui/text/en/payouts.ts';
import type { PayoutCalendar } from '../../workers/payout-api.ts';
import { coinSum } from './audit-words.ts';
import { providerName } from './coin-words.ts';
import { type ShownMoney, shownThen } from './shown-money.ts';

/** A row of a table: its name and its figures. */
export interface FigureRow {
  readonly name: string;
  readonly cells: readonly string[];
}

/** `Braiins Pool, BTC`. */
export function calendarName({ provider, coin }: Pick<PayoutCalendar, 'provider' | 'coin'>): string {
  return text.name(providerName(provider), coin);
}

/** `25 Nov 2026` as pools count days, never broken over two lines. */
export function poolDay(atMs: number): string {
  return formatDay(atMs, { timeZone: 'UTC' }).replaceAll(' ', NBSP);
}

/** How full the account is for its next payout; undefined where the pool does not tell what waits. */
export function fillOf(
  { balance, minPayout, coin }: PayoutCalendar,
  shown: ShownMoney,
):
  | { readonly label: string; readonly done?: number | undefined; readonly note?: string | undefined }
  | undefined {
  if (balance === undefined) return undefined;
  const sum = coinSum(balance, coin, shown);
  if (minPayout === undefined || !(minPayout > 0)) return { label: text.waitsOnly(sum) };
  const done = Math.min(1, balance / minPayout);
  return { label: text.waits(sum, coinSum(minPayout, coin)), done, note: formatPercent(done) };
}

/** What payouts take, and who says so. */
export function payoutLines(
  { coin, minPayout, minPayoutBy, sendingFee, atMs }: PayoutCalendar,
  shown: ShownMoney,
  nowMs: number,
): readonly (readonly [name: string, figure: string])[] {
  const words = text.lines;
  const fee = sendingFee === undefined ? words.feeUntold : words.feeOf(coinSum(sendingFee, coin, shown));
  return [
    ...(minPayout !== undefined && minPayoutBy
      ? [[words.minimum, words.minimumBy[minPayoutBy](coinSum(minPayout, coin, shown))] as const]
      : []),
    [words.fee, fee],
    [words.told, formatAge(nowMs - atMs)],
  ];
}

/** Day, interval, odds within the thirty days, and sum of each expected payment. */
export function comingRows({ coming, coin }: PayoutCalendar, shown: ShownMoney): readonly FigureRow[] {
  const words = text.coming;
  return coming.map(({ medianMs, earliestMs, latestMs, missingCoins, chance, coins }) => {
    const isReady = missingCoins === 0;
    return {
      name: isReady ? words.nextRound : poolDay(medianMs),
      cells: [
        isReady ? words.enough : words.days(poolDay(earliestMs), poolDay(latestMs)),
        formatConfidence(chance),
        coinSum(roughly(coins), coin, shown),
      ],
    };
  });
}

/** Day, sum, fee, and worth at that time of each payment that was sent. */
export function sentRows({ sent }: PayoutCalendar, shown: ShownMoney): readonly FigureRow[] {
  return sent.map(({ payout: { atMs, amount, fee, coin }, price, bitcoin }) => ({
    name: atMs === undefined ? text.sent.unknownTime : poolDay(atMs),
    cells: [
      coinSum(amount, coin),
      coinSum(fee ?? Number.NaN, coin),
      shownThen(price && price.price * amount, bitcoin, shown),
    ],
  }));
}

/** Three figures: what is foreseen is not known to the satoshi. */
function roughly(coins: number): number {
  return Number(coins.toPrecision(3));
}
