import { expect, test } from 'vitest';
import { storedBytes } from './stored-bytes.ts';

test('what is stored is counted by what makes it large', () => {
  expect(storedBytes(new Float64Array(1_000))).toBe(8_000);
  expect(storedBytes({ weights: new Uint8Array(500), losses: [1, 2, 3], id: 'abc' })).toBe(
    7 + 500 + 6 + 24 + 2 + 3,
  );
  expect([null, undefined, true].map(storedBytes)).toEqual([1, 1, 1]);
});
