import { expect, test } from 'vitest';
import { whyNotDecide } from './may-decide.ts';

test('the owner’s own browser decides', () => {
  expect(whyNotDecide({ proxy: 'ok', role: 'owner' }, 'here')).toBeUndefined();
  expect(whyNotDecide({ proxy: 'ok' }, 'away')).toBeUndefined();
});

test('a device that was let in is told that it is in', () => {
  expect(whyNotDecide({ proxy: 'ok', role: 'device' }, 'away')).toMatch(/^This device is in\./);
});

test('a phone that was turned away is not told to pair first, for it cannot', () => {
  expect(whyNotDecide({ proxy: 'not-paired' }, 'away')).toContain('is not let in, or not any more');
  expect(whyNotDecide({ proxy: 'not-paired' }, 'away')).not.toContain('Pair');
  expect(whyNotDecide({ proxy: 'not-paired' }, 'here')).toContain('Pair it first');
});

test('a phone that does not reach the helper does not call it silent', () => {
  expect(whyNotDecide({ proxy: 'no-proxy' }, 'offline')).not.toContain('does not answer');
  expect(whyNotDecide(undefined, 'here')).toContain('does not answer');
});
