import { covers, type Tariff, type TariffPeriod, type TimeOfUseTariff } from './tariff.ts';

export interface TariffProblem {
  /** Path of the field: `pricePerKwh`, `periods[1].toMinute`. */
  readonly field: string;
  readonly problem:
    | 'not-a-number'
    | 'negative'
    /** Not a whole minute from 0 to 1440, or a begin at 1440, or a weekday outside 1..7. */
    | 'out-of-range'
    /** No weekday is chosen. */
    | 'no-weekday'
    /** Earlier periods cover all of it: its price is never taken. */
    | 'never-applies';
}

/** What is wrong with a tariff as an owner typed it; empty when it can be used. */
export function checkTariff(tariff: Tariff): readonly TariffProblem[] {
  if (tariff.kind === 'flat') return checkPrice('pricePerKwh', tariff.pricePerKwh);
  const problems = [
    ...checkPrice('basePerKwh', tariff.basePerKwh),
    ...tariff.periods.flatMap((period, index) => checkPeriod(`periods[${index}]`, period)),
  ];
  return problems.length > 0 ? problems : hiddenPeriods(tariff);
}

function checkPrice(field: string, price: number): readonly TariffProblem[] {
  if (!Number.isFinite(price)) return [{ field, problem: 'not-a-number' }];
  return price < 0 ? [{ field, problem: 'negative' }] : [];
}

function checkPeriod(field: string, period: TariffPeriod): readonly TariffProblem[] {
  const { fromMinute, toMinute, weekdays } = period;
  return [
    ...checkPrice(`${field}.pricePerKwh`, period.pricePerKwh),
    ...checkMinute(`${field}.fromMinute`, fromMinute, 1439),
    ...checkMinute(`${field}.toMinute`, toMinute, 1440),
    ...(weekdays === undefined ? [] : checkWeekdays(`${field}.weekdays`, weekdays)),
  ];
}

function checkMinute(field: string, minute: number, largest: number): readonly TariffProblem[] {
  if (!Number.isFinite(minute)) return [{ field, problem: 'not-a-number' }];
  const fits = Number.isInteger(minute) && minute >= 0 && minute <= largest;
  return fits ? [] : [{ field, problem: 'out-of-range' }];
}

function checkWeekdays(field: string, weekdays: readonly number[]): readonly TariffProblem[] {
  if (weekdays.length === 0) return [{ field, problem: 'no-weekday' }];
  const fit = weekdays.every((weekday) => Number.isInteger(weekday) && weekday >= 1 && weekday <= 7);
  return fit ? [] : [{ field, problem: 'out-of-range' }];
}

/** Walks the minutes of one week, and notes which period each takes its price from. */
function hiddenPeriods({ periods }: TimeOfUseTariff): readonly TariffProblem[] {
  const applies = new Set<number>();
  for (let isoWeekday = 1; isoWeekday <= 7; isoWeekday++)
    for (let minuteOfDay = 0; minuteOfDay < 1440; minuteOfDay++)
      applies.add(periods.findIndex((period) => covers(period, { minuteOfDay, isoWeekday })));
  return periods.flatMap((_, index) =>
    applies.has(index) ? [] : [{ field: `periods[${index}]`, problem: 'never-applies' as const }],
  );
}
