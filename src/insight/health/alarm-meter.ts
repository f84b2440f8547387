import { TIER_MS } from '../../domain/buckets.ts';
import type { BudgetMeter } from '../../domain/health/health-report.ts';
import type { OwnerLog } from '../../domain/health/owner-log.ts';
import { garwoodInterval } from '../../numerics/poisson.ts';
import { isTold } from './finding-book.ts';
import type { JudgedPast } from './judged-past.ts';

const MONTH_DAYS = 365.2425 / 12;
const CONFIDENCE = 0.9;

/**
 * What the owner was promised of false alarms, and what came: those that the owner called false, with the exact interval
 * of a Poisson count (Garwood, Biometrika 28, 1936). Of a time without any it still says how many there may be.
 */
export function alarmMeter(
  { watchedQuarters, raised, book, rules }: JudgedPast,
  verdicts: OwnerLog['verdicts'],
  promisedPerMonth: number,
): BudgetMeter {
  const watchedDays = (watchedQuarters * TIER_MS.quarter) / TIER_MS.day;
  const calledFalse = book.filter(
    ({ id, finding }) => verdicts[id] === 'false-alarm' && !isTold(finding),
  ).length;
  const perMonth = (count: number) => (watchedDays > 0 ? (count * MONTH_DAYS) / watchedDays : 0);
  const { low, high } = garwoodInterval(calledFalse, CONFIDENCE);
  return {
    promisedPerMonth,
    watchedDays,
    raised,
    calledFalse,
    seenPerMonth: {
      value: perMonth(calledFalse),
      low: perMonth(low),
      high: watchedDays > 0 ? perMonth(high) : Number.POSITIVE_INFINITY,
    },
    byFixedRules: rules.count,
  };
}
