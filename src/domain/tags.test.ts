import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  hasTag,
  knownTags,
  spelledAsKnown,
  TAG_MAX_LENGTH,
  TAGS_MAX,
  tagsOf,
  tagsProblem,
  tidyTags,
  withoutTag,
  withTag,
} from './tags.ts';

test('a miner that was stored before there were tags has none', () => {
  expect(tagsOf({})).toEqual([]);
  expect(hasTag({}, 'garage')).toBe(false);
});

test('tags are kept trimmed, once each, and never empty; the first writing stays', () => {
  expect(tidyTags([' Garage ', 'garage', '', 'solar  roof', 'GARAGE'])).toEqual(['Garage', 'solar roof']);
});

test('a tag of 24 characters is kept, of 25 is not, and an emoji counts as one', () => {
  expect(tagsProblem(['x'.repeat(TAG_MAX_LENGTH)])).toBeUndefined();
  expect(tagsProblem(['x'.repeat(TAG_MAX_LENGTH + 1)])).toBe('too-long');
  expect(tagsProblem(['🔥'.repeat(TAG_MAX_LENGTH)])).toBeUndefined();
});

test('a ninth tag is one too many', () => {
  const eight = Array.from({ length: TAGS_MAX }, (_, i) => `tag ${i}`);
  expect(tagsProblem(eight)).toBeUndefined();
  expect(tagsProblem([...eight, 'ninth'])).toBe('too-many');
});

test('a tag is found and taken away however it is written', () => {
  const miner = { tags: ['Garage', 'loud'] };
  expect(hasTag(miner, ' gARAGE')).toBe(true);
  expect(withoutTag(miner.tags, 'garage')).toEqual(['loud']);
});

test('the known tags of a fleet stand once each, in the writing most miners have', () => {
  const miners = [{ tags: ['garage'] }, { tags: ['Garage', 'attic'] }, { tags: ['Garage'] }, {}];
  expect(knownTags(miners)).toEqual(['attic', 'Garage']);
  expect(spelledAsKnown('GARAGE', knownTags(miners))).toBe('Garage');
  expect(spelledAsKnown('cellar', knownTags(miners))).toBe('cellar');
});

const words = fc.array(fc.string({ maxLength: 30 }), { maxLength: 12 });

test('tidying twice changes nothing more', () => {
  fc.assert(
    fc.property(words, (tags) => {
      const once = tidyTags(tags);
      expect(tidyTags(once)).toEqual(once);
    }),
  );
});

test('adding a tag and taking it away again leaves the others, in their order', () => {
  fc.assert(
    fc.property(words, fc.string(), (tags, tag) => {
      const before = withoutTag(tidyTags(tags), tag);
      expect(withoutTag(withTag(before, tag), tag)).toEqual(before);
    }),
  );
});
