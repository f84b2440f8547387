import { type BucketTier, TIER_MS } from '../domain/buckets.ts';

const COARSEST_FIRST = ['day', 'hour', 'quarter', 'minute'] as const satisfies readonly BucketTier[];

/** The longest buckets, of two points each, that still give as many points over a range as can be shown. */
export function chartTier(rangeMs: number, maxPoints: number): BucketTier {
  return COARSEST_FIRST.find((tier) => (2 * rangeMs) / TIER_MS[tier] >= maxPoints) ?? 'minute';
}

/**
 * The longest buckets that the steps of a sum over a range can be made of, at most `maxPoints` of them. Where a step
 * lacks little of the next longer bucket, it is one: that is cheaper to read, and half of the points are left at least.
 */
export function sumTier(rangeMs: number, maxPoints: number): BucketTier {
  const stepMs = rangeMs / Math.max(1, maxPoints);
  return COARSEST_FIRST.find((tier) => TIER_MS[tier] < 2 * stepMs) ?? 'minute';
}
