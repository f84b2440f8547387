/** Whether a miner's pools are away, and since when that is so. */
export interface PoolWatch {
  /** As told last. */
  readonly told: boolean;
  readonly toldSinceMs: number;
  /** What a plan reckons with. */
  readonly isDown: boolean;
  readonly isDownSinceMs: number;
}

/** A pool counts as away, or as back, when it was so all along for so long: a line that comes and goes switches nothing. */
export const POOL_SURE_MS = 3 * 60_000;
/** A resting miner may not look for its pool: after so long it is tried again. */
export const POOL_RETRY_MS = 30 * 60_000;

/** @param isAway all of its pools are away, as it tells now; undefined where it tells nothing of them, as while it rests */
export function poolWatched(
  before: PoolWatch | undefined,
  isAway: boolean | undefined,
  nowMs: number,
): PoolWatch {
  if (!before) return { told: isAway ?? false, toldSinceMs: nowMs, isDown: false, isDownSinceMs: nowMs };
  const told = isAway ?? before.told;
  const toldSinceMs = told === before.told ? before.toldSinceMs : nowMs;
  const isRetried = before.isDown && nowMs - before.isDownSinceMs >= POOL_RETRY_MS;
  // It has to show anew that it is away.
  if (isRetried) return { told: false, toldSinceMs: nowMs, isDown: false, isDownSinceMs: nowMs };
  const isSure = nowMs - toldSinceMs >= POOL_SURE_MS;
  if (!isSure || told === before.isDown) return { ...before, told, toldSinceMs };
  return { told, toldSinceMs, isDown: told, isDownSinceMs: nowMs };
}
