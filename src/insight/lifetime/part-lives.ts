import type { Component, MaintenanceEvent, MaintenanceKind } from '../../domain/health/maintenance.ts';
import type { Trouble } from '../../domain/health/watch-finding.ts';

/** What is to be known of a machine's watch, to count the lives of its parts. */
export interface WatchedSpan {
  readonly minerId: string;
  /** Since when it is watched: nothing that failed before could have been seen. */
  readonly watchedFromMs: number;
  /** Until when; now, where it still is. */
  readonly watchedToMs?: number | undefined;
  /** When it was new, as its owner says; absent where nobody knows. */
  readonly newAtMs?: number | undefined;
}

/** A finding that stood or stands, as far as lives are concerned. */
export interface PastFinding {
  readonly minerIds: readonly string[];
  readonly trouble: Trouble;
  readonly sinceMs: number;
  /** Absent while it stands. */
  readonly endedAtMs?: number | undefined;
}

/** What was seen of the life of one part: late entry and censoring included. */
export interface PartLife {
  readonly minerId: string;
  readonly fromMs: number;
  readonly toMs: number;
  /** When the part was new; absent where nobody knows. */
  readonly bornMs?: number | undefined;
  /** It ended in a failure; else nobody watched any longer, or it was renewed before. */
  readonly failed: boolean;
}

/** What each work makes new: regulators sit on the boards that are replaced. */
const RENEWS: Readonly<Record<Exclude<MaintenanceKind, 'part-failed'>, readonly Component[]>> = {
  cleaned: ['cooling'],
  repasted: ['cooling'],
  'fan-replaced': ['fan'],
  'supply-replaced': ['supply'],
  'board-replaced': ['board', 'regulator'],
  'regulator-repaired': ['regulator'],
  'controller-replaced': ['controller'],
};

/** Work done so soon after a failure mends that failure, and is none of its own. */
const MENDED_WITHIN_MS = 30 * 86_400_000;

/**
 * The lives of one component of one machine within its watch, oldest first; the last one goes on. A replaced part has
 * failed, as published rates count it; cleaning and new paste are routine, and are an end only where the watch had found
 * that the machine cools worse. Between a failure and its mending nothing can fail.
 */
export function partLives(
  machine: WatchedSpan,
  component: Component,
  log: readonly MaintenanceEvent[],
  findings: readonly PastFinding[],
  nowMs: number,
): readonly PartLife[] {
  const { minerId, watchedFromMs } = machine;
  const watchedToMs = Math.min(nowMs, machine.watchedToMs ?? nowMs);
  const lives: PartLife[] = [];
  let bornMs = machine.newAtMs;
  let fromMs = watchedFromMs;
  let failedMs = Number.NEGATIVE_INFINITY;
  for (const event of eventsOf(log, minerId, component)) {
    const { atMs } = event;
    if (atMs > watchedToMs) break;
    const mends = event.kind !== 'part-failed' && atMs - failedMs <= MENDED_WITHIN_MS;
    if (!mends) {
      const failed = isFailure(event, component, findings);
      if (atMs > fromMs) lives.push({ minerId, fromMs, toMs: atMs, bornMs, failed });
      if (failed) failedMs = atMs;
    }
    bornMs = atMs;
    fromMs = Math.max(watchedFromMs, atMs);
  }
  if (watchedToMs > fromMs) lives.push({ minerId, fromMs, toMs: watchedToMs, bornMs, failed: false });
  return lives;
}

/** When the part that works now was new; absent where nobody knows. */
export function bornAtMs(
  { minerId, newAtMs }: WatchedSpan,
  component: Component,
  log: readonly MaintenanceEvent[],
  nowMs: number,
): number | undefined {
  const last = eventsOf(log, minerId, component).findLast(({ atMs }) => atMs <= nowMs);
  return last?.atMs ?? newAtMs;
}

function eventsOf(
  log: readonly MaintenanceEvent[],
  minerId: string,
  component: Component,
): readonly MaintenanceEvent[] {
  return log
    .filter((event) => event.minerId === minerId && concerns(event, component))
    .toSorted((one, other) => one.atMs - other.atMs);
}

function concerns({ kind, component }: MaintenanceEvent, of: Component): boolean {
  return kind === 'part-failed' ? component === of : RENEWS[kind].includes(of);
}

function isFailure(
  { kind, atMs, minerId }: MaintenanceEvent,
  component: Component,
  findings: readonly PastFinding[],
): boolean {
  if (kind === 'part-failed') return true;
  // A regulator that goes with its board has not failed itself.
  if (kind === 'board-replaced') return component === 'board';
  if (component !== 'cooling') return true;
  return findings.some(
    ({ minerIds, trouble, sinceMs, endedAtMs = Number.POSITIVE_INFINITY }) =>
      trouble === 'thermal-resistance' &&
      minerIds.includes(minerId) &&
      sinceMs <= atMs &&
      atMs <= endedAtMs + MENDED_WITHIN_MS,
  );
}
