import { STALE_AFTER_POLLS } from '../miner-state.ts';
import type { Condition } from './condition.ts';
import type { MinerTrack } from './miner-track.ts';
import { conditionsOf, unansweredSinceMs, type WatchContext } from './miner-watch.ts';

/** Miners that fall together are seen to within one poll of each other, and that may be late by half. */
const SEEN_WITHIN_POLLS = 1.5;

/**
 * Everything that is wrong with the miners of a fleet. While it is not seen yet how many a silence takes, since further
 * miners have failed to answer lately, nobody is called unreachable for a poll more: so whoever is told hears at once of
 * all of them, and of what they share.
 */
export function fleetConditions(tracks: Iterable<MinerTrack>, context: WatchContext): readonly Condition[] {
  const all = [...tracks];
  const conditions = all.flatMap((track) => conditionsOf(track, context));
  const more = all.some((track) => track.failures > 0 && unansweredSinceMs(track, context) === undefined);
  if (!more) return conditions;
  const decidedMs = (STALE_AFTER_POLLS + SEEN_WITHIN_POLLS) * context.pollMs;
  return conditions.filter(
    ({ kind, evidence }) => kind !== 'unreachable' || context.nowMs - evidence.sinceMs > decidedMs,
  );
}
