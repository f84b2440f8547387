import { type RateHour, type ScheduledTiers, tiersOf } from '../utility-rate.ts';
import type { TariffPeriod } from './tariff.ts';

/** A schedule of 12 months × 24 hours, for weekdays and for weekends, as the periods of a tariff. */
export interface PriceTable {
  /** The price of most hours. */
  readonly basePerKwh: number;
  /** All other hours: without overlap, so that their order does not matter. */
  readonly periods: readonly TariffPeriod[];
  /** Has an hour no price? It then takes the base price. */
  readonly hasGaps: boolean;
}

/** Hours in a row at one price, on one kind of day. */
interface Run {
  readonly fromHour: number;
  readonly toHour: number;
  readonly pricePerKwh: number;
}

const MONTHS = Array.from({ length: 12 }, (_, i) => i + 1);
const WEEKDAYS = [1, 2, 3, 4, 5];
const WEEKEND = [6, 7];

/** Prices of the first tier of each hour. Undefined where no hour has a price. */
export function priceTable(energy: ScheduledTiers): PriceTable | undefined {
  const dayPrices = (month: number, isWeekend: boolean) =>
    Array.from({ length: 24 }, (_, hour) => firstPrice(energy, { month, hour, isWeekend }));
  const days = MONTHS.flatMap((month) =>
    [false, true].map((isWeekend) => ({ month, isWeekend, prices: dayPrices(month, isWeekend) })),
  );
  const hours = days.flatMap(({ prices, isWeekend }) =>
    prices.map((price) => ({ price, weight: isWeekend ? 2 : 5 })),
  );
  const basePerKwh = mostUsed(hours);
  if (basePerKwh === undefined) return undefined;

  const monthsOf = new Map<
    string,
    { readonly run: Run; readonly weekdays: number[]; readonly weekend: number[] }
  >();
  for (const { month, isWeekend, prices } of days)
    for (const run of runsOf(prices, basePerKwh)) {
      const key = JSON.stringify(run);
      const known = monthsOf.get(key) ?? { run, weekdays: [], weekend: [] };
      monthsOf.set(key, known);
      (isWeekend ? known.weekend : known.weekdays).push(month);
    }
  return {
    basePerKwh,
    periods: [...monthsOf.values()].flatMap(({ run, weekdays, weekend }) => {
      if (String(weekdays) === String(weekend)) return [periodOf(run, weekdays, undefined)];
      const ofWeekdays = weekdays.length > 0 ? [periodOf(run, weekdays, WEEKDAYS)] : [];
      return weekend.length > 0 ? [...ofWeekdays, periodOf(run, weekend, WEEKEND)] : ofWeekdays;
    }),
    hasGaps: hours.some(({ price }) => price === undefined),
  };
}

function firstPrice(energy: ScheduledTiers, at: RateHour): number | undefined {
  return tiersOf(energy, at)[0]?.rate;
}

function mostUsed(
  hours: readonly { readonly price: number | undefined; readonly weight: number }[],
): number | undefined {
  const weights = new Map<number, number>();
  for (const { price, weight } of hours)
    if (price !== undefined) weights.set(price, (weights.get(price) ?? 0) + weight);
  return [...weights].sort(([, a], [, b]) => b - a)[0]?.[0];
}

/** The runs of a day that do not have the base price. */
function runsOf(prices: readonly (number | undefined)[], basePerKwh: number): readonly Run[] {
  const runs: Run[] = [];
  for (const [hour, price] of prices.entries()) {
    if (price === undefined || price === basePerKwh) continue;
    const last = runs.at(-1);
    if (last?.toHour === hour && last.pricePerKwh === price)
      runs[runs.length - 1] = { ...last, toHour: hour + 1 };
    else runs.push({ fromHour: hour, toHour: hour + 1, pricePerKwh: price });
  }
  return runs;
}

function periodOf(
  { fromHour, toHour, pricePerKwh }: Run,
  months: readonly number[],
  weekdays: readonly number[] | undefined,
): TariffPeriod {
  return {
    fromMinute: fromHour * 60,
    toMinute: toHour * 60,
    pricePerKwh,
    ...(weekdays && { weekdays }),
    ...(months.length < 12 && { months }),
  };
}
