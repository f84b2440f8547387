import { expect, test } from 'vitest';
import { md5Crypt } from './md5-crypt.ts';

test.each([
  // `openssl passwd -1 -salt SALT PASSWORD` (OpenSSL 3).
  ['admin', 'jbzkfQls', '.7avgGnCiCEyQm5583jqa1'],
  ['admin', 'a', 'W8NqLlKiUpyUpxmLGXcjB1'],
  ['correct horse battery staple', '12345678', '6Y1hlBBgoOi.BbdQMriqZ1'],
  ['', 'abcdefgh', 'M55TzYaaccxVGbptZWaxX/'],
  ['pä55wörd', 'xyz', 'zUL56WeseRH2/FnZmgFz60'],
  ['0123456789abcdef', 'saltsalt', 'xXjYoUe111lGDGm6AfLHb1'],
  // The hash that stands in a WhatsMiner's own program for the password that it leaves its maker with.
  ['admin', 'BQ5hoXV9', 'RxmaDUO33TS7O26yeMHZ81'],
])('MD5-crypt of "%s" with salt "%s" is what openssl says', (password, salt, hash) => {
  expect(md5Crypt(password, salt)).toBe(hash);
});

test('only the first eight signs of a salt count', () => {
  expect(md5Crypt('admin', 'jbzkfQlsXYZ')).toBe(md5Crypt('admin', 'jbzkfQls'));
});
