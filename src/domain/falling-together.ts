/** One miner that fell: does not answer any more, or answers and finds nothing. */
export interface Fall {
  readonly minerId: string;
  /**
   * When it fell, as far as the data tell (last answer, last share), not when it was noticed: silence takes a slow
   * miner longer to prove.
   */
  readonly atMs: number;
  readonly how: 'unreachable' | 'silent';
}

/** Miners that fell together: one event, one alert. Never empty, in order of time. */
export type FallGroup = readonly Fall[];

/** Falls within this time of one another have one cause: a router or a power strip takes its miners within seconds. */
export const TOGETHER_WITHIN_MS = 2 * 60_000;

/**
 * One more fall. It joins the group whose whole span stays within `withinMs`, the nearest if there are several; else
 * it is an event of its own. A miner is in one group only: its new fall replaces the one before.
 */
export function groupFall(
  groups: readonly FallGroup[],
  fall: Fall,
  withinMs: number = TOGETHER_WITHIN_MS,
): readonly FallGroup[] {
  const others = groupWithout(groups, fall.minerId);
  const spans = others.map((group) => spanMs([...group, fall]));
  const nearest = spans.indexOf(Math.min(...spans));
  const joined = nearest >= 0 && (spans[nearest] ?? Number.POSITIVE_INFINITY) <= withinMs;
  if (!joined) return [...others, [fall]];
  return others.map((group, index) => (index === nearest ? byTime([...group, fall]) : group));
}

/** A miner got up again: it leaves its group, and an empty group is gone. */
export function groupWithout(groups: readonly FallGroup[], minerId: string): readonly FallGroup[] {
  return groups
    .map((group) =>
      group.some((fall) => fall.minerId === minerId)
        ? group.filter((fall) => fall.minerId !== minerId)
        : group,
    )
    .filter((group) => group.length > 0);
}

/**
 * What a group looks like. One miner alone, or a part of the fleet, tells nothing. Every miner out of reach at once
 * looks like the `network` (router, Wi-Fi, or the power of the house); every miner silent and in reach looks like the
 * `pool` (or the way to it).
 */
export function likelyCause(group: FallGroup, fleetIds: readonly string[]): 'network' | 'pool' | undefined {
  const fallen = new Set(group.map(({ minerId }) => minerId));
  if (fallen.size < 2 || !fleetIds.every((id) => fallen.has(id))) return undefined;
  if (group.every(({ how }) => how === 'unreachable')) return 'network';
  return group.every(({ how }) => how === 'silent') ? 'pool' : undefined;
}

function spanMs(falls: readonly Fall[]): number {
  const times = falls.map(({ atMs }) => atMs);
  return Math.max(...times) - Math.min(...times);
}

function byTime(falls: readonly Fall[]): FallGroup {
  return falls.toSorted((a, b) => a.atMs - b.atMs);
}
