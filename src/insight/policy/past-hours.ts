import { localDay, wallTime } from '../../domain/economics/local-time.ts';

export const HOUR_MS = 3_600_000;
const DAY = 24;

/** Hours of one place, one after the other: what a kWh cost and what work earned. NaN where missing. */
export interface PastHours {
  readonly startMs: number;
  readonly timeZone: string;
  /** Money. */
  readonly pricePerKwh: Float64Array;
  /** Money a day for 1 TH/s, as it could be known when the hour began. */
  readonly earnedPerThDay: Float64Array;
  /** Of the chain; absent where nobody has kept it. */
  readonly difficulty?: Float64Array | undefined;
  /** By hour: the first one whose price was not known when it began. */
  readonly knownUntil: Int32Array;
  /** By hour: minutes of the local day at its beginning. */
  readonly minuteOfDay: Int16Array;
  readonly isWeekend: Uint8Array;
}

/** How far prices are known: those of a day-ahead market from 13:00 on for the next day; or only that of the hour that begins. */
export type PriceKnowledge = 'day-ahead' | 'as-it-comes';

/** Hours with what clocks and markets say of each. @throws RangeError for a time zone that nobody knows */
export function pastHours(
  given: Pick<PastHours, 'startMs' | 'timeZone' | 'pricePerKwh' | 'earnedPerThDay' | 'difficulty'>,
  knowledge: PriceKnowledge = 'day-ahead',
): PastHours {
  const { startMs, timeZone } = given;
  const count = given.pricePerKwh.length;
  const knownUntil = new Int32Array(count);
  const minuteOfDay = new Int16Array(count);
  const isWeekend = new Uint8Array(count);
  for (let hour = 0; hour < count; hour++) {
    const atMs = startMs + hour * HOUR_MS;
    const wall = wallTime(atMs, timeZone);
    minuteOfDay[hour] = wall.minuteOfDay;
    const weekday = new Date(Date.UTC(wall.year, wall.month - 1, wall.day)).getUTCDay();
    isWeekend[hour] = Number(weekday === 0 || weekday === 6);
    knownUntil[hour] = knowledge === 'as-it-comes' ? hour + 1 : publishedUntil(atMs, startMs, timeZone);
  }
  return { ...given, knownUntil, minuteOfDay, isWeekend };
}

function publishedUntil(atMs: number, startMs: number, timeZone: string): number {
  const today = localDay(atMs, timeZone);
  const isTold = wallTime(atMs, timeZone).minuteOfDay >= 13 * 60;
  return Math.round(((isTold ? localDay(today.toMs, timeZone).toMs : today.toMs) - startMs) / HOUR_MS);
}

/** Mean of the hours before, so many, that are there; NaN without any. */
export function meanBefore(
  values: ArrayLike<number>,
  hour: number,
  hours: number,
  of: (value: number) => number = (value) => value,
): number {
  let [sum, count] = [0, 0];
  for (let at = Math.max(0, hour - hours); at < hour; at++) {
    const value = values[at] ?? Number.NaN;
    if (Number.isNaN(value)) continue;
    sum += of(value);
    count++;
  }
  return sum / count;
}

/** Logarithm of how much larger a figure is than so many days before; 0 where nobody knows. */
export function changeOf(values: ArrayLike<number> | undefined, hour: number, days: number): number {
  const now = values?.[hour] ?? Number.NaN;
  const before = values?.[Math.max(0, hour - days * DAY)] ?? Number.NaN;
  return now > 0 && before > 0 ? Math.log(now / before) : 0;
}
