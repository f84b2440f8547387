import { normalQuantile } from '../numerics/normal.ts';
import { type PayLaw, payCdf } from './pay-law.ts';

/** Where doubt comes from, each as a relative standard deviation of what was owed. */
export interface AuditDoubt {
  /** Blocks found by chance, and their fees; next to 0 where luck is taken out, 0 where the pool bears it. */
  readonly blocks: number;
  /** Shares counted by chance. */
  readonly counting: number;
  readonly fees: number;
  readonly edges: number;
}

export interface AuditOptions {
  /**
   * How often an honest pool may be accused, per look; default 0.0005. Who looks every day at the last thirty days takes
   * 365 looks a year, of which some fifty are news: with 0.01 every second honest pool that pays by blocks would be
   * accused in a year, with this one in twenty at most (by simulation, in the test of years).
   */
  readonly falseAlarm?: number | undefined;
  /** A shortfall that matters; default 0.05. */
  readonly tolerance?: number | undefined;
  /** Chance that a shortfall of that size is seen before "paid as owed" is said; default 0.9. */
  readonly power?: number | undefined;
}

export type AuditVerdict =
  /** What was credited is no surprise, and a shortfall of the tolerance would have shown. */
  | {
      readonly kind: 'paid-as-owed';
      /** The least shortfall that would have shown, 0..1. */
      readonly visibleFraction: number;
    }
  | {
      readonly kind: 'less-than-owed';
      readonly missingCoins: number;
      readonly missingFraction: number;
      /** Chance that an honest pool pays so little, 0..1. */
      readonly chanceIfHonest: number;
    }
  /** More than can be luck: something is paid that is not reckoned here (merged coins, a bonus, another fee). */
  | { readonly kind: 'more-than-owed'; readonly extraCoins: number; readonly chanceIfHonest: number }
  | {
      readonly kind: 'cannot-tell-yet';
      readonly why: 'no-work' | 'pool-blocks-unknown' | 'no-block-found' | 'too-much-chance';
      /** So much longer, ms; absent where no time would do at this tolerance. */
      readonly waitMs?: number | undefined;
      /** The least shortfall that would show by now, 0..1; above 1: none would. */
      readonly visibleFraction?: number | undefined;
    };

/** What a verdict is reached from. */
export interface AuditCase {
  readonly law: PayLaw;
  /** Is the law known? */
  readonly known: boolean;
  readonly worked: boolean;
  readonly creditedCoins: number;
  readonly durationMs: number;
  readonly doubt: AuditDoubt;
  readonly leastDoubt: number;
  readonly options?: AuditOptions | undefined;
}

/**
 * Two one-sided tests at the false alarm asked for. A shortfall Δ shows with the power asked for once the relative
 * deviation is at most Δ / (z₁₋α + z_power); doubt by chance shrinks with the root of time, doubt by rule does not.
 */
export function auditVerdict(audit: AuditCase): AuditVerdict {
  if (!audit.worked) return { kind: 'cannot-tell-yet', why: 'no-work' };
  if (!audit.known) return { kind: 'cannot-tell-yet', why: 'pool-blocks-unknown' };
  const { falseAlarm = 0.0005, tolerance = 0.05, power = 0.9 } = audit.options ?? {};
  const { law, creditedCoins, doubt, durationMs } = audit;
  const owedCoins = law.forShares + law.forBlocks;
  if (owedCoins === 0 && creditedCoins === 0) return { kind: 'cannot-tell-yet', why: 'no-block-found' };
  const chance = payCdf(law, creditedCoins);
  if (chance < falseAlarm && creditedCoins < owedCoins) {
    const missingCoins = owedCoins - creditedCoins;
    const missingFraction = missingCoins / owedCoins;
    return { kind: 'less-than-owed', missingCoins, missingFraction, chanceIfHonest: chance };
  }
  if (1 - chance < falseAlarm && creditedCoins > owedCoins)
    return { kind: 'more-than-owed', extraCoins: creditedCoins - owedCoins, chanceIfHonest: 1 - chance };

  const needed = normalQuantile(1 - falseAlarm) + normalQuantile(power);
  const byChance = doubt.blocks ** 2 + doubt.counting ** 2 + doubt.edges ** 2;
  const byRule = doubt.fees ** 2 + audit.leastDoubt ** 2;
  const visibleFraction = needed * Math.sqrt(byChance + byRule);
  if (visibleFraction <= tolerance) return { kind: 'paid-as-owed', visibleFraction };
  const room = (tolerance / needed) ** 2 - byRule;
  return {
    kind: 'cannot-tell-yet',
    why: 'too-much-chance',
    visibleFraction,
    ...(room > 0 ? { waitMs: durationMs * (byChance / room - 1) } : {}),
  };
}
