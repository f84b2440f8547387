import type { MinerTrack } from '../domain/watch/miner-track.ts';
import type { WatchContext } from '../domain/watch/miner-watch.ts';

/** So long after the start a miner that was not heard of is one that does not answer, ms. */
const ASKING_MS = 5_000;

/** Has a fleet whose miners are asked only just, or not yet, still to answer? */
export function stillAsking(tracks: Iterable<MinerTrack>, { watchedSinceMs, nowMs }: WatchContext): boolean {
  if (watchedSinceMs === undefined) return true;
  if (nowMs - watchedSinceMs > ASKING_MS) return false;
  return [...tracks].some(({ heard }) => !heard);
}
