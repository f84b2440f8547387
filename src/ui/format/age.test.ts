import { describe, expect, it } from 'vitest';
import { formatAge } from './age.ts';

/** The spaces that keep numbers together, as plain ones: readable expectations. */
const plain = (text: string) => text.replaceAll(/[\u00a0\u202f]/g, ' ');

describe('the age of a figure', () => {
  it.each([
    [12_000, '12 s ago'],
    [240_000, '4 min ago'],
    [86_400_000, '24 h ago'],
    [-3_600_000, '0 s ago'],
    [undefined, '–'],
  ])('of %s ms is written %s', (ageMs, text) => {
    expect(plain(formatAge(ageMs, 'en-GB'))).toBe(text);
  });
});
