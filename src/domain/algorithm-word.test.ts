import { describe, expect, test } from 'vitest';
import { algorithmOf } from './algorithm-word.ts';

describe('the word that a provider has for an algorithm', () => {
  test.each([
    ['SHA-256', 'sha256'],
    ['SHA256ASICBOOST', 'sha256'],
    ['sha256d', 'sha256'],
    ['Scrypt', 'scrypt'],
    ['Equihash', 'equihash'],
    ['Equihash (200,9)', 'equihash'],
    ['KHeavyHash', 'kheavyhash'],
    ['Blake (2b-Sia)', 'blake2b-sia'],
    ['BLAKE2S', 'blake2s'],
    ['Blake3-Alephium', 'blake3'],
    ['Eaglesong', 'eaglesong'],
    ['Etchash', 'etchash'],
    ['RandomXMONERO', 'randomx'],
    ['X11', 'x11'],
  ] as const)('%s is %s', (word, algorithm) => expect(algorithmOf(word)).toBe(algorithm));

  test.each(['Scrypt-N', 'Equihash (144,5)', 'Ethash', 'Blake2b', 'X11Gost', 'sha256csm', 'toString', ''])(
    '%s is none that we know',
    (word) => expect(algorithmOf(word)).toBe('other'),
  );
});
