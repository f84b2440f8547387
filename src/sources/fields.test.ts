import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isoOf, momentOf, secondsOf } from './fields.ts';

test('seconds become milliseconds, whether told as a number or as text', () => {
  expect(secondsOf(1_700_000_000)).toBe(1_700_000_000_000);
  expect(secondsOf('1700000000')).toBe(1_700_000_000_000);
});

test.each([0, -1, '', 'soon', null, Number.NaN, Number.POSITIVE_INFINITY])('%j is no moment', (told) => {
  expect(secondsOf(told)).toBeUndefined();
  expect(momentOf(told)).toBeUndefined();
});

test('the last moment is the last that a date can tell', () => {
  expect(momentOf(8.64e15)).toBe(8.64e15);
  expect(secondsOf(8.64e12)).toBe(8.64e15);
  expect(momentOf(8.64e15 + 1)).toBeUndefined();
  expect(secondsOf(8.64e12 + 1)).toBeUndefined();
});

test('whatever a provider tells as a time, what is read of it can be written out as a date', () => {
  const told = fc.oneof(
    fc.double(),
    fc.maxSafeInteger(),
    fc.double().map(String),
    fc.string(),
    fc.anything(),
  );
  fc.assert(
    fc.property(told, (value) => {
      for (const atMs of [momentOf(value), secondsOf(value), isoOf(value)])
        if (atMs !== undefined) expect(() => new Date(atMs).toISOString()).not.toThrow();
    }),
  );
});

test('text without a zone is UTC, and of one that names a zone that counts', () => {
  const atMs = Date.UTC(2026, 2, 29, 1, 30);
  for (const told of ['2026-03-29T01:30:00', '2026-03-29 01:30', '2026-03-29T03:30:00+02:00'])
    expect(isoOf(told)).toBe(atMs);
});

test.each([
  '9999-99-99',
  '2026-02-30T25:00:00Z',
  '29.03.2026',
  '1700000000',
  '',
  1_700_000_000,
  '+275761-01-01',
])('%j is no date', (told) => {
  expect(isoOf(told)).toBeUndefined();
});
