import { describe, expect, it } from 'vitest';
import { formatChance, formatWaiting } from './odds.ts';

/** The spaces that keep numbers together, as plain ones: readable expectations. */
const plain = (text: string) => text.replaceAll(/[\u00a0\u202f]/g, ' ');

/** 1.2 TH/s at difficulty 1e14 expects this many blocks a year (economics section 4). */
const PER_YEAR = 8.811e-5;

describe('the odds of a block', () => {
  it('of a small miner: one in about 11 350 years, 0.009 % a year', () => {
    expect(plain(formatWaiting(PER_YEAR, 'en-GB'))).toBe('1 in 11 000 years');
    expect(plain(formatChance(PER_YEAR, 'year', 'en-GB'))).toBe('0.009 % per year');
  });

  it('of larger ones: days, then several a day', () => {
    expect(plain(formatWaiting(8, 'en-GB'))).toBe('1 in 46 days');
    expect(plain(formatWaiting(0.4, 'de-DE'))).toBe('1 in 2,5 years');
    expect(plain(formatWaiting(730.5, 'en-GB'))).toBe('2 a day');
  });

  it('are never above 100 %, however many blocks are expected', () => {
    expect(plain(formatChance(1, 'year', 'en-GB'))).toBe('63 % per year');
    expect(plain(formatChance(50, 'year', 'en-GB'))).toBe('> 99.9 % per year');
  });

  it('of a miner that does not hash are not known', () => {
    expect(formatWaiting(0)).toBe('–');
    expect(formatWaiting(undefined)).toBe('–');
    expect(formatChance(undefined, 'year')).toBe('–');
  });
});
