import { TAG_MAX_LENGTH, TAGS_MAX } from '../../../domain/tags.ts';

/** Words about the tags that group miners. */
export const tags = {
  label: 'Tags',
  hint: 'Words to group miners by: a room, a circuit, a pool. Enter adds one.',
  remove: (tag: string) => `Remove tag ${tag}`,
  problems: {
    'too-long': `A tag has at most ${TAG_MAX_LENGTH} characters.`,
    'too-many': `A miner has at most ${TAGS_MAX} tags.`,
  },
} as const;
