import { describe, expect, it } from 'vitest';
import { formatHashrateUncertain, formatPlusMinus, formatShareNoise } from './uncertainty.ts';

/** The spaces that keep numbers together, as plain ones: readable expectations. */
const plain = (text: string) => text.replaceAll(/[\u00a0\u202f]/g, ' ');

describe('an uncertain figure', () => {
  it.each([
    [1.1834, 0.0512, '1.18 ± 0.05'],
    [1.1834, 0.0132, '1.183 ± 0.013'],
    [503.7, 21, '504 ± 21'],
    [503.7, 0.96, '503.7 ± 1.0'],
    [12, 0, '12'],
    [12, undefined, '12'],
    [undefined, 1, '–'],
  ])('%s, error %s, is written %s', (value, error, text) => {
    expect(formatPlusMinus(value, error, 'en-GB')).toBe(text);
  });

  it('of hashrate carries its unit and window', () => {
    const text = formatHashrateUncertain({
      hashrateHs: 1.1834e12,
      errorHs: 0.0512e12,
      window: '1 h',
      locale: 'de-DE',
    });
    expect(plain(text)).toBe('1,18 ± 0,05 TH/s (1 h)');
  });

  it('from 123 shares is 9 % (wishes: arithmetic)', () => {
    expect(plain(formatShareNoise(123, 'en-GB'))).toBe('123 shares, 9 %');
    expect(formatShareNoise(0)).toBe('–');
  });
});
