import {
  coarserThan,
  HISTORY_TIERS,
  type HistoryTier,
  type Thinning,
  type ThinningReason,
} from '../domain/retention.ts';
import { heldSegments } from './held-segments.ts';
import { keyRange, readBuckets } from './quarantine.ts';
import { countRows } from './row-count.ts';
import { spanStart } from './segment.ts';
import { SPAN_MS, type TelemetryDatabase } from './telemetry-schema.ts';
import {
  daysOf,
  endOf,
  type HeldSegment,
  type PlannedDrop,
  planThinning,
  type Space,
  shortage,
} from './thinning-plan.ts';
import { atomically, type TelemetryTransaction } from './transaction.ts';

/** Segments that go in one transaction: bounds its length, and what waits for it. */
const DROPPED_AT_ONCE = 200;

export interface ThinningOptions {
  readonly nowMs: number;
  /** What the owner lets history take; absent: whatever the browser gives. */
  readonly budgetBytes?: number | undefined;
  /** Room of the browser; absent: it is not looked at this time. */
  readonly space?: Space | undefined;
}

/**
 * Lets history go as planned, a few segments in each transaction: killed between two, the rest goes another time.
 * @returns what went, one entry a reason
 * @throws StoreError
 */
export async function thin(database: TelemetryDatabase, options: ThinningOptions): Promise<Thinning[]> {
  const { nowMs, budgetBytes, space } = options;
  const tiers = await Promise.all(HISTORY_TIERS.map((tier) => heldSegments(database, tier)));
  const segments = tiers.flat();
  const held = segments.reduce((sum, { bytes }) => sum + bytes, 0);
  const undone = await database.getAllKeys('dirty');
  const { drops } = planThinning({
    nowMs,
    segments,
    undone: undone.map(([minerId, startMs]) => ({ minerId, startMs })),
    budgetBytes,
    shortBytes: space && shortage(space, held),
  });
  const gone: PlannedDrop[] = [];
  for (let first = 0; first < drops.length; first += DROPPED_AT_ONCE)
    gone.push(...(await drop(database, drops.slice(first, first + DROPPED_AT_ONCE))));
  return summaries(gone, nowMs);
}

/** Deletes what may still go. That needs no room, so that a full disk can be emptied; the new counts of rows may. */
async function drop(database: TelemetryDatabase, planned: readonly PlannedDrop[]): Promise<PlannedDrop[]> {
  const gone = new Map<PlannedDrop, number>();
  await atomically(database, async (transaction) => {
    gone.clear();
    for (const each of planned) {
      // Rows of the past may have come since the plan was made.
      if (!(await mayStillGo(transaction, each.segment))) continue;
      gone.set(each, await deleteSegment(transaction, each.segment));
    }
  });
  await atomically(database, async (transaction) => {
    for (const [{ segment }, minutes] of gone) await countRows(transaction, segment.minerId, -minutes);
  });
  return [...gone.keys()];
}

/** Is nothing still to be derived from a segment, and can what a coarser tier holds in its place be read? */
async function mayStillGo(transaction: TelemetryTransaction, segment: HeldSegment): Promise<boolean> {
  const marks = transaction.objectStore('dirty');
  for (const { minerId, startMs } of daysOf(segment))
    if ((await marks.count([minerId, startMs])) > 0) return false;
  for (const tier of coarserThan(segment.tier)) {
    const startMs = spanStart(segment.startMs, SPAN_MS[tier]);
    const held = await readBuckets(transaction, tier, keyRange({ ...segment, startMs }));
    if (held.length > 0) return true;
  }
  return false;
}

/** @returns how many minutes went with it */
async function deleteSegment(transaction: TelemetryTransaction, segment: HeldSegment): Promise<number> {
  const { tier, minerId, startMs } = segment;
  const minutes = tier === 'minute' ? await readBuckets(transaction, tier, keyRange(segment), []) : [];
  await transaction.objectStore(tier).delete([minerId, startMs]);
  return minutes.reduce((sum, { buckets }) => sum + buckets.atMs.length, 0);
}

function summaries(gone: readonly PlannedDrop[], atMs: number): Thinning[] {
  const byReason = new Map<ThinningReason, HeldSegment[]>();
  for (const { reason, segment } of gone) byReason.set(reason, [...(byReason.get(reason) ?? []), segment]);
  return [...byReason].map(([reason, segments]) => ({
    atMs,
    reason,
    freedBytes: segments.reduce((sum, { bytes }) => sum + bytes, 0),
    untilMs: untilOf(segments),
  }));
}

function untilOf(segments: readonly HeldSegment[]): Thinning['untilMs'] {
  const untilMs: Partial<Record<HistoryTier, number>> = {};
  for (const segment of segments)
    untilMs[segment.tier] = Math.max(untilMs[segment.tier] ?? 0, endOf(segment));
  return untilMs;
}
