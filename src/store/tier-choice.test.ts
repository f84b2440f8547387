import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type BucketTier, TIER_MS } from '../domain/buckets.ts';
import { chartTier, sumTier } from './tier-choice.ts';

const DAY_MS = TIER_MS.day;
const TIERS: readonly BucketTier[] = ['minute', 'quarter', 'hour', 'day'];

describe('a chart', () => {
  it('of a year is drawn from days, of a quarter from hours, of a week from quarter hours, of a day from minutes', () => {
    expect([365, 90, 7, 1].map((days) => chartTier(days * DAY_MS, 480))).toEqual([
      'day',
      'hour',
      'quarter',
      'minute',
    ]);
  });

  it('of which every point is wanted is drawn from minutes', () => {
    expect(chartTier(365 * DAY_MS, Number.POSITIVE_INFINITY)).toBe('minute');
  });

  it('is filled, and by no more buckets than needed', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: DAY_MS, max: 3_000 * DAY_MS }),
        fc.integer({ min: 2, max: 2_000 }),
        (rangeMs, most) => {
          const tier = chartTier(rangeMs, most);
          const points = (each: BucketTier) => (2 * rangeMs) / TIER_MS[each];
          if (tier !== 'minute') expect(points(tier)).toBeGreaterThanOrEqual(most);
          for (const coarser of TIERS.slice(TIERS.indexOf(tier) + 1))
            expect(points(coarser)).toBeLessThan(most);
        },
      ),
    );
  });
});

describe('a sum', () => {
  it('of a day on 480 points is made of minutes, of a month of hours, of a year of days', () => {
    expect([1, 30, 365].map((days) => sumTier(days * DAY_MS, 480))).toEqual(['minute', 'hour', 'day']);
  });

  it('has at least half of the points that are wanted, unless there are not so many minutes', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: DAY_MS, max: 3_000 * DAY_MS }),
        fc.integer({ min: 1, max: 1_000 }),
        (rangeMs, most) => {
          const bucketMs = TIER_MS[sumTier(rangeMs, most)];
          const stepMs = bucketMs * Math.max(1, Math.ceil(rangeMs / bucketMs / most));
          expect(rangeMs / stepMs).toBeLessThanOrEqual(most);
          expect(rangeMs / stepMs).toBeGreaterThan(most / 2 - 1);
        },
      ),
    );
  });
});
