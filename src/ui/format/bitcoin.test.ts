import { describe, expect, it } from 'vitest';
import { formatSats } from './bitcoin.ts';

/** The spaces that keep numbers together, as plain ones: readable expectations. */
const plain = (text: string) => text.replaceAll(/[\u00a0\u202f]/g, ' ');

describe('an amount of bitcoin', () => {
  it.each([
    [215.3, '215 sats/day'],
    [0.42, '0.42 sats/day'],
    [0.0042, '0.0042 sats/day'],
    [12_345, '12 345 sats/day'],
    [99_999, '99 999 sats/day'],
    [215_000, '0.00215 BTC/day'],
    [-215.3, '−215 sats/day'],
    [undefined, '–'],
  ])('of %s sats a day is written %s', (sats, text) => {
    expect(plain(formatSats(sats, { per: 'day', locale: 'en-GB' }))).toBe(text);
  });
});
