import type { Cause } from '../../../src/domain/health/cause.ts';
import type { Trouble } from '../../../src/domain/health/watch-finding.ts';
import type { Home, Ill } from './home.ts';
import type { LivedHome, Raised } from './lived-home.ts';

/** What became of one scripted fault. */
export interface Outcome {
  readonly kind: string;
  readonly wears: boolean;
  /** Days from its beginning until it was named; absent where it never was. */
  readonly foundAfterDays?: number | undefined;
  /** What was held for its likeliest cause then. */
  readonly blamed?: Cause | undefined;
  /** Any of these it truly was. */
  readonly causes: readonly Cause[];
  /** Days from its beginning until the machine tripped; absent where it did not. */
  readonly trippedAfterDays?: number | undefined;
  /** The first of its fixed rules that called while it lasted, days from its beginning. */
  readonly rulesAfterDays?: number | undefined;
}

/** What a home's life says of the watch. */
export interface Tally {
  readonly outcomes: readonly Outcome[];
  /** Alarms on machines on which nothing was wrong, and what of. */
  readonly falseAlarms: readonly (Trouble | 'fixed-rule')[];
  readonly falseByRules: number;
  /** Machine-days without a fault, and home-months. */
  readonly homeMonths: number;
}

const DAY_MS = 86_400_000;
const MONTH_DAYS = 365.2425 / 12;

export function tallyOf(home: Home, lived: LivedHome, days: number): Tally {
  const outcomes = home.ills.map((ill) => outcomeOf(ill, home, lived));
  const falseAlarms = lived.raised.filter((one) => isFalse(one, home.ills)).map(({ trouble }) => trouble);
  const falseByRules = lived.byFixedRules.filter((one) => isFalse(one, home.ills)).length;
  return { outcomes, falseAlarms, falseByRules, homeMonths: days / MONTH_DAYS };
}

function outcomeOf(
  { plan, fault, twin }: Ill,
  home: Home,
  { raised, byFixedRules, trippedAtMs }: LivedHome,
): Outcome {
  const concerned = (one: Raised) =>
    one.atMs >= fault.fromMs && (twin === undefined || one.twin === undefined || one.twin === twin);
  const first = (alarms: readonly Raised[], names: (one: Raised) => boolean) =>
    alarms.find((one) => concerned(one) && names(one));
  const daysUntil = (alarm: Raised | undefined) => alarm && (alarm.atMs - fault.fromMs) / DAY_MS;
  const found = first(raised, ({ trouble }) => plan.found.some((name) => name === trouble));
  const trips = twin === undefined ? [] : [trippedAtMs[twin]];
  const [trippedMs] = trips.filter((atMs) => atMs !== undefined && atMs > fault.fromMs);
  return {
    kind: plan.name,
    wears: plan.wears === true && home.twins.length > 0 && twin !== undefined,
    foundAfterDays: daysUntil(found),
    blamed: found?.cause,
    causes: plan.causes,
    rulesAfterDays: daysUntil(first(byFixedRules, () => true)),
    trippedAfterDays: trippedMs === undefined ? undefined : (trippedMs - fault.fromMs) / DAY_MS,
  };
}

/** Is there nothing in that machine, or in its place, that the alarm could truly mean? */
function isFalse({ atMs, trouble, twin }: Raised, ills: readonly Ill[]): boolean {
  return !ills.some(({ plan, fault, twin: sick }) => {
    if (atMs < fault.fromMs) return false;
    if (sick !== undefined && twin !== sick) return false;
    return trouble === 'fixed-rule' || [...plan.found, ...plan.follows].some((name) => name === trouble);
  });
}
