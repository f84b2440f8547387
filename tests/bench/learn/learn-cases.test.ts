import { expect, test } from 'vitest';
import { judged } from './learn-cases.ts';

const beside = { name: 'trees', peer: { name: 'native', mostRatio: 1.5, recordedMs: 100 }, repeats: 3 };

test('work passes that takes at most so many times what the native package takes in the same run', () => {
  expect(judged(beside, { ours: [140, 900, 150], theirs: [100, 101, 99] })).toEqual({
    figures: {
      trees_ms: 150,
      native_ms: 100,
      trees_by_peer: 1.5,
      trees_by_peer_limit: 1.5,
      trees_pass: 1,
    },
    failures: [],
    notices: [],
  });
});

test('work that takes longer fails, and by how much is said', () => {
  const { figures, failures } = judged(beside, { ours: [200], theirs: [100] });
  expect(failures).toEqual(['trees takes 2.00 × native, the limit is 1.5']);
  expect(figures.trees_pass).toBe(0);
});

test('where the native package is missing, the recorded time stands beside ours, and fails nobody', () => {
  const { figures, failures, notices } = judged(beside, { ours: [200], theirs: [] });
  expect(failures).toEqual([]);
  expect(notices).toEqual(['native is not installed here: trees takes 2.00 × its recorded 100 ms']);
  expect(figures).toMatchObject({ native_recorded_ms: 100, trees_by_recorded: 2, trees_pass: 1 });
});

test('work with a limit of its own fails beyond it, and so does work that was not timed', () => {
  const alone = { name: 'day', mostMs: 100, repeats: 1 };
  expect(judged(alone, { ours: [100], theirs: [] }).failures).toEqual([]);
  expect(judged(alone, { ours: [101], theirs: [] }).failures).toEqual(['day takes 101 ms, the limit is 100']);
  expect(judged(alone, { ours: [], theirs: [] }).failures).toEqual(['day was not timed']);
});
