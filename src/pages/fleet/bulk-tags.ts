import type { Miner } from '../../domain/miner.ts';
import {
  hasTag,
  knownTags,
  type MinerTags,
  spelledAsKnown,
  tagsOf,
  tagsProblem,
  withoutTag,
  withTag,
} from '../../domain/tags.ts';

/** One change of tags for many miners. */
export interface TagsWish {
  /** Added to all; may be empty. */
  readonly add: string;
  /** Taken from those that have them. */
  readonly takeAway: readonly string[];
}

export interface TagsPlan {
  /** The miners whose tags become others, with those. */
  readonly changes: readonly MinerTags[];
  /** The same miners with the tags they have now: the way back. */
  readonly before: readonly MinerTags[];
  readonly problem: 'too-long' | 'too-many' | undefined;
  /** Miners that would have too many. */
  readonly full: readonly Miner[];
}

/**
 * What a wish does to each of the miners. A tag that is taken away makes room before one is added.
 * @param known tags of the whole fleet, whose writing is kept
 */
export function plannedTags(
  miners: readonly Miner[],
  { add, takeAway }: TagsWish,
  known: readonly string[],
): TagsPlan {
  const planned = miners.map((miner) => {
    const left = takeAway.reduce(withoutTag, tagsOf(miner));
    return { miner, tags: withTag(left, spelledAsKnown(add, known)) };
  });
  const changed = planned.filter(({ miner, tags }) => JSON.stringify(tags) !== JSON.stringify(tagsOf(miner)));
  const problems = changed.map(({ miner, tags }) => ({ miner, problem: tagsProblem(tags) }));
  return {
    changes: changed.map(({ miner, tags }) => ({ minerId: miner.id, tags })),
    before: changed.map(({ miner }) => ({ minerId: miner.id, tags: tagsOf(miner) })),
    problem: problems.find(({ problem }) => problem !== undefined)?.problem,
    full: problems.filter(({ problem }) => problem === 'too-many').map(({ miner }) => miner),
  };
}

/** The tags of some miners, with how many of them have each. */
export function tagsAmong(
  miners: readonly Miner[],
): readonly { readonly tag: string; readonly count: number }[] {
  return knownTags(miners).map((tag) => ({
    tag,
    count: miners.filter((miner) => hasTag(miner, tag)).length,
  }));
}
