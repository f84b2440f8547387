import { expect, test } from 'vitest';
import type { FeatureList } from '../../workers/learner-api.ts';
import { featureInWords } from './feature-in-words.ts';

const list = {
  features: [{ name: 'price_volatility_24h_percent', unit: '%' }],
  told: {},
} as unknown as FeatureList;
const words = featureInWords(list, 'W', {
  money: { currency: 'EUR', unit: 'currency' },
  temperatureUnit: 'C',
});

test('a feature of the registry is called and written as on the page of features', () => {
  expect(words.label('price_volatility_24h_percent')).toBe('Price volatility 24 h');
  expect(words.figure('price_volatility_24h_percent', 4.125)).toMatch(/^4.125.%$/);
});

test('the target’s own past is told by how far back it lies, in its own unit', () => {
  expect(words.label('lag 24')).toBe('Its own value 24 steps before');
  expect(words.figure('lag_24', 21)).toMatch(/^21.W$/);
});

test('what models of rows look at is told in words as well', () => {
  expect(words.label('1 before')).toBe('Its own last step');
  expect(words.label('6 before')).toBe('Its own value 6 steps before');
  expect(words.label('mean of 168')).toBe('Its own mean over 168 steps');
  expect(words.label('1 seasons before')).toBe('Its own value one season before');
  expect(words.label('level')).toBe('Where it stands now');
  expect(words.label('price_volatility_24h_percent now')).toBe(
    'Price volatility 24 h, at the last known step',
  );
});

test('what nobody knows keeps its name', () => {
  expect(words.label('trend_of_x')).toBe('Trend of x');
  expect(words.figure('trend_of_x', 1.23456)).toBe('1.235');
});
