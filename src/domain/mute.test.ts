import { expect, test } from 'vitest';
import { isHushed, isMuted, LONGEST_MUTE_MS, mutedForChange, mutedIds } from './mute.ts';

const NOW = Date.UTC(2026, 0, 15, 12);

test('a mute ends by itself, and no miner without one is muted', () => {
  const mute = { untilMs: NOW + 1, by: 'owner' } as const;
  expect(isMuted({ mute }, NOW)).toBe(true);
  expect(isMuted({ mute }, NOW + 1)).toBe(false);
  expect(isMuted({}, NOW)).toBe(false);
  expect(isMuted({ mute: { untilMs: Number.NaN, by: 'owner' } }, NOW)).toBe(false);
});

test('a clock that was set back by years does not keep a miner muted for years', () => {
  expect(isMuted({ mute: { untilMs: NOW + LONGEST_MUTE_MS + 1, by: 'owner' } }, NOW)).toBe(false);
});

test('a change of ours mutes for its settle time, and cuts no longer mute of the owner short', () => {
  expect(mutedForChange({}, NOW, 5_000)).toEqual({ untilMs: NOW + 5_000, by: 'change' });
  const long = { untilMs: NOW + 3_600_000, by: 'owner' } as const;
  expect(mutedForChange({ mute: long }, NOW, 5_000)).toBe(long);
  const short = { untilMs: NOW + 1_000, by: 'owner' } as const;
  expect(mutedForChange({ mute: short }, NOW, 5_000).untilMs).toBe(NOW + 5_000);
});

test('what concerns one miner that is not muted is told, and so is what concerns none in particular', () => {
  const mute = { untilMs: NOW + 1, by: 'owner' } as const;
  const muted = mutedIds([{ miner: { id: 'a', mute } }, { miner: { id: 'b' } }], NOW);
  expect(isHushed(['a'], muted)).toBe(true);
  expect(isHushed(['a', 'b'], muted)).toBe(false);
  expect(isHushed([], muted)).toBe(false);
});
