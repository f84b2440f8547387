import type { RepairOutcome } from '../../domain/health/health-report.ts';
import { RECENT_WEIGHT } from '../anomaly/drift.ts';

/** What the steady hours since a repair say. A plain value. */
export interface RepairOdds {
  /** Nats for "as far off as before the work" against "back within what is nobody's trouble", as if both were known. */
  readonly nats: number;
  readonly hours: number;
  readonly outcome: RepairOutcome;
}

/** The two that a trial decides between: how far from its old normal a figure is, in its unit. */
export interface RepairHypotheses {
  /** As far as before the work, above 0. */
  readonly off: number;
  /** No farther than this: nobody's trouble. */
  readonly back: number;
  /** Of one hour, for sums of many: with neighbours' likeness. */
  readonly deviation: number;
  /** Hours that the normal was learned from. */
  readonly learnedHours: number;
}

/** Twenty to one either way (sequential probability ratio test: Wald, Annals of Mathematical Statistics 16, 1945). */
const DECIDES_NATS = Math.log(20);
/** One hour may count for so much, so that no single one decides. */
const HOUR_NATS = 1;
/**
 * Fourteen days of steady hours; then what has not been decided stays undecided. More would hardly help: what was off
 * before the work is known no better by them, and at their end the log ratio has 94 % of the weight that it can ever get
 * (h·doubt/(1 + h·doubt), of a week's normal). Of simulated faults, one half of them mended, 86 of 100 stay undecided at
 * half a deviation, 35 at one, 1 at two. To say what is likelier instead called 17 to 23 of 100 mended that nobody had
 * mended, at half a deviation.
 */
export const MOST_HOURS = 14 * 24;

/**
 * One more steady hour. The normal is a mean of few hours, and so is what was off before the work: both are off by the
 * same in each hour of the trial. With h hours the mean distance has variance σ²(1/h + doubt), not σ²/h, so the log ratio
 * is that of the sum divided by 1 + h·doubt.
 *
 * @param left distance from the old normal, positive in the direction of the trouble
 */
export function weighHour<Odds extends RepairOdds>(odds: Odds, left: number, its: RepairHypotheses): Odds {
  const { off, back, deviation, learnedHours } = its;
  const nats = ((left - back) ** 2 - (left - off) ** 2) / (2 * deviation ** 2);
  const sum = odds.nats + Math.max(-HOUR_NATS, Math.min(HOUR_NATS, nats || 0));
  const hours = odds.hours + 1;
  // Variance of the exponential mean that `off` is (w/(2 − w) of one hour's), and of the mean that it is held against.
  const doubt = RECENT_WEIGHT / (2 - RECENT_WEIGHT) + 1 / learnedHours;
  return { ...odds, nats: sum, hours, outcome: outcomeOf(sum / (1 + hours * doubt), hours) };
}

function outcomeOf(nats: number, hours: number): RepairOdds['outcome'] {
  if (Math.abs(nats) < DECIDES_NATS) return hours < MOST_HOURS ? 'waiting' : 'undecided';
  return nats > 0 ? 'refuted' : 'confirmed';
}
