import type { FleetView, MinerView } from '../../domain/fleet-view.ts';
import { formatAddress, type Miner } from '../../domain/miner.ts';
import type { MinerState } from '../../domain/miner-state.ts';
import { hasTag, knownTags, tagKey, tagsOf } from '../../domain/tags.ts';
import { hardwareName } from '../../ui/format/hardware-name.ts';
import { shownState } from './shown-state.ts';
import { troubledMiners } from './troubled.ts';

/** What the miners are counted by. All but `all` and `problems` are the states that the cards say. */
export const COUNTERS = [
  'all',
  'problems',
  'hashing',
  'degraded',
  'paused',
  'offline',
  'unanswered',
] as const;
export type Counter = (typeof COUNTERS)[number];

/** Which miners the owner wants to see: those that all three parts let through. */
export interface FleetFilter {
  readonly counter: Counter;
  readonly tag: string | undefined;
  /** Each word must stand somewhere in name, model, firmware, address, MAC or tags. */
  readonly words: string;
}

export const NO_FILTER: FleetFilter = { counter: 'all', tag: undefined, words: '' };

/** What a filter lets through, and what it would let through with one part changed. */
export interface Sifted {
  readonly shown: readonly MinerView[];
  /** How many cards each counter would show, with the tag and the words as they are. */
  readonly counts: Readonly<Record<Counter, number>>;
  /** How many cards each tag would show, with the counter and the words as they are. */
  readonly tags: readonly { readonly tag: string; readonly count: number }[];
}

/** Does it leave any miner out? */
export function isFiltering({ counter, tag, words }: FleetFilter): boolean {
  return counter !== 'all' || tag !== undefined || words.trim() !== '';
}

/** Sifts the fleet as it is shown at `nowMs`, so that no count says other than the cards. */
export function sift(view: FleetView, filter: FleetFilter, nowMs: number): Sifted {
  const troubled = troubledMiners(view, nowMs);
  const counted = view.miners.map((miner) => ({
    miner,
    counters: countersOf(shownState(miner, view.settings, nowMs), troubled.has(miner.miner.id)),
    tagged: filter.tag === undefined || hasTag(miner.miner, filter.tag),
    worded: saysAll(miner.miner, filter.words),
  }));
  const byTagAndWords = counted.filter(({ tagged, worded }) => tagged && worded);
  const shown = byTagAndWords.filter(({ counters }) => counters.has(filter.counter));
  const count = (counter: Counter) => byTagAndWords.filter(({ counters }) => counters.has(counter)).length;
  const tagCounts = countTags(
    counted
      .filter(({ worded, counters }) => worded && counters.has(filter.counter))
      .map(({ miner }) => miner.miner),
  );
  return {
    shown: shown.map(({ miner }) => miner),
    counts: {
      all: count('all'),
      problems: count('problems'),
      hashing: count('hashing'),
      degraded: count('degraded'),
      paused: count('paused'),
      offline: count('offline'),
      unanswered: count('unanswered'),
    },
    tags: knownTags(view.miners.map(({ miner }) => miner)).map((tag) => ({
      tag,
      count: tagCounts.get(tagKey(tag)) ?? 0,
    })),
  };
}

/** A miner that is stale or lost does not answer, whatever it did before. */
const COUNTER_OF: Readonly<Record<MinerState, Counter>> = {
  hashing: 'hashing',
  degraded: 'degraded',
  paused: 'paused',
  offline: 'offline',
  stale: 'unanswered',
  lost: 'unanswered',
};

function countersOf(state: MinerState, troubled: boolean): ReadonlySet<Counter> {
  return new Set<Counter>(troubled ? ['all', COUNTER_OF[state], 'problems'] : ['all', COUNTER_OF[state]]);
}

function countTags(miners: readonly Miner[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const tag of miners.flatMap(tagsOf).map(tagKey)) {
    counts.set(tag, (counts.get(tag) ?? 0) + 1);
  }
  return counts;
}

function saysAll(miner: Miner, words: string): boolean {
  const wanted = words.trim().toLocaleLowerCase();
  if (wanted === '') return true;
  const { identity } = miner;
  const said = [
    miner.name,
    hardwareName(identity),
    identity.asicModel,
    identity.hostname,
    identity.firmware,
    identity.mac,
    formatAddress(miner.address),
    ...tagsOf(miner),
  ]
    .join('\n')
    .toLocaleLowerCase();
  return wanted.split(/\s+/).every((word) => said.includes(word));
}
