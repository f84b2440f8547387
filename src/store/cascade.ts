import { type Buckets, type BucketTier, TIER_MS } from '../domain/buckets.ts';
import { type BucketSegment, readBuckets } from './quarantine.ts';
import { type SegmentKey, spanStart } from './segment.ts';
import { segmentRange, startsWithin } from './stored-range.ts';
import { SPAN_MS, type TelemetryDatabase } from './telemetry-schema.ts';
import { type Days, DERIVED_TIERS, derivedDays, stretches } from './tier-range.ts';
import { bucketsWithin, joinedBuckets, NO_BUCKETS } from './tiers/buckets.ts';
import { overlaid } from './tiers/overlay.ts';
import { encodeBuckets } from './tiers/stored-buckets.ts';
import { atomically, type TelemetryTransaction } from './transaction.ts';

export interface CascadeOptions {
  /** Ends it after the days it is at. */
  readonly signal?: AbortSignal | undefined;
  /** Part that is done, 0..1. */
  readonly onProgress?: ((done: number) => void) | undefined;
}

/** Some days of one miner that are marked, within one segment of hours. */
interface MarkedDays extends SegmentKey {
  readonly days: readonly number[];
}

/** The days that are over and of which the longer buckets are still to be derived, oldest first. */
export async function markedDays(database: TelemetryDatabase, nowMs: number): Promise<MarkedDays[]> {
  const groups = new Map<string, SegmentKey & { readonly days: number[] }>();
  for (const [minerId, dayMs] of await database.getAllKeys('dirty')) {
    if (dayMs + TIER_MS.day > nowMs) continue;
    const startMs = spanStart(dayMs, SPAN_MS.hour);
    const name = `${startMs} ${minerId}`;
    const group = groups.get(name) ?? { minerId, startMs, days: [] };
    group.days.push(dayMs);
    groups.set(name, group);
  }
  return [...groups.values()].sort((a, b) => a.startMs - b.startMs);
}

/**
 * Derives the longer buckets of some days and takes their marks away, in one transaction: killed at any instant, it has
 * done all of it or nothing. Minutes of an older version's form are written in this one's.
 */
export function cascadeStep(database: TelemetryDatabase, { minerId, days }: MarkedDays): Promise<void> {
  return atomically(database, async (transaction) => {
    const marks = transaction.objectStore('dirty');
    for (const stretch of stretches(days)) {
      const range = startsWithin(minerId, stretch.fromMs, stretch.toMs);
      // Another tab may have done it meanwhile.
      if ((await marks.count(range)) === 0) continue;
      await deriveDays(transaction, minerId, stretch);
      await marks.delete(range);
    }
  });
}

async function deriveDays(transaction: TelemetryTransaction, minerId: string, days: Days): Promise<void> {
  const { fromMs, toMs } = days;
  const minutes = await readBuckets(transaction, 'minute', segmentRange('minute', { minerId, ...days }));
  for (const segment of minutes)
    if (segment.isOld)
      await transaction.objectStore('minute').put(encodeBuckets(segment.buckets, segment, 'minute'));
  const before = new Map<BucketTier, Buckets>();
  const derived = await derivedDays(joined(minutes), 'day', async (tier) => {
    const segments = joined(await readBuckets(transaction, tier, segmentRange(tier, { minerId, ...days })));
    before.set(tier, segments);
    return bucketsWithin(segments, fromMs, toMs);
  });
  for (const tier of DERIVED_TIERS) {
    const after = overlaid(before.get(tier) ?? NO_BUCKETS, derived[tier], () => true);
    for (let startMs = spanStart(fromMs, SPAN_MS[tier]); startMs < toMs; startMs += SPAN_MS[tier]) {
      const part = bucketsWithin(after, startMs, startMs + SPAN_MS[tier]);
      if (part.atMs.length === 0) continue;
      await transaction.objectStore(tier).put(encodeBuckets(part, { minerId, startMs }, tier));
    }
  }
}

function joined(segments: readonly BucketSegment[]): Buckets {
  return joinedBuckets(segments.map(({ buckets }) => buckets));
}
