import type { Alert } from '../../domain/alert.ts';
import { TIER_MS } from '../../domain/buckets.ts';
import type { BudgetMeter } from '../../domain/health/health-report.ts';
import type { OwnerLog } from '../../domain/health/owner-log.ts';
import { isSilenceCall } from '../../domain/silence-call.ts';
import { garwoodInterval } from '../../numerics/poisson.ts';
import { isTold } from './finding-book.ts';
import type { JudgedPast } from './judged-past.ts';
import { oneTroubles } from './one-trouble.ts';

const MONTH_DAYS = 365.2425 / 12;
const CONFIDENCE = 0.9;

/**
 * What the owner was promised of false alarms, and what came: those that the owner called false, with the exact interval
 * of a Poisson count (Garwood, Biometrika 28, 1936). Of a time without any it still says how many there may be.
 *
 * Findings of the watch and calls of the silent-death rule are one sum, as they spend one budget. What a trouble brought about
 * is no further alarm: its owner was told of one.
 * @param alerts of the time that was watched
 */
export function alarmMeter(
  { watchedQuarters, raised, book, rules }: JudgedPast,
  verdicts: OwnerLog['verdicts'],
  alerts: readonly Alert[],
  promisedPerMonth: number,
): BudgetMeter {
  const watchedDays = (watchedQuarters * TIER_MS.quarter) / TIER_MS.day;
  const silences = alerts.filter(isSilenceCall);
  const consequences = new Set(oneTroubles(book).flatMap((trouble) => trouble.consequences));
  const called = [
    ...book.filter((booked) => !isTold(booked.finding) && !consequences.has(booked)),
    ...silences,
  ];
  const calledFalse = called.filter(({ id }) => verdicts[id] === 'false-alarm').length;
  const perMonth = (count: number) => (watchedDays > 0 ? (count * MONTH_DAYS) / watchedDays : 0);
  const { low, high } = garwoodInterval(calledFalse, CONFIDENCE);
  return {
    promisedPerMonth,
    watchedDays,
    raised: raised - consequences.size + silences.length,
    calledFalse,
    seenPerMonth: {
      value: perMonth(calledFalse),
      low: perMonth(low),
      high: watchedDays > 0 ? perMonth(high) : Number.POSITIVE_INFINITY,
    },
    byFixedRules: rules.count,
  };
}
