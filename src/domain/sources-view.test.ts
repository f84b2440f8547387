import { expect, test } from 'vitest';
import type { Answer } from './sourced.ts';
import { bestFigures } from './sources-view.ts';

const NOW_MS = Date.UTC(2026, 10, 21, 12);
const quote = (coin: string, price: number, ageMs = 0) => ({
  coin,
  currency: 'EUR',
  price,
  atMs: NOW_MS - ageMs,
});

function answer(provider: string, value: unknown, failures = 0, ageMs = 0): Answer {
  const atMs = NOW_MS - ageMs;
  const heard = { value, provider, atMs, receivedAtMs: atMs };
  const quantity = 'prices:EUR';
  return {
    key: `${quantity}@${provider}`,
    quantity,
    provider,
    heard,
    askedAtMs: atMs,
    failures,
    nextAtMs: 0,
  };
}
const best = (...answers: Answer[]) =>
  bestFigures(answers, () => answers.map(({ provider }) => provider))['prices:EUR'];

test('who stands in and knows Bitcoin alone does not take the other coins’ prices away', () => {
  const failing = answer('coingecko', [quote('BTC', 80_000), quote('DOGE', 0.2)], 1, 600_000);
  const figure = best(failing, answer('kraken', [quote('BTC', 80_100)]));
  expect(figure?.provider).toBe('kraken');
  expect(figure?.value).toEqual([
    quote('BTC', 80_100),
    { ...quote('DOGE', 0.2), atMs: NOW_MS - 600_000, provider: 'coingecko' },
  ]);
});

test('a price that the preferred provider tells is never replaced by another’s', () => {
  const figure = best(
    answer('coingecko', [quote('BTC', 1)], 0, 600_000),
    answer('kraken', [quote('BTC', 2)]),
  );
  expect(figure?.value).toEqual([quote('BTC', 1)]);
});

test('an answer that another version has stored in another form is no list of prices', () => {
  expect(best(answer('coingecko', { btc: 1 }), answer('kraken', [quote('BTC', 2)]))?.value).toMatchObject([
    { coin: 'BTC', provider: 'kraken' },
  ]);
});

test('for a price that is held back another one’s newer price counts, and its older one only without', () => {
  const doubt = {
    of: 'price',
    coin: 'BTC',
    currency: 'EUR',
    told: 830_000,
    toldAtMs: NOW_MS,
    known: 83_000,
    knownBy: 'coingecko',
    knownAtMs: NOW_MS - 7_200_000,
    counted: false,
  } as const;
  const held = {
    ...answer('coingecko', [quote('BTC', 83_000, 7_200_000), quote('DOGE', 0.2)]),
    doubts: [doubt],
  };
  expect(best(held)?.value).toEqual([quote('BTC', 83_000, 7_200_000), quote('DOGE', 0.2)]);
  expect(best(held, answer('kraken', [quote('BTC', 84_000)]))?.value).toEqual([
    { ...quote('BTC', 84_000), provider: 'kraken' },
    quote('DOGE', 0.2),
  ]);
});
