import { expect, test } from 'vitest';
import { formatBytes } from './bytes.ts';

const plain = (text: string) => text.replaceAll(/[\u00a0\u202f]/g, ' ');

test.each([
  [0, '0 B'],
  [512, '512 B'],
  [4_200_000, '4.20 MB'],
  [2_000_000_000, '2.00 GB'],
])('%d bytes are %s', (bytes, words) => {
  expect(plain(formatBytes(bytes, 'en-GB'))).toBe(words);
});

test('an unknown size is a dash', () => {
  expect(formatBytes(undefined)).toBe('–');
});
