import { expect, test } from 'vitest';
import { typedLogin } from './typed-login.ts';

test('without a password there is no login, whatever name was typed', () => {
  expect(typedLogin('admin', '')).toBeUndefined();
});

test('a name loses the spaces around it and may be absent; a password keeps its own', () => {
  expect(typedLogin(' admin ', ' pass word ')).toEqual({ username: 'admin', password: ' pass word ' });
  expect(typedLogin('  ', 'token')).toEqual({ password: 'token' });
});
