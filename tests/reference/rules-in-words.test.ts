import { expect, test } from 'vitest';
import { ruleInWords } from './rules-in-words.ts';

const faultsOf = (words: string, found: unknown, expected: unknown) =>
  ruleInWords(words)?.(found, expected).map(({ at }) => at);

const tree = (threshold: number, leaf: number) => ({
  feature: 2,
  threshold,
  gain: 10,
  left: { leaf },
  right: { leaf: 1 },
});

test('trees are the same where they divide by the same features, as nearly as the words say', () => {
  const words = 'structure equal; thresholds abs 0.1; leaf abs 0.01; gain rel 0.5';
  expect(faultsOf(words, tree(5.05, 3), tree(5, 3))).toEqual([]);
  expect(faultsOf(words, tree(5.2, 3), tree(5, 3))).toEqual(['.threshold']);
  expect(faultsOf(words, tree(5, 3.02), tree(5, 3))).toEqual(['.left.leaf']);
  expect(faultsOf(words, [{ ...tree(5, 3), gain: 4 }], [tree(5, 3)])).toEqual(['[0].gain']);
  expect(faultsOf(words, [], [tree(5, 3)])).toEqual(['']);
  expect(faultsOf('structure equal', { ...tree(9, 9), feature: 1 }, tree(5, 3))).toEqual(['']);
  expect(faultsOf('structure equal', tree(9, 9), tree(5, 3))).toEqual([]);
  expect(faultsOf('structure equal', { leaf: 1 }, tree(5, 3))).toEqual(['']);
});

test('roots are the same in so many trees, the first ones by their threshold, too', () => {
  const words =
    'same root feature in >= 50 % of trees; first 1 trees identical feature and threshold (abs 0.1)';
  const roots = [
    [0, 1, 9],
    [3, 1, 9],
  ];
  expect(faultsOf(words, roots, roots)).toEqual([]);
  expect(faultsOf(words, [[0, 1.05, 9], [4]], roots)).toEqual([]);
  expect(faultsOf(words, [[0, 1.2, 9], [3]], roots)).toEqual(['[0]']);
  expect(faultsOf(words, [[7], [8]], roots)).toEqual(['', '[0]']);
});

test('one run is within so many deviations of the mean of many, or so many of its numbers are', () => {
  const faults = (words: string, found: unknown, expected: unknown, deviation: unknown) =>
    ruleInWords(words)?.(found, expected, deviation).map(({ at }) => at);
  const all = 'statistical: single run within mean +- max(5 sd, 0.01)';
  expect(faults(all, 0.94, 0.9, 0.01)).toEqual([]);
  expect(faults(all, 0.96, 0.9, 0.01)).toEqual(['']);
  expect(faults(all, 0.909, 0.9, 0.0001)).toEqual([]);
  expect(faults(all, 0.92, 0.9, undefined)).toEqual(['']);
  expect(faults(all, Float64Array.of(1, 2), [1, 1], [0.1, 0.1])).toEqual(['[1]']);
  expect(faults(all, undefined, [1], [0.1])).toEqual(['[0]']);
  const most = 'statistical: single run within mean +- 5 sd for >= 2 of 3';
  expect(faults(most, [1, 1, 9], [1, 1, 1], [0.1, 0.1, 0.1])).toEqual([]);
  expect(faults(most, [1, 9, 9], [1, 1, 1], [0.1, 0.1, 0.1])).toEqual(['[1]', '[2]']);
});

test('shares of gain are near and in the same order', () => {
  const words = 'gain share per feature abs 0.02; Spearman rank corr of total_gain >= 0.98';
  const gains = (...values: number[]) => ({ total_gain: { ...values } });
  expect(faultsOf(words, gains(70, 20, 10), gains(700, 201, 99))).toEqual([]);
  expect(faultsOf(words, gains(60, 30, 10), gains(70, 20, 10))).toEqual(['.0', '.1']);
  expect(faultsOf(words, gains(34, 33, 33.5), gains(34, 33.5, 33))).toEqual(['']);
});

test('what is only informative is kept by anything, and other words are no rule', () => {
  expect(faultsOf('informative: bin edges may differ', 1, 2)).toEqual([]);
  expect(ruleInWords('near enough')).toBeUndefined();
});
