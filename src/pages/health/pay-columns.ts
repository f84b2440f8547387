import type { PaidDay } from '../../domain/health/paid-day.ts';
import type { TimeRange } from '../../ui/chart/chart-data.ts';

/** What a chart draws of paid days, each at its middle; NaN stands for days in between that were not judged. Coins. */
export interface PayColumns {
  readonly atMs: Float64Array;
  readonly credited: Float64Array;
  readonly expected: Float64Array;
  readonly tolerated: Float64Array;
  readonly low: Float64Array;
  readonly high: Float64Array;
}

/** Paid days as columns. @param days oldest first */
export function payColumns(days: readonly PaidDay[]): PayColumns {
  const rows = withGaps(days);
  const column = (of: (day: PaidDay) => number) =>
    Float64Array.from(rows, ({ day }) => (day ? of(day) : Number.NaN));
  return {
    atMs: Float64Array.from(rows, ({ atMs }) => atMs),
    credited: column(({ creditedCoins }) => creditedCoins),
    expected: column(({ expectedCoins }) => expectedCoins),
    tolerated: column(({ toleratedCoins }) => toleratedCoins),
    low: column(({ lowCoins }) => lowCoins),
    high: column(({ highCoins }) => highCoins),
  };
}

/** The days whose middle, where they are drawn, lies in a range. */
export function daysWithin(days: readonly PaidDay[], { fromMs, toMs }: TimeRange): readonly PaidDay[] {
  return days.filter((day) => middleOf(day) >= fromMs && middleOf(day) <= toMs);
}

function withGaps(
  days: readonly PaidDay[],
): readonly { readonly atMs: number; readonly day?: PaidDay | undefined }[] {
  return days.flatMap((day, place) => {
    const previous = days[place - 1];
    const drawn = { atMs: middleOf(day), day };
    const isGap = previous !== undefined && previous.toMs < day.fromMs;
    return isGap ? [{ atMs: (previous.toMs + day.fromMs) / 2 }, drawn] : [drawn];
  });
}

function middleOf({ fromMs, toMs }: PaidDay): number {
  return (fromMs + toMs) / 2;
}
