import { expect, test } from 'vitest';
import { awattarPrices } from './awattar.ts';

const HOUR_MS = 3_600_000;
const START_MS = Date.UTC(2026, 2, 28, 23);

function read(data: unknown) {
  return awattarPrices.parse(
    { status: 200, text: JSON.stringify({ data }), receivedAtMs: 0 },
    { country: 'de' },
  );
}

function row(hour: number, marketprice: unknown) {
  return {
    start_timestamp: START_MS + hour * HOUR_MS,
    end_timestamp: START_MS + (hour + 1) * HOUR_MS,
    marketprice,
  };
}

test('a megawatt-hour is a thousand kilowatt-hours, and prices below zero are prices', () => {
  const [series] = read([row(0, 125), row(1, -500)]);
  expect(series?.prices.map(({ pricePerKwh }) => pricePerKwh)).toEqual([0.125, -0.5]);
  expect(series).toMatchObject({
    id: 'DE-LU',
    includes: 'wholesale',
    currency: 'EUR',
    resolutionMs: HOUR_MS,
  });
});

test('a row that is broken, doubled or out of order costs no other', () => {
  const [series] = read([row(2, 30), row(0, 10), row(1, null), row(2, 99), { marketprice: 5 }]);
  expect(
    series?.prices.map(({ fromMs, pricePerKwh }) => [(fromMs - START_MS) / HOUR_MS, pricePerKwh]),
  ).toEqual([
    [0, 0.01],
    [2, 0.03],
  ]);
});

test('an empty list is a matter of time, a missing one is no answer', () => {
  expect(() => read([])).toThrow('not-yet');
  expect(() => read(undefined)).toThrow('unreadable-reply');
});
