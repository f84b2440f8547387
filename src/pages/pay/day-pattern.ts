import { covers } from '../../domain/economics/clock-window.ts';
import { consumerPricePerKwh } from '../../domain/economics/price-additions.ts';
import type { ClockTariff, Tariff } from '../../domain/economics/tariff.ts';

/** A stretch of the wall clock at one price. */
export interface PriceStretch {
  readonly fromMinute: number;
  readonly toMinute: number;
  readonly pricePerKwh: number;
}

/** Prices from midnight to midnight, with what comes on top, and the days that have them. */
export interface DayPattern {
  /** 1 = Monday. */
  readonly weekdays: readonly number[];
  /** 1 = January; absent where all have the same week. */
  readonly months?: readonly number[] | undefined;
  readonly stretches: readonly PriceStretch[];
}

/**
 * The different days that a tariff has, each told once: one for most, two where weekends cost otherwise, more with
 * seasons.
 */
export function dayPatterns(tariff: Tariff): DayPattern[] {
  // A market's prices follow no clock.
  if (tariff.kind === 'spot') return [];
  const weeks: { months: number[]; patterns: readonly DayPattern[] }[] = [];
  for (const month of monthsOf(tariff)) {
    const patterns = weekPatterns(tariff, month);
    const same = weeks.find((week) => equal(week.patterns, patterns));
    if (same) same.months.push(month);
    else weeks.push({ months: [month], patterns });
  }
  if (weeks.length === 1) return [...(weeks[0]?.patterns ?? [])];
  return weeks.flatMap(({ months, patterns }) => patterns.map((pattern) => ({ ...pattern, months })));
}

/** January stands for all where there are no seasons. */
function monthsOf(tariff: ClockTariff): readonly number[] {
  const seasons = tariff.kind === 'time-of-use' && tariff.periods.some(({ months }) => months !== undefined);
  return Array.from({ length: seasons ? 12 : 1 }, (_, i) => i + 1);
}

function weekPatterns(tariff: ClockTariff, month: number): readonly DayPattern[] {
  const patterns: { weekdays: number[]; stretches: readonly PriceStretch[] }[] = [];
  for (let weekday = 1; weekday <= 7; weekday++) {
    const stretches = stretchesOf(tariff, weekday, month);
    const same = patterns.find((pattern) => equal(pattern.stretches, stretches));
    if (same) same.weekdays.push(weekday);
    else patterns.push({ weekdays: [weekday], stretches });
  }
  return patterns;
}

/**
 * Prices of one weekday by the wall clock, in order, without gap; neighbours differ in price. The day before is taken
 * to be of the same month.
 */
export function stretchesOf(tariff: ClockTariff, isoWeekday: number, month?: number): PriceStretch[] {
  const { additions } = tariff;
  const all = (price: number) => (additions ? consumerPricePerKwh(price, additions) : price);
  if (tariff.kind === 'flat')
    return [{ fromMinute: 0, toMinute: 1440, pricePerKwh: all(tariff.pricePerKwh) }];
  const { periods, basePerKwh } = tariff;
  const within = (minute: number) => minute > 0 && minute < 1440;
  const edges = [0, ...periods.flatMap((period) => [period.fromMinute, period.toMinute]).filter(within)];
  const begins = [...new Set(edges)].sort((a, b) => a - b);
  const stretches: PriceStretch[] = [];
  begins.forEach((fromMinute, i) => {
    const toMinute = begins[i + 1] ?? 1440;
    const period = periods.find((candidate) => covers(candidate, fromMinute, { isoWeekday, month }));
    const pricePerKwh = all(period?.pricePerKwh ?? basePerKwh);
    const last = stretches.at(-1);
    if (last?.pricePerKwh === pricePerKwh) stretches[stretches.length - 1] = { ...last, toMinute };
    else stretches.push({ fromMinute, toMinute, pricePerKwh });
  });
  return stretches;
}

function equal(a: readonly unknown[], b: readonly unknown[]): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
