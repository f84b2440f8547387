import { describe, expect, it } from 'vitest';
import { formatAge } from './age.ts';

/** The spaces that keep numbers together, as plain ones: readable expectations. */
const plain = (text: string) => text.replaceAll(/[\u00a0\u202f]/g, ' ');

describe('the age of a figure', () => {
  const written = (ageMs: number | undefined) =>
    plain(formatAge(ageMs, { staleAfterMs: 30_000, locale: 'en-GB' }));

  it.each([
    [12_000, '12 s ago'],
    [30_000, '30 s ago'],
    [30_001, 'stale 30 s'],
    [240_000, 'stale 4 min'],
    [-3_600_000, '0 s ago'],
    [undefined, '–'],
  ])('of %s ms is written %s', (ageMs, text) => {
    expect(written(ageMs)).toBe(text);
  });

  it('without a limit never turns stale', () => {
    expect(plain(formatAge(86_400_000, { locale: 'en-GB' }))).toBe('24 h ago');
  });
});
