import { describe, expect, it } from 'vitest';
import { formatDuration, formatRoughDuration } from './duration.ts';

/** The spaces that keep numbers together, as plain ones: readable expectations. */
const plain = (text: string) => text.replaceAll(/[\u00a0\u202f]/g, ' ');

describe('an uptime', () => {
  it.each([
    [6 * 86_400 + 4 * 3600 + 3599, '6 d 04 h'],
    [86_400, '1 d 00 h'],
    [86_399, '23 h 59 min'],
    [307, '5 min 07 s'],
    [60, '1 min 00 s'],
    [42.9, '42 s'],
    [0, '0 s'],
    [-1, '–'],
    [undefined, '–'],
  ])('of %s s is written %s', (seconds, text) => {
    expect(plain(formatDuration(seconds, 'en-GB'))).toBe(text);
  });
});

describe('a rough time', () => {
  it.each([
    [12.9, '12 s'],
    [59.9, '59 s'],
    [299, '4 min'],
    [7199, '1 h'],
    [47 * 3600, '47 h'],
    [48 * 3600, '2 d'],
    [undefined, '–'],
  ])('of %s s is written %s', (seconds, text) => {
    expect(plain(formatRoughDuration(seconds, 'en-GB'))).toBe(text);
  });
});
