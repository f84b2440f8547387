import { expect, test } from 'vitest';
import { environmentKeys } from './environment-keys.ts';

test('of the environment only keys ever go out, whatever a row should name', () => {
  const keyOf = environmentKeys({
    DAVYLAMP_KEY_ENTSOE: 'k',
    DAVYLAMP_KEY_EMPTY: '',
    DAVYLAMP_TOKEN: 't',
    DAVYLAMP_SECRET: 's',
    HOME: '/home/ann',
  });
  const named = [
    'DAVYLAMP_KEY_ENTSOE',
    'DAVYLAMP_KEY_EMPTY',
    'DAVYLAMP_TOKEN',
    'DAVYLAMP_SECRET',
    'HOME',
    '__proto__',
  ];
  expect(named.map(keyOf)).toEqual(['k', undefined, undefined, undefined, undefined, undefined]);
});
