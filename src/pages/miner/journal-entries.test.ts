import { describe, expect, it } from 'vitest';
import { fakeEffects } from '../../../tests/preview/fake-effects.ts';
import type { FleetEvent } from '../../domain/alert.ts';
import { byWords, changedWords, effectLine, effectRows, groundsWords, verdictWords } from './effect-words.ts';
import { journalEntries } from './journal-entries.ts';

const NOW = Date.UTC(2026, 4, 1);
const effects = fakeEffects(NOW);
const event: FleetEvent = {
  id: 'e2',
  minerId: 'one',
  atMs: NOW - 11.4 * 86_400_000,
  kind: 'setting-changed',
};
const plain = (text: string | undefined) => text?.replaceAll('\u00a0', ' ');

describe('a miner’s journal', () => {
  it('has a change that was also seen once, with its effect, and those that no event tells beside', () => {
    const entries = journalEntries([event], effects);
    expect(entries.map(({ id }) => id)).toEqual(['new', 'two-b', 'two-a', 'e2', 'early']);
    expect(entries.find(({ id }) => id === 'e2')).toMatchObject({ event, effect: effects[1] });
    expect(entries.find(({ id }) => id === 'e2')?.change).toMatchObject({ by: 'elsewhere' });
  });

  it('says what was changed and by whom, in plain words', () => {
    const change = { id: 'a', atMs: NOW, by: 'ours', kind: 'fan', from: '60 %', to: '80 %' } as const;
    expect(changedWords(change)).toBe('fan set: 60 % to 80 %');
    expect(byWords({ by: 'elsewhere', kind: 'fan' })).toBe(
      'Changed elsewhere: nobody asked for it from here.',
    );
    expect(byWords({ by: 'elsewhere', kind: 'restart' })).toBe('Not asked for from here.');
    const work = { kind: 'repasted' } as const;
    expect(changedWords({ id: 'b', atMs: NOW, by: 'owner', kind: 'work', work })).toBe('New thermal paste');
  });

  it('says what a change did, and whether that is better', () => {
    const [, told, noisy] = effects;
    if (!told || !noisy) throw new Error('no effects');
    expect(plain(effectLine(told, 'EUR'))).toBe('+1.9 % hash, +3.4 % W, +1.5 % J/TH');
    expect(plain(verdictWords(told).words)).toBe('99.9 % sure: worse J/TH.');
    expect(plain(verdictWords(noisy).words)).toBe(
      'Too noisy to tell yet: about 33 h more would show a difference of 2 %.',
    );
    expect(plain(effectRows(told, 'EUR')[0]?.interval)).toBe('+1.2 % to +2.6 %');
    expect(groundsWords(told).map(plain)[1]).toContain('2.4 °C warmer');
  });
});
