import { describe, expect, it } from 'vitest';
import { formatEfficiency } from './efficiency.ts';

/** The spaces that keep numbers together, as plain ones: readable expectations. */
const plain = (text: string) => text.replaceAll(/[\u00a0\u202f]/g, ' ');

describe('efficiency', () => {
  const written = (powerW: number | undefined, hashrateHs: number | undefined) =>
    plain(formatEfficiency({ powerW, hashrateHs, at: 'board', locale: 'en-GB' }));

  it('is joules a terahash, and says where the power was measured', () => {
    expect(written(18.75, 1.0722e12)).toBe('17.5 J/TH board');
    expect(plain(formatEfficiency({ powerW: 3250, hashrateHs: 104e12, at: 'wall', locale: 'de-DE' }))).toBe(
      '31,3 J/TH wall',
    );
  });

  it('of Scrypt is joules a megahash', () => {
    const text = formatEfficiency({
      powerW: 3425,
      hashrateHs: 9.5e9,
      at: 'wall',
      algorithm: 'scrypt',
      locale: 'en-GB',
    });
    expect(plain(text)).toBe('0.361 J/MH wall');
  });

  it.each([
    [0, 1e12],
    [20, 0],
    [undefined, 1e12],
    [20, undefined],
  ])('of %s W and %s H/s is not known', (powerW, hashrateHs) => {
    expect(written(powerW, hashrateHs)).toBe('–');
  });
});
