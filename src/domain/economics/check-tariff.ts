import { checkTerms } from './check-terms.ts';
import { covers, type WindowDay } from './clock-window.ts';
import type { PriceAdditions } from './price-additions.ts';
import type { Tariff, TariffPeriod, TimeOfUseTariff } from './tariff.ts';
import {
  checkEach,
  checkMonths,
  checkNumber,
  checkPrice,
  checkWhole,
  type TariffProblem,
} from './tariff-problem.ts';

/** What is wrong with a tariff as an owner typed it; empty when it can be used. */
export function checkTariff(tariff: Tariff): readonly TariffProblem[] {
  const { additions, terms } = tariff;
  const problems = [
    ...checkPrices(tariff),
    ...(additions ? checkAdditions('additions', additions) : []),
    ...(terms ? checkTerms('terms', terms) : []),
  ];
  return problems.length === 0 && tariff.kind === 'time-of-use' ? hiddenPeriods(tariff) : problems;
}

function checkPrices(tariff: Tariff): readonly TariffProblem[] {
  switch (tariff.kind) {
    case 'flat':
      return checkPrice('pricePerKwh', tariff.pricePerKwh);
    case 'time-of-use':
      return [
        ...checkPrice('basePerKwh', tariff.basePerKwh),
        ...checkEach('periods', tariff.periods, checkPeriod),
        ...checkEach('holidays', tariff.holidays ?? [], checkDate),
      ];
    case 'spot':
      return [
        ...(tariff.provider === '' ? [{ field: 'provider', problem: 'no-provider' as const }] : []),
        ...(tariff.fallbackPerKwh === undefined ? [] : checkPrice('fallbackPerKwh', tariff.fallbackPerKwh)),
      ];
  }
}

function checkPeriod(field: string, period: TariffPeriod): readonly TariffProblem[] {
  const { fromMinute, toMinute, weekdays, months } = period;
  return [
    ...checkPrice(`${field}.pricePerKwh`, period.pricePerKwh),
    ...checkWhole(`${field}.fromMinute`, fromMinute, 0, 1439),
    ...checkWhole(`${field}.toMinute`, toMinute, 0, 1440),
    ...(weekdays === undefined ? [] : checkWeekdays(`${field}.weekdays`, weekdays)),
    ...checkMonths(`${field}.months`, months),
  ];
}

function checkWeekdays(field: string, weekdays: readonly number[]): readonly TariffProblem[] {
  if (weekdays.length === 0) return [{ field, problem: 'no-weekday' }];
  const fit = weekdays.every((weekday) => Number.isInteger(weekday) && weekday >= 1 && weekday <= 7);
  return fit ? [] : [{ field, problem: 'out-of-range' }];
}

/** A date that no calendar has is read as another day, or not at all. */
function checkDate(field: string, date: string): readonly TariffProblem[] {
  const atMs = /^\d{4}-\d{2}-\d{2}$/.test(date) ? Date.parse(date) : Number.NaN;
  const reads = Number.isFinite(atMs) && new Date(atMs).toISOString().startsWith(date);
  return reads ? [] : [{ field, problem: 'no-date' }];
}

function checkAdditions(field: string, additions: PriceAdditions): readonly TariffProblem[] {
  const { surchargePerKwh, leviesPerKwh, vatFraction } = additions;
  const problems = [
    ...checkPrice(`${field}.surchargePerKwh`, surchargePerKwh),
    // Some states pay a part of each kilowatt-hour.
    ...checkNumber(`${field}.leviesPerKwh`, leviesPerKwh),
    ...checkPrice(`${field}.vatFraction`, vatFraction),
  ];
  // Whoever writes 19 for 19 % would pay twenty times the price.
  return vatFraction > 1
    ? [...problems, { field: `${field}.vatFraction`, problem: 'no-fraction' }]
    : problems;
}

/** Walks the kinds of day that there are, and notes which period each of their minutes takes its price from. */
function hiddenPeriods(tariff: TimeOfUseTariff): readonly TariffProblem[] {
  const { periods } = tariff;
  const edges = periods.flatMap(({ fromMinute, toMinute }) => [fromMinute, toMinute]);
  // Between two edges the same period holds.
  const minutes = [...new Set([0, ...edges])].filter((minute) => minute < 1440);
  const applies = new Set<number>();
  for (const [today, yesterday] of neighbouringDays(tariff))
    for (const minute of minutes)
      applies.add(periods.findIndex((period) => covers(period, minute, today, yesterday)));
  return periods.flatMap((_, index) =>
    applies.has(index) ? [] : [{ field: `periods[${index}]`, problem: 'never-applies' as const }],
  );
}

/** Each two days that can follow each other: holidays are Sundays in the midst of a week. */
function neighbouringDays({ periods, holidays = [] }: TimeOfUseTariff): (readonly [WindowDay, WindowDay])[] {
  const seasons = periods.some(({ months }) => months !== undefined);
  const monthPairs = Array.from({ length: seasons ? 12 : 1 }, (_, i) => i + 1).flatMap((month) => [
    { month, before: month },
    { month, before: month === 1 ? 12 : month - 1 },
  ]);
  const weekdayPairs = [1, 2, 3, 4, 5, 6, 7].flatMap((isoWeekday) => {
    const before = isoWeekday === 1 ? 7 : isoWeekday - 1;
    const asSunday = [
      { isoWeekday, before: 7 },
      { isoWeekday: 7, before },
    ];
    return [{ isoWeekday, before }, ...(holidays.length > 0 ? asSunday : [])];
  });
  return monthPairs.flatMap(({ month, before: monthBefore }) =>
    weekdayPairs.map(
      ({ isoWeekday, before }) =>
        [
          { isoWeekday, month },
          { isoWeekday: before, month: monthBefore },
        ] as const,
    ),
  );
}
