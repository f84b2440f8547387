import { TIER_MS } from '../domain/buckets.ts';
import {
  coarserThan,
  HISTORY_TIERS,
  type HistoryTier,
  KEPT_MS,
  SPARED_MS,
  type ThinningReason,
} from '../domain/retention.ts';
import type { BrowserSpace } from './browser-space.ts';
import { type SegmentKey, spanStart } from './segment.ts';
import { SPAN_MS } from './telemetry-schema.ts';

/** A stored segment, without its rows. */
export interface HeldSegment extends SegmentKey {
  readonly tier: HistoryTier;
  readonly bytes: number;
}

export interface ThinningInput {
  readonly nowMs: number;
  readonly segments: readonly HeldSegment[];
  /** Days (by their first millisecond) of which the tiers above minutes are still to be derived. */
  readonly undone: readonly SegmentKey[];
  /** What all segments together may take; absent: no limit. */
  readonly budgetBytes?: number | undefined;
  /** What should become free for the browser's sake; see `shortage`. */
  readonly shortBytes?: number | undefined;
}

export interface PlannedDrop {
  readonly segment: HeldSegment;
  readonly reason: ThinningReason;
}

export interface ThinningPlan {
  /** In the order in which they should go. */
  readonly drops: readonly PlannedDrop[];
  /** What is wanted beyond all that may go. */
  readonly missingBytes: number;
}

/** From this share of its quota on, a browser's space runs short; what is let go then brings it down to the second. */
const CROWDED = 0.8;
const EASED = 0.7;
/** Where a write was refused, whatever the browser says of its quota: at least so much must go, and this part of all. */
const REFUSED_BYTES = 16_000_000;
const REFUSED_PART = 0.1;

/** The browser's room, and whether it refused to store something. */
export interface Space extends BrowserSpace {
  readonly refused: boolean;
}

/** Is the browser's room nearly used up? */
export function isCrowded({ usageBytes = 0, quotaBytes = 0 }: BrowserSpace): boolean {
  return quotaBytes > 0 && usageBytes >= CROWDED * quotaBytes;
}

/** How much should be let go before the browser's room bites, bytes; 0 as long as there is enough. */
export function shortage(space: Space, heldBytes: number): number {
  const { usageBytes = 0, quotaBytes = 0, refused } = space;
  const crowded = isCrowded(space) ? usageBytes - EASED * quotaBytes : 0;
  return Math.max(crowded, refused ? Math.max(REFUSED_BYTES, REFUSED_PART * heldBytes) : 0);
}

/**
 * Which segments to let go: those past their age; then, while the budget or the browser's space wants it, the oldest of
 * the finest tier, then of the next. Never one of which a coarser tier is still to be derived, or that no coarser one
 * holds, or that is spared.
 */
export function planThinning(input: ThinningInput): ThinningPlan {
  const { nowMs, segments, budgetBytes = Number.POSITIVE_INFINITY, shortBytes = 0 } = input;
  const mayGo = droppable(input);
  const total = segments.reduce((sum, { bytes }) => sum + bytes, 0);
  const drops: PlannedDrop[] = [];
  let freed = 0;
  for (const segment of mayGo) {
    if (endOf(segment) > nowMs - KEPT_MS[segment.tier]) continue;
    drops.push({ segment, reason: 'age' });
    freed += segment.bytes;
  }
  const aged = new Set(drops.map(({ segment }) => segment));
  for (const segment of mayGo) {
    const overBudget = total - freed > budgetBytes;
    if (!overBudget && freed >= shortBytes) break;
    if (aged.has(segment)) continue;
    drops.push({ segment, reason: overBudget ? 'budget' : 'space' });
    freed += segment.bytes;
  }
  return { drops, missingBytes: Math.max(0, total - freed - budgetBytes, shortBytes - freed) };
}

/** All that may go, finest tier first, oldest first. */
function droppable({ nowMs, segments, undone }: ThinningInput): HeldSegment[] {
  const marked = new Set(undone.map(nameOf));
  const held = new Set(segments.map((segment) => `${segment.tier} ${nameOf(segment)}`));
  const isHeldCoarser = ({ tier, minerId, startMs }: HeldSegment) =>
    coarserThan(tier).some((coarser) =>
      held.has(`${coarser} ${nameOf({ minerId, startMs: spanStart(startMs, SPAN_MS[coarser]) })}`),
    );
  return segments
    .filter(
      (segment) =>
        endOf(segment) <= nowMs - SPARED_MS[segment.tier] &&
        isHeldCoarser(segment) &&
        !daysOf(segment).some((day) => marked.has(nameOf(day))),
    )
    .sort(
      (a, b) =>
        HISTORY_TIERS.indexOf(a.tier) - HISTORY_TIERS.indexOf(b.tier) ||
        a.startMs - b.startMs ||
        (a.minerId < b.minerId ? -1 : 1),
    );
}

/** The days of which a segment is needed for what is derived; none of raw rows, whose minutes were stored with them. */
export function daysOf({ tier, minerId, startMs }: HeldSegment): SegmentKey[] {
  const days: SegmentKey[] = [];
  const first = spanStart(startMs, TIER_MS.day);
  for (let dayMs = first; tier !== 'raw' && dayMs < startMs + SPAN_MS[tier]; dayMs += TIER_MS.day)
    days.push({ minerId, startMs: dayMs });
  return days;
}

/** End of its stretch, epoch ms. */
export function endOf({ tier, startMs }: HeldSegment): number {
  return startMs + SPAN_MS[tier];
}

function nameOf({ minerId, startMs }: SegmentKey): string {
  return `${startMs} ${minerId}`;
}
