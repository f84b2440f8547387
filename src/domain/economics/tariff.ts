import { nextWallEdgeMs, type WallTime, wallTime } from './local-time.ts';

/** What a kilowatt-hour costs, by local time. Money is in the owner's currency. */
export type Tariff = FlatTariff | TimeOfUseTariff;

export interface FlatTariff {
  readonly kind: 'flat';
  readonly pricePerKwh: number;
}

/**
 * Prices by local clock time. A moment takes the price of the first period that covers it, else `basePerKwh`.
 */
export interface TimeOfUseTariff {
  readonly kind: 'time-of-use';
  readonly basePerKwh: number;
  readonly periods: readonly TariffPeriod[];
}

export interface TariffPeriod {
  /** Minutes after local midnight, 0..1440; a period with `toMinute` ≤ `fromMinute` runs over midnight. */
  readonly fromMinute: number;
  readonly toMinute: number;
  /** ISO weekdays it begins on, 1 = Monday; all when absent. */
  readonly weekdays?: readonly number[] | undefined;
  readonly pricePerKwh: number;
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
export function priceAt(tariff: Tariff, atMs: number, timeZone: string): number {
  return tariff.kind === 'flat' ? tariff.pricePerKwh : priceOnWall(tariff, wallTime(atMs, timeZone));
}

/** Price by what the wall clock shows. */
function priceOnWall({ basePerKwh, periods }: TimeOfUseTariff, wall: WallTime): number {
  return periods.find((period) => covers(period, wall))?.pricePerKwh ?? basePerKwh;
}

/** Does a period cover a wall time? After midnight it still belongs to the weekday on which it began. */
export function covers(
  { fromMinute, toMinute, weekdays }: TariffPeriod,
  { minuteOfDay, isoWeekday }: Pick<WallTime, 'minuteOfDay' | 'isoWeekday'>,
): boolean {
  const begins = (weekday: number) => weekdays === undefined || weekdays.includes(weekday);
  if (toMinute > fromMinute) return minuteOfDay >= fromMinute && minuteOfDay < toMinute && begins(isoWeekday);
  const yesterday = isoWeekday === 1 ? 7 : isoWeekday - 1;
  return (minuteOfDay >= fromMinute && begins(isoWeekday)) || (minuteOfDay < toMinute && begins(yesterday));
}

/**
 * The prices of a time span, in order, without gap or overlap; neighbours differ in price. Exact to the millisecond,
 * also where clocks change: an hour that is skipped costs nothing, an hour that comes twice costs twice.
 *
 * @throws RangeError for a time zone that the browser does not know
 */
export function priceSegments(
  tariff: Tariff,
  fromMs: number,
  toMs: number,
  timeZone: string,
): readonly PriceSegment[] {
  if (!(toMs > fromMs)) return [];
  if (tariff.kind === 'flat') return [{ fromMs, toMs, pricePerKwh: tariff.pricePerKwh }];
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
