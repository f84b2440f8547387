import { expect, test } from 'vitest';
import type { ForecastLack } from '../../domain/forecast.ts';
import { ended, lackWay, lackWords } from './lack-words.ts';

const nowMs = Date.UTC(2026, 0, 1, 12);
const options = { temperatureUnit: 'C', locale: 'en-GB', nowMs } as const;
const words = (lack: ForecastLack, unit = 'EUR', step: 'hour' | 'day' = 'day') =>
  lackWords(lack, { step, unit }, options);

test('too little data says how much there is, how much it takes, and when', () => {
  const enoughAtMs = Date.UTC(2026, 1, 13, 12);
  expect(words({ kind: 'too-little-data', has: 17, needs: 60, enoughAtMs })).toBe(
    '17 of 60 days known; enough on 13 Feb 2026 if the source goes on.',
  );
});

test('what is near is told with its hour', () => {
  const enoughAtMs = nowMs + 7 * 3_600_000;
  expect(words({ kind: 'too-little-data', has: 41, needs: 48, enoughAtMs }, 'W', 'hour')).toMatch(
    /^41 of 48 hours known; enough on 1 Jan 2026, \d\d:00 if/,
  );
});

test('where nothing new comes in nobody promises a day', () => {
  expect(words({ kind: 'too-little-data', has: 1, needs: 60 })).toBe(
    '1 of 60 days known. Nothing new comes in, so nobody can say when it will be enough.',
  );
});

test('what nobody tells comes with the way to it, what only takes time with none', () => {
  const untold = { kind: 'untold', of: 'power-price' } as const;
  expect(words(untold)).toContain('Say your tariff');
  expect(lackWay(untold)).toEqual({ label: 'Say my tariff', href: '/pay' });
  expect(lackWay({ kind: 'untold', of: 'price' })?.href).toBe('/settings/sources');
  expect(lackWay({ kind: 'too-little-data', has: 1, needs: 2 })).toBeUndefined();
});

test('what never changed is said with its value, what is wrong with its reason', () => {
  expect(words({ kind: 'constant', value: 21 }, 'W', 'hour')).toMatch(/^It never changed: 21.W all the time/);
  expect(words({ kind: 'bad-data', detail: 'times run backwards at row 7' })).toBe(
    'Something is wrong with what is stored: times run backwards at row 7.',
  );
});

test('a sentence gets one full stop', () => {
  expect(ended('so it is')).toBe('so it is.');
  expect(ended('So it is. ')).toBe('So it is.');
});
