import { ABSENT, decimal, isPresent, NBSP } from './decimal.ts';

const DAYS_PER_YEAR = 365.25;

/**
 * `1 in 17 000 years`: how long a miner waits for a block on average, from the number expected in a year. Two
 * significant figures; days below two years. Never a date, never "due": the stream has no memory.
 */
export function formatWaiting(expectedPerYear: number | undefined, locale?: string): string {
  if (!isPresent(expectedPerYear) || expectedPerYear <= 0) return ABSENT;
  const years = 1 / expectedPerYear;
  const [count, unit] = years >= 2 ? [years, 'years'] : [years * DAYS_PER_YEAR, 'days'];
  if (count < 1) return `${decimal(1 / count, { maximumSignificantDigits: 2 }, locale)} a day`;
  return `1 in ${decimal(count, { maximumSignificantDigits: 2 }, locale)}${NBSP}${unit}`;
}

/**
 * `0.006 % per year`: chance of at least one block, 1 − e^−m with m expected ones, so never above 100 % (economics
 * section 4). One significant figure below 1 %, `> 99.9 %` near certainty.
 */
export function formatChance(expected: number | undefined, per: string, locale?: string): string {
  if (!isPresent(expected) || expected < 0) return ABSENT;
  const percent = -Math.expm1(-expected) * 100;
  if (percent > 99.9) return `>${NBSP}${decimal(99.9, {}, locale)}${NBSP}% per ${per}`;
  const figure = decimal(percent, { maximumSignificantDigits: percent < 1 ? 1 : 2 }, locale);
  return `${figure}${NBSP}% per ${per}`;
}
