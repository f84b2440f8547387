import { expect, test } from 'vitest';
import { chosenToken, isToBeKept } from './chosen-token.ts';

/** A helper that knows these tokens. */
const knowing =
  (...known: string[]) =>
  async (token: string) =>
    known.includes(token)
      ? ({ proxy: 'ok', version: '1', role: 'owner' } as const)
      : ({ proxy: 'not-paired' } as const);
const silent = async () => ({ proxy: 'no-proxy' }) as const;

test('a link of the helper pairs a new browser, and takes the place of an old token', async () => {
  expect(await chosenToken('new', undefined, knowing('new'))).toBe('new');
  expect(await chosenToken('new', 'old', knowing('new'))).toBe('new');
});

test('a link from elsewhere does not unpair a browser', async () => {
  expect(await chosenToken('made-up', 'mine', knowing('mine'))).toBe('mine');
});

test('a new browser keeps what its link says, so that it is told that the link is wrong', async () => {
  expect(await chosenToken('made-up', undefined, knowing('mine'))).toBe('made-up');
});

test('a helper that does not answer just now is no reason to lose its link', async () => {
  expect(await chosenToken('new', 'old', silent)).toBe('new');
});

test('without a link nothing changes', async () => {
  expect(await chosenToken(undefined, 'mine', silent)).toBe('mine');
  expect(await chosenToken(undefined, undefined, silent)).toBeUndefined();
});

test('a link that is opened before the helper runs pairs the browser once it does, and takes no other token’s place', () => {
  expect(isToBeKept({ proxy: 'ok' }, 'old')).toBe(true);
  expect(isToBeKept({ proxy: 'no-proxy' }, '')).toBe(true);
  expect(isToBeKept({ proxy: 'no-proxy' }, 'old')).toBe(false);
  expect(isToBeKept({ proxy: 'not-paired' }, '')).toBe(false);
});
