import type { ContractTerms } from './contract-terms.ts';
import { nextWallEdgeMs, type WallTime, wallTime } from './local-time.ts';
import { consumerPricePerKwh, type PriceAdditions } from './price-additions.ts';

/** What power costs. Money is in the owner's currency. */
export type Tariff = ClockTariff | SpotTariff;

/** A tariff whose price of any moment is known for ever: by local time. */
export type ClockTariff = FlatTariff | TimeOfUseTariff;

interface Contract {
  /** What comes on top of each price; nothing when absent: the prices are as on the bill. */
  readonly additions?: PriceAdditions | undefined;
  readonly terms?: ContractTerms | undefined;
}

export interface FlatTariff extends Contract {
  readonly kind: 'flat';
  readonly pricePerKwh: number;
}

/**
 * Prices by local clock time. A moment takes the price of the first period that covers it, else `basePerKwh`.
 */
export interface TimeOfUseTariff extends Contract {
  readonly kind: 'time-of-use';
  readonly basePerKwh: number;
  readonly periods: readonly TariffPeriod[];
  /** Local dates, `2026-12-25`, that are priced as Sundays. */
  readonly holidays?: readonly string[] | undefined;
}

/** The price of a market, by the interval, and what comes on top of it. */
export interface SpotTariff extends Contract {
  readonly kind: 'spot';
  /** Id of the Upstream that tells the prices. */
  readonly provider: string;
  /** Which of its series, where it tells several: a bidding zone, a home. */
  readonly seriesId?: string | undefined;
  /** What the owner wants counted with where no price is known, all included; without it the cost is unknown there. */
  readonly fallbackPerKwh?: number | undefined;
}

export interface TariffPeriod {
  /** Minutes after local midnight, 0..1440; a period with `toMinute` ≤ `fromMinute` runs over midnight. */
  readonly fromMinute: number;
  readonly toMinute: number;
  /** ISO weekdays it begins on, 1 = Monday; all when absent. */
  readonly weekdays?: readonly number[] | undefined;
  /** Months it begins in, 1 = January; all when absent. */
  readonly months?: readonly number[] | undefined;
  readonly pricePerKwh: number;
}

/** What prices know of a day. */
export interface TariffDay {
  readonly isoWeekday: number;
  /** Absent for a day of any month: periods of all months cover it. */
  readonly month?: number | undefined;
}

/** Time during which a kilowatt-hour costs the same: [fromMs, toMs). */
export interface PriceSegment {
  readonly fromMs: number;
  readonly toMs: number;
  readonly pricePerKwh: number;
}

/**
 * Price of a kilowatt-hour at a moment.
 *
 * @throws RangeError for a time zone that the browser does not know
 */
export function priceAt(tariff: ClockTariff, atMs: number, timeZone: string): number {
  const { additions } = tariff;
  const pricePerKwh =
    tariff.kind === 'flat' ? tariff.pricePerKwh : priceOnWall(tariff, wallTime(atMs, timeZone));
  return additions ? consumerPricePerKwh(pricePerKwh, additions) : pricePerKwh;
}

/** Price by what the wall clock shows. */
function priceOnWall({ basePerKwh, periods, holidays = [] }: TimeOfUseTariff, wall: WallTime): number {
  const [today, yesterday] = [tariffDay(wall, 0, holidays), tariffDay(wall, 1, holidays)];
  const period = periods.find((candidate) => covers(candidate, wall.minuteOfDay, today, yesterday));
  return period?.pricePerKwh ?? basePerKwh;
}

function tariffDay(
  { year, month, day }: WallTime,
  daysBack: number,
  holidays: readonly string[],
): Required<TariffDay> {
  const date = new Date(Date.UTC(year, month - 1, day - daysBack));
  const isHoliday = holidays.includes(date.toISOString().slice(0, 10));
  return { isoWeekday: isHoliday ? 7 : date.getUTCDay() || 7, month: date.getUTCMonth() + 1 };
}

/** Does a period cover a minute of a day? After midnight it still belongs to the day on which it began. */
export function covers(
  { fromMinute, toMinute, weekdays, months }: TariffPeriod,
  minuteOfDay: number,
  today: TariffDay,
  yesterday: TariffDay = { ...today, isoWeekday: today.isoWeekday === 1 ? 7 : today.isoWeekday - 1 },
): boolean {
  const begins = ({ isoWeekday, month }: TariffDay) =>
    (weekdays?.includes(isoWeekday) ?? true) && (month === undefined || (months?.includes(month) ?? true));
  if (toMinute > fromMinute) return minuteOfDay >= fromMinute && minuteOfDay < toMinute && begins(today);
  return (minuteOfDay >= fromMinute && begins(today)) || (minuteOfDay < toMinute && begins(yesterday));
}

/**
 * The prices of a time span, in order, without gap or overlap; neighbours differ in price. Exact to the millisecond,
 * also where clocks change: an hour that is skipped costs nothing, an hour that comes twice costs twice.
 *
 * @throws RangeError for a time zone that the browser does not know
 */
export function priceSegments(
  tariff: ClockTariff,
  fromMs: number,
  toMs: number,
  timeZone: string,
): readonly PriceSegment[] {
  if (!(toMs > fromMs)) return [];
  if (tariff.kind === 'flat') return [{ fromMs, toMs, pricePerKwh: priceAt(tariff, fromMs, timeZone) }];
  const minutes = tariff.periods.flatMap(({ fromMinute, toMinute }) => [fromMinute, toMinute]);
  const edges = [...new Set([...minutes, 1440])].sort((a, b) => a - b);
  const segments: PriceSegment[] = [];
  for (let atMs = fromMs; atMs < toMs; ) {
    const untilMs = Math.min(toMs, nextWallEdgeMs(atMs, timeZone, edges));
    const pricePerKwh = priceAt(tariff, atMs, timeZone);
    const last = segments.at(-1);
    if (last?.pricePerKwh === pricePerKwh) segments[segments.length - 1] = { ...last, toMs: untilMs };
    else segments.push({ fromMs: atMs, toMs: untilMs, pricePerKwh });
    atMs = untilMs;
  }
  return segments;
}
