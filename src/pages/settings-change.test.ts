import { expect, test } from 'vitest';
import { DEFAULT_SETTINGS } from '../domain/settings.ts';
import { replacedBy, sameSettings, stillPending } from './settings-change.ts';

test('what a change replaces is what was there, and nothing else', () => {
  expect(replacedBy(DEFAULT_SETTINGS, { theme: 'dark', currency: 'CHF' })).toEqual({
    theme: 'system',
    currency: 'EUR',
  });
});

test('a newer choice outlives the keeping of an older one in its place', () => {
  expect(stillPending({ theme: 'dark' }, { theme: 'dark' })).toEqual({});
  expect(stillPending({ theme: 'light' }, { theme: 'dark' })).toEqual({ theme: 'light' });
  expect(stillPending({ theme: 'light', currency: 'CHF' }, { theme: 'light' })).toEqual({ currency: 'CHF' });
});

test('the order in which settings stand is no difference', () => {
  const a = { tariffIsExample: false, currency: 'CHF' };
  expect(sameSettings(a, { currency: 'CHF', tariffIsExample: false })).toBe(true);
  expect(sameSettings(a, { currency: 'EUR', tariffIsExample: false })).toBe(false);
});
