import type { Miner } from './miner.ts';

/** Longest word a miner can be tagged with, in characters. */
export const TAG_MAX_LENGTH = 24;
/** Most tags one miner can have. */
export const TAGS_MAX = 8;

/** The tags of one miner, as they shall be from now on. */
export interface MinerTags {
  readonly minerId: string;
  readonly tags: readonly string[];
}

/** A miner's tags in the order the owner gave them; none where it was stored before there were tags. */
export function tagsOf({ tags }: Pick<Miner, 'tags'>): readonly string[] {
  return tags ?? [];
}

/** One tag as it is kept: without space around it, and with single spaces within. May be empty. */
function trimmedTag(text: string): string {
  return text.trim().replaceAll(/\s+/g, ' ');
}

/** What all writings of one tag have in common. */
export function tagKey(tag: string): string {
  return trimmedTag(tag).normalize('NFC').toLocaleLowerCase();
}

/** `Garage` and `garage` are one tag. */
export function sameTag(a: string, b: string): boolean {
  return tagKey(a) === tagKey(b);
}

/** Does the miner have this tag, however it is written? */
export function hasTag(miner: Pick<Miner, 'tags'>, tag: string): boolean {
  return tagsOf(miner).some((each) => sameTag(each, tag));
}

/** Why these cannot be the tags of a miner: one is too long, or there are too many. Undefined when they can. */
export function tagsProblem(tags: readonly string[]): 'too-long' | 'too-many' | undefined {
  if (tags.some((tag) => lengthOf(tag) > TAG_MAX_LENGTH)) return 'too-long';
  return tags.length > TAGS_MAX ? 'too-many' : undefined;
}

/** Tags as they are kept: trimmed, none empty, none twice (of two writings of one tag the first stays). */
export function tidyTags(tags: readonly string[]): readonly string[] {
  const byKey = new Map<string, string>();
  for (const tag of tags.map(trimmedTag)) {
    if (tag !== '' && !byKey.has(tagKey(tag))) byKey.set(tagKey(tag), tag);
  }
  return [...byKey.values()];
}

/** What a miner's tags become when one is added; they stay as they are where it has it already. */
export function withTag(tags: readonly string[], tag: string): readonly string[] {
  return tidyTags([...tags, tag]);
}

/** What a miner's tags become when one is taken away, however it is written. */
export function withoutTag(tags: readonly string[], tag: string): readonly string[] {
  return tags.filter((each) => !sameTag(each, tag));
}

/** All tags of some miners, each once and as it is written most often, in alphabetical order. */
export function knownTags(miners: readonly Pick<Miner, 'tags'>[]): readonly string[] {
  const writings = new Map<string, Map<string, number>>();
  for (const tag of miners.flatMap(tagsOf)) {
    const counts = writings.get(tagKey(tag)) ?? new Map<string, number>();
    writings.set(tagKey(tag), counts.set(tag, (counts.get(tag) ?? 0) + 1));
  }
  return [...writings.values()].map(mostFrequent).sort(byAlphabet.compare);
}

/** The tag as it is already written in this fleet, so that no second writing of it comes up. */
export function spelledAsKnown(tag: string, known: readonly string[]): string {
  return known.find((each) => sameTag(each, tag)) ?? tag;
}

const byAlphabet = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });

function mostFrequent(counts: ReadonlyMap<string, number>): string {
  const [[most] = ['']] = [...counts].sort(([, a], [, b]) => b - a);
  return most;
}

/** In characters as a person counts them: an emoji is one. */
function lengthOf(tag: string): number {
  return [...trimmedTag(tag)].length;
}
