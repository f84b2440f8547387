import { describe, expect, it } from 'vitest';
import { formatHashrate } from './hashrate.ts';

/** The spaces that keep numbers together, as plain ones: readable expectations. */
const plain = (text: string) => text.replaceAll(/[\u00a0\u202f]/g, ' ');

const written = (hs: number | undefined, locale = 'en-GB') => plain(formatHashrate(hs, { locale }));

describe('a hashrate', () => {
  it.each([
    [1.2072e12, '1.21 TH/s'],
    [503.4e9, '503 GH/s'],
    [104.3e12, '104 TH/s'],
    [1.2e12, '1.20 TH/s'],
    [999.6e9, '1.00 TH/s'],
    [999.4e9, '999 GH/s'],
    [3.2e15, '3.20 PH/s'],
    [850_000, '850 kH/s'],
    [42, '42.0 H/s'],
    [0, '0 H/s'],
    [undefined, '–'],
    [Number.NaN, '–'],
  ])('%s is written %s', (hashrateHs, text) => {
    expect(written(hashrateHs)).toBe(text);
  });

  it('is written in the unit that its owner chose, unless nobody could read it', () => {
    const inUnit = (hs: number, unit: 'auto' | 'TH/s' | 'PH/s') =>
      plain(formatHashrate(hs, { unit, locale: 'en-GB' }));
    expect(inUnit(1.24e15, 'TH/s')).toBe('1 240 TH/s');
    expect(inUnit(104e12, 'PH/s')).toBe('0.104 PH/s');
    expect(inUnit(503e9, 'TH/s')).toBe('0.503 TH/s');
    expect(inUnit(60e3, 'TH/s')).toBe('60.0 kH/s');
    expect(inUnit(503e9, 'auto')).toBe('503 GH/s');
    expect(plain(formatHashrate(9.5e9, { algorithm: 'scrypt', unit: 'PH/s', locale: 'en-GB' }))).toBe(
      '9.50 GH/s',
    );
  });

  it('has a decimal comma where people write one', () => {
    expect(written(1.2072e12, 'de-DE')).toBe('1,21 TH/s');
  });

  it('of Equihash counts solutions', () => {
    expect(plain(formatHashrate(840_000, { algorithm: 'equihash', locale: 'en-GB' }))).toBe('840 kSol/s');
  });
});
