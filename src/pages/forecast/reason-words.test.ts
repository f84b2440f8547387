import { expect, test } from 'vitest';
import type { ForecastReason } from '../../domain/forecast.ts';
import { reasonWords } from './reason-words.ts';

const atMs = Date.UTC(2026, 0, 5, 17);
const feature = { label: (name: string) => `“${name}”`, figure: (_: string, value: number) => String(value) };
const words = (reason: ForecastReason, step: 'hour' | 'day' = 'day') =>
  reasonWords(reason, { unit: 'EUR', step }, feature, { temperatureUnit: 'C', locale: 'en-GB' }).replaceAll(
    '\u00a0',
    ' ',
  );

test('a feature is named with its value, and pushes up or down in the target’s unit', () => {
  const pushed = { kind: 'feature', feature: 'rsi', value: 71, method: 'shares' } as const;
  expect(words({ ...pushed, push: 120 })).toBe('“rsi” is 71: that pushes it up by €120.00.');
  expect(words({ ...pushed, push: -120 })).toBe('“rsi” is 71: that pushes it down by €120.00.');
});

test('what the target’s own past does is told as one', () => {
  expect(words({ kind: 'own-past', push: -0.5 })).toBe('How it went itself lately pushes it down by €0.500.');
  expect(words({ kind: 'own-past', push: 0.5 })).toContain('pushes it up by €0.50');
});

test('rules of the chain are told with their day and their size', () => {
  const retarget = { changeFraction: 0.032, lowFraction: 0.021, highFraction: 0.044 };
  expect(words({ kind: 'retarget', atMs, ...retarget })).toMatch(
    /^The difficulty changes on 5 Jan 2026, .* by about \+3\.2 % \(\+2\.1 % to \+4\.4 %\)/,
  );
  expect(words({ kind: 'subsidy', atMs, changeFraction: -0.5 })).toContain('by −50 %');
});

test('what is published, repeated or kept is said so', () => {
  expect(words({ kind: 'published', untilMs: atMs })).toMatch(/^Up to 5 Jan 2026.* it is published/);
  expect(words({ kind: 'season', stepsAgo: 24 }, 'hour')).toBe('It repeats what was 24 hours before.');
  expect(words({ kind: 'as-now', value: 61_000 })).toBe('It is said to stay as it was last: €61,000.');
});
