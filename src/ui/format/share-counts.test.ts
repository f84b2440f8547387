import { describe, expect, it } from 'vitest';
import { formatCount, formatRejects } from './share-counts.ts';

/** The spaces that keep numbers together, as plain ones: readable expectations. */
const plain = (text: string) => text.replaceAll(/[\u00a0\u202f]/g, ' ');

describe('rejected shares', () => {
  it('have their count beside the percentage', () => {
    expect(plain(formatRejects({ accepted: 2478, rejected: 3 }, 'en-GB'))).toBe('0.12 % (3 of 2 481)');
    expect(plain(formatRejects({ accepted: 2478, rejected: 2, stale: 1 }, 'de-DE'))).toBe(
      '0,12 % (3 of 2 481)',
    );
  });

  it.each([[{}], [{ accepted: 100 }], [{ rejected: 3 }], [{ accepted: 0, rejected: 0 }]])(
    'of %j are not known',
    (counts) => {
      expect(formatRejects(counts)).toBe('–');
    },
  );

  it('and all other counts are whole numbers', () => {
    expect(plain(formatCount(2481, 'en-GB'))).toBe('2 481');
    expect(formatCount(undefined)).toBe('–');
  });
});
