import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyRows } from '../../../tests/support/any-rows.ts';
import { rowAt } from '../../../tests/support/telemetry-rows.ts';
import { type BucketTier, TIER_MS } from '../../domain/buckets.ts';
import { SERIES, type TelemetryRow } from '../../domain/series.ts';
import { BlockDamage } from '../codec/block-damage.ts';
import { segmentOf } from '../segment.ts';
import { bucketColumns } from '../stored-range.ts';
import { bucketsOf, withStoredDigits } from './buckets.ts';
import { bucketPoints } from './chart-points.ts';
import { decodeBuckets, encodeBuckets } from './stored-buckets.ts';
import { decodeRows, encodeRows } from './stored-rows.ts';

const key = { minerId: 'gamma', startMs: 0 };
const NAMES = SERIES.map(({ name }) => name);
const tiers = fc.constantFrom<BucketTier>('minute', 'quarter', 'hour', 'day');

/** Any rows, and some that tell states, restarts and whether they mine. */
const rows = fc
  .tuple(
    anyRows('gamma'),
    fc.array(fc.record({ at: fc.nat(7_200_000), uptimeS: fc.nat(500), state: fc.nat(3), mining: fc.nat(1) })),
  )
  .map(([some, told]) => [...some, ...told.map(({ at, ...known }) => rowAt('gamma', at, known))]);

function bucketed(some: readonly TelemetryRow[], tier: BucketTier) {
  return withStoredDigits(bucketsOf(segmentOf(some, key), TIER_MS[tier]));
}

describe('buckets that are stored', () => {
  it('are read as they were, every statistic to the last digit', () => {
    fc.assert(
      fc.property(rows, tiers, (some, tier) => {
        const buckets = bucketed(some, tier);
        expect(decodeBuckets(encodeBuckets(buckets, key, tier), tier)).toEqual(buckets);
      }),
    );
  });

  it('give some series without the others', () => {
    const some = [0, 1, 2].map((poll) =>
      rowAt('gamma', poll, { powerW: 10 + poll, uptimeS: poll, state: 1 }),
    );
    const buckets = bucketed(some, 'hour');
    const { series, ...times } = decodeBuckets(encodeBuckets(buckets, key, 'hour'), 'hour', [
      'powerW',
      'mining',
    ]);
    expect(series).toEqual({ powerW: buckets.series.powerW });
    expect(times).toEqual({ ...buckets, series: undefined, ...times });
  });

  it('give the same means and drawings where only those statistics are read', () => {
    fc.assert(
      fc.property(rows, tiers, (some, tier) => {
        const buckets = bucketed(some, tier);
        const stored = encodeBuckets(buckets, key, tier);
        const means = bucketColumns(decodeBuckets(stored, tier, NAMES, 'mean'), NAMES);
        expect(means).toEqual(bucketColumns(buckets, NAMES));
        const drawn = bucketPoints(decodeBuckets(stored, tier, NAMES, 'drawn'), NAMES, TIER_MS[tier]);
        expect(drawn).toEqual(bucketPoints(buckets, NAMES, TIER_MS[tier]));
      }),
    );
  });

  it('leave void what is not read', () => {
    const buckets = bucketed([rowAt('gamma', 0, { powerW: 1 }), rowAt('gamma', 9, { powerW: 2 })], 'hour');
    const stored = encodeBuckets(buckets, key, 'hour');
    const { firstAtMs, series } = decodeBuckets(stored, 'hour', ['powerW'], 'mean');
    const none = new Float64Array();
    expect({ firstAtMs, series }).toEqual({
      firstAtMs: none,
      series: { powerW: { ...buckets.series.powerW, min: none, max: none, m2: none } },
    });
  });

  it('of minutes of one row each take no more than the rows do, but for a few bytes', () => {
    const polled = Array.from({ length: 360 }, (_, minute) =>
      rowAt('gamma', minute * 60_000, { powerW: minute % 7, sharesAccepted: 3 * minute, fanRpm: 4_000 }),
    );
    const segment = segmentOf(polled, key);
    const minutes = encodeBuckets(bucketsOf(segment, TIER_MS.minute), key, 'minute');
    const plain = encodeRows(segment);
    const first = 8 * 360;
    expect(minutes.bytes.length).toBeLessThan(plain.bytes.length + 2 * first + 100);
  });

  it('that are damaged are refused', () => {
    const { bytes, ...rest } = encodeBuckets(bucketed([rowAt('gamma', 0, { powerW: 1 })], 'day'), key, 'day');
    expect(() => decodeBuckets({ ...rest, bytes: bytes.slice(0, -1) }, 'day')).toThrow(BlockDamage);
    const flipped = bytes.with(bytes.length - 1, (bytes.at(-1) ?? 0) ^ 1);
    expect(() => decodeBuckets({ ...rest, bytes: flipped }, 'day')).toThrow(BlockDamage);
  });
});

describe('minutes that a version before the fourth wrote', () => {
  it('are buckets of one value each', () => {
    const segment = segmentOf(
      [rowAt('gamma', 0, { powerW: 15.5 }), rowAt('gamma', 60_000, { uptimeS: 7 })],
      key,
    );
    expect(decodeBuckets(segment, 'minute')).toEqual(bucketsOf(segment, TIER_MS.minute));
  });
});

describe('rows that are stored', () => {
  it('are read as they were', () => {
    fc.assert(
      fc.property(rows, (some) => {
        const segment = segmentOf(some, key);
        const { atMs, columns } = decodeRows(encodeRows(segment));
        expect(atMs).toEqual(segment.atMs);
        expect(Object.keys(columns)).toEqual(Object.keys(segment.columns));
        for (const [name, column] of Object.entries(columns))
          expect([...column]).toEqual([
            ...(Object.entries(segment.columns).find(([of]) => of === name)?.[1] ?? []),
          ]);
      }),
    );
  });
});
