import type { BucketTier } from './buckets.ts';

/** How finely history is kept: as polled, or in buckets. */
export type HistoryTier = 'raw' | BucketTier;

/** Finest first. */
const BUCKET_TIERS: readonly BucketTier[] = ['minute', 'quarter', 'hour', 'day'];
export const HISTORY_TIERS: readonly HistoryTier[] = ['raw', ...BUCKET_TIERS];

/** Those whose buckets tell in fewer places what a tier tells, finest first. */
export function coarserThan(tier: HistoryTier): readonly BucketTier[] {
  return BUCKET_TIERS.slice(HISTORY_TIERS.indexOf(tier));
}

const DAY_MS = 86_400_000;

/** How long each tier is kept, ms: two days as polled, four months of minutes, two years of quarters; the rest for good. */
export const KEPT_MS: Readonly<Record<HistoryTier, number>> = {
  raw: 2 * DAY_MS,
  minute: 122 * DAY_MS,
  quarter: 731 * DAY_MS,
  hour: Number.POSITIVE_INFINITY,
  day: Number.POSITIVE_INFINITY,
};

/**
 * What not even a full disk takes, ms: what is drawn every day, and what a device may still fill in from its memory.
 * Days are the last that there is, so they are never let go.
 */
export const SPARED_MS: Readonly<Record<HistoryTier, number>> = {
  raw: 6 * 3_600_000,
  minute: 2 * DAY_MS,
  quarter: 14 * DAY_MS,
  hour: 92 * DAY_MS,
  day: Number.POSITIVE_INFINITY,
};

/** Why history was let go: it was older than its tier is kept, the owner's budget, or the browser's space running short. */
export type ThinningReason = 'age' | 'budget' | 'space';

/** A time at which history was let go. */
export interface Thinning {
  readonly atMs: number;
  readonly reason: ThinningReason;
  readonly freedBytes: number;
  /** Of each tier, the end of the newest that went, epoch ms; tiers of which nothing went are absent. */
  readonly untilMs: Readonly<Partial<Record<HistoryTier, number | undefined>>>;
}

/** How much one tier holds. */
export interface TierReport {
  readonly tier: HistoryTier;
  readonly bytes: number;
  readonly oldestAtMs?: number | undefined;
  /** When the oldest of it goes because of its age, epoch ms; absent where it stays. */
  readonly goesAtMs?: number | undefined;
}

/** Least and greatest room that an owner may allow, MB: about what the spared days of ten miners take; more than browsers give. */
export const BUDGET_MB = { least: 20, greatest: 100_000 } as const;

/** The tier above polls (of which some go every hour) that loses something next; absent where nothing grows too old. */
export function nextToGo(tiers: readonly TierReport[]): TierReport | undefined {
  return tiers
    .filter(({ tier, goesAtMs }) => tier !== 'raw' && goesAtMs !== undefined)
    .sort((a, b) => (a.goesAtMs ?? 0) - (b.goesAtMs ?? 0))[0];
}
