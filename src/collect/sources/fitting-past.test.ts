import { expect, test } from 'vitest';
import type { Answer } from '../../domain/sourced.ts';
import { fittingPast } from './fitting-past.ts';

const NOW_MS = Date.UTC(2026, 10, 21, 14, 37);
const HOUR_MS = 3_600_000;

function known(price: number, ageMs = 0): Answer {
  const atMs = NOW_MS - ageMs;
  return {
    key: 'prices:EUR@coinbase',
    quantity: 'prices:EUR',
    provider: 'coinbase',
    askedAtMs: atMs,
    failures: 0,
    nextAtMs: NOW_MS,
    heard: {
      value: [{ coin: 'BTC', currency: 'EUR', price, atMs }],
      provider: 'coinbase',
      atMs,
      receivedAtMs: atMs,
    },
  };
}
const past = (price: number, series = 'price:BTC:EUR') => [
  { series, points: [200, 1].map((hours) => ({ atMs: NOW_MS - hours * HOUR_MS, value: price })) },
];

test('a past that leads to the price of now is kept', () => {
  expect(fittingPast(past(80_000), [known(83_000)], NOW_MS)).toEqual(past(80_000));
});

test.each([830_000, 8_300, 14_000_000])('a past that ends at %s is none of a coin at 83,000', (price) => {
  expect(() => fittingPast(past(price), [known(83_000)], NOW_MS)).toThrow(/times off its price/);
});

test('without a price of today, or of other quantities, nothing is held against it', () => {
  expect(fittingPast(past(1), [], NOW_MS)).toHaveLength(1);
  expect(fittingPast(past(1), [known(83_000, 48 * HOUR_MS)], NOW_MS)).toHaveLength(1);
  expect(fittingPast(past(1, 'fees:BTC'), [known(83_000)], NOW_MS)).toHaveLength(1);
});
