export interface TariffProblem {
  /** Path of the field: `pricePerKwh`, `periods[1].toMinute`, `terms.tiers[0].aboveKwh`. */
  readonly field: string;
  readonly problem:
    | 'not-a-number'
    | 'negative'
    /** Not a whole minute from 0 to 1440, or a begin at 1440, or a weekday or month that there is not. */
    | 'out-of-range'
    /** No weekday is chosen. */
    | 'no-weekday'
    /** No month is chosen. */
    | 'no-month'
    /** Above 1: a percentage where a part of one is meant. */
    | 'no-fraction'
    /** Not a day of the calendar, written `2026-12-25`. */
    | 'no-date'
    /** A surplus of the sun, and not what the grid would pay for it. */
    | 'no-feed-in'
    /** Nobody is named who tells the market's prices. */
    | 'no-provider'
    /** Earlier periods cover all of it: its price is never taken. */
    | 'never-applies';
}

/** Any finite number is one. */
export function checkNumber(field: string, number: number): readonly TariffProblem[] {
  return Number.isFinite(number) ? [] : [{ field, problem: 'not-a-number' }];
}

/** A price or an amount that is never below 0. */
export function checkPrice(field: string, price: number): readonly TariffProblem[] {
  return price < 0 && Number.isFinite(price) ? [{ field, problem: 'negative' }] : checkNumber(field, price);
}

/** A whole number from `least` to `most`. */
export function checkWhole(
  field: string,
  number: number,
  least: number,
  most: number,
): readonly TariffProblem[] {
  const fits = Number.isInteger(number) && number >= least && number <= most;
  return fits || !Number.isFinite(number) ? checkNumber(field, number) : [{ field, problem: 'out-of-range' }];
}

/** Months of the year, 1 = January; absent means all. */
export function checkMonths(field: string, months: readonly number[] | undefined): readonly TariffProblem[] {
  if (months === undefined) return [];
  if (months.length === 0) return [{ field, problem: 'no-month' }];
  const fit = months.every((month) => Number.isInteger(month) && month >= 1 && month <= 12);
  return fit ? [] : [{ field, problem: 'out-of-range' }];
}

/** The problems of each entry of a list, each under its own place: `periods[0]`. */
export function checkEach<Entry>(
  field: string,
  entries: readonly Entry[],
  check: (field: string, entry: Entry) => readonly TariffProblem[],
): readonly TariffProblem[] {
  return entries.flatMap((entry, index) => check(`${field}[${index}]`, entry));
}
