import type { MinerView } from '../../domain/fleet-view.ts';
import type { Stretch } from '../../domain/stretch.ts';
import type { ToldIdentity } from '../anomaly/quarter.ts';

/**
 * What telemetry does not hold and the watch needs of the past: when somebody was there to ask, and what miners said of
 * firmware and pools. A plain value.
 */
export interface PlaceJournal {
  /** When a leading tab polled the fleet, oldest first, apart from each other. */
  readonly watched: readonly Stretch[];
  /** What each miner told, from when on, oldest first. */
  readonly told: Readonly<Record<string, readonly ToldFrom[]>>;
}

export interface ToldFrom {
  readonly atMs: number;
  readonly identity: ToldIdentity;
}

export const EMPTY_JOURNAL: PlaceJournal = { watched: [], told: {} };

/** Views so close are one stretch, ms: pages that are hidden are let run once a minute. */
const WATCHED_ON_MS = 3 * 60_000;
/** So many are remembered; the oldest go first. */
const MOST_STRETCHES = 2_000;
const MOST_TOLD = 200;

/** Takes in that the fleet was being polled at a moment. */
export function noteWatched(journal: PlaceJournal, atMs: number): PlaceJournal {
  const last = journal.watched.at(-1);
  if (last && atMs < last.toMs) return journal;
  const goesOn = last !== undefined && atMs - last.toMs <= WATCHED_ON_MS;
  const before = goesOn ? journal.watched.slice(0, -1) : journal.watched;
  const watched = [...before, { fromMs: goesOn ? last.fromMs : atMs, toMs: atMs }];
  return { ...journal, watched: watched.slice(-MOST_STRETCHES) };
}

/** Takes in what a miner said of itself. The very same journal where nothing of it is new. */
export function noteTold(journal: PlaceJournal, { miner, reading, answeredAtMs }: MinerView): PlaceJournal {
  if (!reading || answeredAtMs === undefined) return journal;
  const before = journal.told[miner.id] ?? [];
  const last = before.at(-1);
  if (last && answeredAtMs <= last.atMs) return journal;
  const identity = identityIn(miner.identity.firmware, reading.pools, last?.identity);
  if (last && sameIdentity(last.identity, identity)) return journal;
  const told = [...before, { atMs: answeredAtMs, identity }].slice(-MOST_TOLD);
  return { ...journal, told: { ...journal.told, [miner.id]: told } };
}

/** A device that did not say this time what it said before has not changed it. */
function identityIn(
  firmware: string | undefined,
  pools: NonNullable<MinerView['reading']>['pools'],
  last: ToldIdentity | undefined,
): ToldIdentity {
  const inUse = pools.findIndex(({ active }) => active === true);
  return {
    firmware: firmware ?? last?.firmware,
    pools: pools.length > 0 ? pools.map(({ url, user }) => ({ url, user })) : (last?.pools ?? []),
    poolInUse: pools.length === 0 ? last?.poolInUse : inUse < 0 ? undefined : inUse,
  };
}

function sameIdentity(one: ToldIdentity, other: ToldIdentity): boolean {
  return (
    one.firmware === other.firmware &&
    one.poolInUse === other.poolInUse &&
    one.pools.length === other.pools.length &&
    one.pools.every(({ url, user }, place) => {
      const beside = other.pools[place];
      return beside?.url === url && beside.user === user;
    })
  );
}

/** What a miner had said last at a moment; of times before anything is known, nothing. */
export function identityAt(journal: PlaceJournal, minerId: string, atMs: number): ToldIdentity | undefined {
  return journal.told[minerId]?.findLast((told) => told.atMs < atMs)?.identity;
}

/** Was the fleet polled through all of a stretch? */
export function wasWatched({ watched }: PlaceJournal, { fromMs, toMs }: Stretch): boolean {
  return watched.some((stretch) => stretch.fromMs <= fromMs && stretch.toMs >= toMs);
}
