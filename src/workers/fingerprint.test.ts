import { expect, test } from 'vitest';
import { fingerprint } from './fingerprint.ts';

test('the word is another one as soon as a number, a letter or the cut between two parts is', () => {
  const words = [
    fingerprint(['a', Float64Array.of(1, 2)]),
    fingerprint(['a', Float64Array.of(1, 3)]),
    fingerprint(['b', Float64Array.of(1, 2)]),
    fingerprint(['a', Float64Array.of(1), Float64Array.of(2)]),
    fingerprint(['a', Float64Array.of(2, 1)]),
  ];
  expect(new Set(words).size).toBe(words.length);
  expect(fingerprint(['a', Float64Array.of(1, 2)])).toBe(words[0]);
});
