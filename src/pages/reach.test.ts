import { expect, test } from 'vitest';
import { reachOf } from './reach.ts';

test('a page of this very computer reaches its helper with or without a network', () => {
  expect(reachOf('http://localhost:8787', true)).toBe('here');
  expect(reachOf('http://127.0.0.1:8787', false)).toBe('here');
});

test('a phone is away from it, and without a network offline', () => {
  expect(reachOf('https://192.168.1.5:8788', true)).toBe('away');
  expect(reachOf('https://box.local:8788', false)).toBe('offline');
});
