import type { Span } from './covered-span.ts';
import { localDay, nextWallEdgeMs, wallTime } from './local-time.ts';
import type { PriceSpan } from './price-span.ts';

/** An hour of a local day, or what clocks leave of it. */
export interface PriceHour extends Span {
  /** What the clock shows, 0..23. An hour that comes twice is two. */
  readonly hour: number;
  /** Mean over its time, money per kWh; undefined unless the price of all of it is known. */
  readonly pricePerKwh: number | undefined;
}

type HourPrice = Pick<PriceSpan, 'fromMs' | 'toMs' | 'pricePerKwh'>;

/** A local day by the hour: 23 to 25 of them where clocks change. */
export interface PriceDay extends Span {
  readonly hours: readonly PriceHour[];
}

/** The time that today and tomorrow take: what to ask prices of for {@link priceDays}. */
export function todayAndTomorrow(nowMs: number, timeZone: string): readonly [today: Span, tomorrow: Span] {
  const today = localDay(nowMs, timeZone);
  return [today, localDay(today.toMs, timeZone)];
}

/**
 * Prices by local hour for days, a row each. Prices of other lengths count with the part of the hour that they hold.
 *
 * @param days local days, such as {@link todayAndTomorrow}
 * @throws RangeError for a time zone that the browser does not know
 */
export function priceDays(
  days: readonly Span[],
  prices: readonly HourPrice[],
  timeZone: string,
): readonly PriceDay[] {
  return days.map((day) => ({ ...day, hours: hoursOf(day, prices, timeZone) }));
}

const HOUR_EDGES = Array.from({ length: 24 }, (_, i) => (i + 1) * 60);

function hoursOf({ fromMs, toMs }: Span, prices: readonly HourPrice[], timeZone: string): PriceHour[] {
  const hours: PriceHour[] = [];
  for (let atMs = fromMs; atMs < toMs; ) {
    const hour = Math.floor(wallTime(atMs, timeZone).minuteOfDay / 60);
    const span = { fromMs: atMs, toMs: Math.min(toMs, nextWallEdgeMs(atMs, timeZone, HOUR_EDGES)) };
    hours.push({ ...span, hour, pricePerKwh: timeMean(span, prices, ({ pricePerKwh }) => pricePerKwh) });
    atMs = span.toMs;
  }
  return hours;
}

/** Mean of a figure over a time, weighed by time; undefined unless it is known all through. */
export function timeMean<Row extends Span>(
  { fromMs, toMs }: Span,
  rows: readonly Row[],
  figureOf: (row: Row) => number | undefined,
): number | undefined {
  let [knownMs, sum] = [0, 0];
  for (const row of rows) {
    const lengthMs = Math.min(toMs, row.toMs) - Math.max(fromMs, row.fromMs);
    const figure = lengthMs > 0 ? figureOf(row) : undefined;
    if (figure === undefined) continue;
    knownMs += lengthMs;
    sum += lengthMs * figure;
  }
  return knownMs === toMs - fromMs ? sum / knownMs : undefined;
}
