import { expect, test } from 'vitest';
import { isOwnAddress } from './own-address.ts';

const page = { hostname: 'localhost', port: '8787', protocol: 'http:' };

test('this computer has many names, and all of them lead to the page’s own helper at its port', () => {
  for (const host of ['localhost', '127.0.0.1', '127.9.9.9', '::1'])
    expect(isOwnAddress({ host, port: 8787 }, page)).toBe(true);
  expect(isOwnAddress({ host: '127.0.0.1', port: 20_000 }, page)).toBe(false);
  expect(isOwnAddress({ host: '192.168.1.20', port: 8787 }, page)).toBe(false);
});

test('a page opened under another name knows itself by that name', () => {
  const lan = { hostname: 'nas.local', port: '', protocol: 'https:' };
  expect(isOwnAddress({ host: 'nas.local', port: 443 }, lan)).toBe(true);
  expect(isOwnAddress({ host: '127.0.0.1', port: 443 }, lan)).toBe(false);
});
