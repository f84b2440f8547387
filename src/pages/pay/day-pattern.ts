import { type ClockTariff, covers, type Tariff } from '../../domain/economics/tariff.ts';

/** A stretch of the wall clock at one price. */
export interface PriceStretch {
  readonly fromMinute: number;
  readonly toMinute: number;
  readonly pricePerKwh: number;
}

/** Prices from midnight to midnight, and the weekdays (1 = Monday) that have them. */
export interface DayPattern {
  readonly weekdays: readonly number[];
  readonly stretches: readonly PriceStretch[];
}

/** The different days that a tariff has, each told once: one for most, two where weekends cost otherwise. */
export function dayPatterns(tariff: Tariff): DayPattern[] {
  // A market's prices follow no clock.
  if (tariff.kind === 'spot') return [];
  const patterns: { weekdays: number[]; stretches: readonly PriceStretch[] }[] = [];
  for (let weekday = 1; weekday <= 7; weekday++) {
    const stretches = stretchesOf(tariff, weekday);
    const same = patterns.find((pattern) => equal(pattern.stretches, stretches));
    if (same) same.weekdays.push(weekday);
    else patterns.push({ weekdays: [weekday], stretches });
  }
  return patterns;
}

/** Prices of one weekday by the wall clock, in order, without gap; neighbours differ in price. */
export function stretchesOf(tariff: ClockTariff, isoWeekday: number): PriceStretch[] {
  if (tariff.kind === 'flat') return [{ fromMinute: 0, toMinute: 1440, pricePerKwh: tariff.pricePerKwh }];
  const { periods, basePerKwh } = tariff;
  const within = (minute: number) => minute > 0 && minute < 1440;
  const edges = [0, ...periods.flatMap((period) => [period.fromMinute, period.toMinute]).filter(within)];
  const begins = [...new Set(edges)].sort((a, b) => a - b);
  const stretches: PriceStretch[] = [];
  begins.forEach((fromMinute, i) => {
    const toMinute = begins[i + 1] ?? 1440;
    const period = periods.find((candidate) => covers(candidate, fromMinute, { isoWeekday }));
    const pricePerKwh = period?.pricePerKwh ?? basePerKwh;
    const last = stretches.at(-1);
    if (last?.pricePerKwh === pricePerKwh) stretches[stretches.length - 1] = { ...last, toMinute };
    else stretches.push({ fromMinute, toMinute, pricePerKwh });
  });
  return stretches;
}

function equal(a: readonly PriceStretch[], b: readonly PriceStretch[]): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
