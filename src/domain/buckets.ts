import type { SeriesName } from './series.ts';

/** How long a bucket is: of UTC, so that days begin at midnight there. */
export type BucketTier = 'minute' | 'quarter' | 'hour' | 'day';

/** Length of the buckets of each tier, ms, finest first; each is a whole number of those before it. */
export const TIER_MS: Readonly<Record<BucketTier, number>> = {
  minute: 60_000,
  quarter: 15 * 60_000,
  hour: 3_600_000,
  day: 86_400_000,
};

/** A code is held until the next row that tells one, but over no step longer than this, ms: nobody saw what was then. */
export const LONGEST_HELD_MS = 180_000;

/**
 * Buckets of one miner, oldest first; those without a row are left out. Every array has one place a bucket. All
 * statistics can be merged over any number of buckets that follow each other, so that those of a day are exactly those
 * of its rows.
 */
export interface Buckets {
  /** First millisecond of the bucket. */
  readonly atMs: Float64Array;
  /** Moments of which anything is stored. */
  readonly rows: Float64Array;
  readonly firstAtMs: Float64Array;
  readonly lastAtMs: Float64Array;
  /** A series that has no value in any of the buckets is absent. */
  readonly series: Readonly<Partial<Record<SeriesName, SeriesBuckets>>>;
}

export type SeriesBuckets = GaugeBuckets | CounterBuckets | StateBuckets;

/** Of a quantity that is measured. Without a value, `count` and `sum` and `m2` are 0 and the others NaN. */
export interface GaugeBuckets {
  readonly kind: 'gauge';
  readonly count: Float64Array;
  readonly sum: Float64Array;
  readonly min: Float64Array;
  readonly max: Float64Array;
  readonly last: Float64Array;
  /** Sum of squared deviations from the mean of the bucket. */
  readonly m2: Float64Array;
  /** Of a gauge whose values are codes, too. */
  readonly held?: HeldBuckets;
}

/** Of what only rises until it begins again at 0. */
export interface CounterBuckets {
  readonly kind: 'counter';
  readonly count: Float64Array;
  readonly first: Float64Array;
  readonly last: Float64Array;
  /** From the first to the last value; a step down is a beginning at 0. The step from the bucket before is not in it. */
  readonly increment: Float64Array;
  /** Steps down. */
  readonly resets: Float64Array;
}

/** Of small whole numbers that name what something is in. */
export interface StateBuckets {
  readonly kind: 'state';
  readonly count: Float64Array;
  readonly last: Float64Array;
  readonly held: HeldBuckets;
}

/** How long each code was held between the first and the last row that told one. */
export interface HeldBuckets {
  /** First and last moment of which a value is known; NaN without. */
  readonly firstAtMs: Float64Array;
  readonly lastAtMs: Float64Array;
  /** Of each code, from 0 on, the ms for which it was held; see LONGEST_HELD_MS. */
  readonly ms: readonly Float64Array[];
}
