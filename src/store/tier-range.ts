import { type Buckets, type BucketTier, TIER_MS } from '../domain/buckets.ts';
import { readBuckets, readTail } from './quarantine.ts';
import { spanStart } from './segment.ts';
import {
  readMinutes,
  readTransaction,
  type StoredRange,
  segmentRange,
  startsWithin,
  type TelemetryReading,
  tailRows,
} from './stored-range.ts';
import type { TailRecord, TelemetryDatabase } from './telemetry-schema.ts';
import { bucketsWithin, coarsen, joinedBuckets, withStoredDigits } from './tiers/buckets.ts';
import { derivedOver, overlaid } from './tiers/overlay.ts';
import type { Statistics } from './tiers/stored-buckets.ts';

/** Each is derived from the one before it; the first from minutes. */
export const DERIVED_TIERS = ['quarter', 'hour', 'day'] as const satisfies readonly BucketTier[];
type DerivedTier = (typeof DERIVED_TIERS)[number];

/** Days derived at once where a cascade has yet to come: bounds the memory for their minutes. */
const DAYS_AT_ONCE = 16;

/** A stretch of whole days, [fromMs, toMs). */
export interface Days {
  readonly fromMs: number;
  readonly toMs: number;
}

/**
 * Buckets of one miner that begin within a range, as they will be when the tail is folded and the cascade has run: what
 * a question is answered never depends on when that is.
 */
export async function readTier(
  transaction: TelemetryReading,
  tail: Promise<readonly TailRecord[]>,
  tier: BucketTier,
  asked: StoredRange,
  statistics: Statistics = 'all',
): Promise<Buckets> {
  if (tier === 'minute') return readMinutes(transaction, tail, asked, statistics);
  const [stored, days] = await Promise.all([
    storedBuckets(transaction, tier, asked, statistics),
    dirtyDays(transaction, tail, asked),
  ]);
  const fresh: Buckets[] = [];
  for (const part of days) {
    const whole = { ...asked, ...part };
    const minutes = await readMinutes(transaction, tail, whole);
    const tiers = await derivedDays(minutes, tier, (finer) => storedBuckets(transaction, finer, whole));
    fresh.push(tiers[tier]);
  }
  const buckets = fresh.length === 0 ? stored : overlaid(stored, joinedBuckets(fresh), () => true);
  return bucketsWithin(buckets, asked.fromMs, asked.toMs);
}

/** The same of several miners, in their order: they share one transaction and one look at the tail. */
export function readTierOfEach(
  database: TelemetryDatabase,
  tier: BucketTier,
  minerIds: readonly string[],
  asked: Omit<StoredRange, 'minerId'>,
  statistics: Statistics = 'all',
): Promise<Buckets[]> {
  const transaction = readTransaction(database);
  const tail = readTail(transaction);
  return Promise.all(
    minerIds.map((minerId) => readTier(transaction, tail, tier, { ...asked, minerId }, statistics)),
  );
}

/**
 * The longer buckets of some whole days, up to a tier: each derived from the finer ones, over what is stored of them.
 * @param stored what is stored of those days
 */
export async function derivedDays(
  minutes: Buckets,
  upTo: DerivedTier,
  stored: (tier: DerivedTier) => Promise<Buckets>,
): Promise<Record<DerivedTier, Buckets>> {
  const derived: Partial<Record<DerivedTier, Buckets>> = {};
  let finer = minutes;
  for (const tier of DERIVED_TIERS) {
    finer = derivedOver(await stored(tier), withStoredDigits(coarsen(finer, TIER_MS[tier])));
    derived[tier] = finer;
    if (tier === upTo) break;
  }
  return { quarter: finer, hour: finer, day: finer, ...derived };
}

async function storedBuckets(
  transaction: TelemetryReading,
  tier: BucketTier,
  asked: StoredRange,
  statistics?: Statistics,
): Promise<Buckets> {
  const range = segmentRange(tier, asked);
  const segments = await readBuckets(transaction, tier, range, asked.names, statistics);
  return bucketsWithin(joinedBuckets(segments.map(({ buckets }) => buckets)), asked.fromMs, asked.toMs);
}

/** The days of a range that no cascade has derived since rows of them came, in stretches, oldest first. */
async function dirtyDays(
  transaction: TelemetryReading,
  tail: Promise<readonly TailRecord[]>,
  asked: StoredRange,
): Promise<readonly Days[]> {
  const { minerId } = asked;
  const fromMs = spanStart(asked.fromMs, TIER_MS.day);
  const range = startsWithin(minerId, fromMs, asked.toMs);
  const [marks, records] = await Promise.all([transaction.objectStore('dirty').getAllKeys(range), tail]);
  const days = new Set(marks.map(([, dayMs]) => dayMs));
  for (const { atMs } of tailRows(records, { minerId, fromMs, toMs: asked.toMs }))
    days.add(spanStart(atMs, TIER_MS.day));
  return stretches([...days].sort((a, b) => a - b));
}

/** Days, oldest first, as stretches of days that follow each other, of no more than are derived at once. */
export function stretches(days: readonly number[]): readonly Days[] {
  const found: { fromMs: number; toMs: number }[] = [];
  for (const dayMs of days) {
    const last = found.at(-1);
    const follows = last?.toMs === dayMs && dayMs - last.fromMs < DAYS_AT_ONCE * TIER_MS.day;
    if (last && follows) last.toMs = dayMs + TIER_MS.day;
    else found.push({ fromMs: dayMs, toMs: dayMs + TIER_MS.day });
  }
  return found;
}
