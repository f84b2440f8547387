import { describe, expect, it } from 'vitest';
import { formatDifficulty, formatFullDifficulty } from './difficulty.ts';

/** The spaces that keep numbers together, as plain ones: readable expectations. */
const plain = (text: string) => text.replaceAll(/[\u00a0\u202f]/g, ' ');

describe('a difficulty', () => {
  it.each([
    [1_204_555_901, '1.20 G'],
    [49_224_525, '49.22 M'],
    [8192, '8.19 K'],
    [999_994, '999.99 K'],
    [999_996, '1.00 M'],
    [512, '512'],
    [0.25, '0.25'],
    [146_472_570_619_930, '146.47 T'],
    [2.5e15, '2.50 P'],
    [undefined, '–'],
  ])('of %s is written %s', (difficulty, text) => {
    expect(plain(formatDifficulty(difficulty, 'en-GB'))).toBe(text);
  });

  it('of 2^32 or 2^64 − 1 is a register full of ones, and not shown', () => {
    for (const artefact of [2 ** 32, 2 ** 32 - 1, 2 ** 64 - 1]) {
      expect(formatDifficulty(artefact)).toBe('–');
      expect(formatFullDifficulty(artefact)).toBe('–');
    }
    expect(plain(formatDifficulty(4_290_000_000, 'en-GB'))).toBe('4.29 G');
  });

  it('has a full form for the tip', () => {
    expect(plain(formatFullDifficulty(1_204_555_901, 'en-GB'))).toBe('1 204 555 901');
  });
});
