import { expect, test } from 'vitest';
import { fakeView } from '../../../tests/preview/fake-views.ts';
import type { Miner } from '../../domain/miner.ts';
import { plannedTags, tagsAmong } from './bulk-tags.ts';

const miner = (id: string, tags?: readonly string[]): Miner => {
  const [first] = fakeView('fine', 0).miners;
  if (!first) throw new Error('no fake miner');
  return { ...first.miner, id, name: id, tags };
};

test('only miners whose tags change are written, and the way back holds what they had', () => {
  const miners = [miner('a', ['garage']), miner('b'), miner('c', ['loud'])];
  const plan = plannedTags(miners, { add: 'Garage', takeAway: ['LOUD'] }, ['garage']);
  expect(plan.changes).toEqual([
    { minerId: 'b', tags: ['garage'] },
    { minerId: 'c', tags: ['garage'] },
  ]);
  expect(plan.before).toEqual([
    { minerId: 'b', tags: [] },
    { minerId: 'c', tags: ['loud'] },
  ]);
  expect(plan.problem).toBeUndefined();
});

test('a miner with eight tags takes no ninth, unless one is taken away in the same step', () => {
  const eight = Array.from({ length: 8 }, (_, i) => `t${i}`);
  const full = miner('full', eight);
  const refused = plannedTags([full, miner('b')], { add: 'ninth', takeAway: [] }, []);
  expect(refused.problem).toBe('too-many');
  expect(refused.full).toEqual([full]);
  expect(plannedTags([full], { add: 'ninth', takeAway: ['t0'] }, []).problem).toBeUndefined();
});

test('a wish for nothing changes nothing', () => {
  expect(plannedTags([miner('a', ['x'])], { add: ' ', takeAway: [] }, []).changes).toEqual([]);
});

test('the tags of the chosen stand with the number that has each', () => {
  expect(tagsAmong([miner('a', ['Garage']), miner('b', ['garage', 'loud']), miner('c')])).toEqual([
    { tag: 'Garage', count: 2 },
    { tag: 'loud', count: 1 },
  ]);
});
