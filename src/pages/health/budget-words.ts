import type { BudgetMeter } from '../../domain/health/health-report.ts';
import { decimal } from '../../ui/format/decimal.ts';
import { health } from '../../ui/text/en/health.ts';

const text = health.budget;

/** `0.33`, `1.2`, `12`: two figures are all that a count of alarms is good for. */
export function rateFigure(perMonth: number): string {
  return decimal(perMonth, { maximumSignificantDigits: 2 });
}

/** Does what was seen agree with the promise? Said only where the interval allows it. */
export function verdictOf({ promisedPerMonth, seenPerMonth }: BudgetMeter): 'keeps' | 'mayKeep' | 'breaks' {
  if (seenPerMonth.low > promisedPerMonth) return 'breaks';
  return seenPerMonth.high <= promisedPerMonth ? 'keeps' : 'mayKeep';
}

/** Days below which nothing is said of a rate a month. */
const LEAST_DAYS = 1;

/** Promise, what came, and what that proves, sentence by sentence. */
export function budgetSentences(budget: BudgetMeter): readonly string[] {
  const { promisedPerMonth, watchedDays, seenPerMonth } = budget;
  const promise = promisedPerMonth === 1 ? text.promiseOne : text.promise(rateFigure(promisedPerMonth));
  if (!(watchedDays >= LEAST_DAYS)) return [promise, text.nothing];
  const days = text.days(decimal(Math.floor(watchedDays)));
  return [
    promise,
    text.seen(decimal(budget.calledFalse), decimal(budget.raised), days),
    text.rate(rateFigure(seenPerMonth.value), rateFigure(seenPerMonth.low), rateFigure(seenPerMonth.high)),
    text[verdictOf(budget)],
    text.rules(decimal(budget.byFixedRules)),
  ];
}
