import { expect, test } from 'vitest';
import type { Tariff } from '../../domain/economics/tariff.ts';
import { dayPatterns, stretchesOf } from './day-pattern.ts';

const evening: Tariff = {
  kind: 'time-of-use',
  basePerKwh: 0.2,
  periods: [{ fromMinute: 17 * 60, toMinute: 20 * 60, pricePerKwh: 0.4 }],
};

test('a flat price is one stretch of one day that all weekdays share', () => {
  expect(dayPatterns({ kind: 'flat', pricePerKwh: 0.25 })).toEqual([
    {
      weekdays: [1, 2, 3, 4, 5, 6, 7],
      stretches: [{ fromMinute: 0, toMinute: 1440, pricePerKwh: 0.25 }],
    },
  ]);
});

test('a dear evening cuts the day in three', () => {
  expect(stretchesOf(evening, 1).map(({ fromMinute, pricePerKwh }) => [fromMinute, pricePerKwh])).toEqual([
    [0, 0.2],
    [1020, 0.4],
    [1200, 0.2],
  ]);
});

test('weekends of their own are told as a second day', () => {
  const tariff: Tariff = {
    ...evening,
    periods: [{ fromMinute: 1020, toMinute: 1200, weekdays: [1, 2, 3, 4, 5], pricePerKwh: 0.4 }],
  };
  expect(dayPatterns(tariff).map((pattern) => pattern.weekdays)).toEqual([
    [1, 2, 3, 4, 5],
    [6, 7],
  ]);
});

test('a period over midnight stands at both ends of the day', () => {
  const tariff: Tariff = {
    kind: 'time-of-use',
    basePerKwh: 0.3,
    periods: [{ fromMinute: 22 * 60, toMinute: 6 * 60, pricePerKwh: 0.1 }],
  };
  expect(stretchesOf(tariff, 3).map(({ toMinute, pricePerKwh }) => [toMinute, pricePerKwh])).toEqual([
    [360, 0.1],
    [1320, 0.3],
    [1440, 0.1],
  ]);
});

test('seasons are told as days of their months, and what comes on top is in their prices', () => {
  const tariff: Tariff = {
    ...evening,
    periods: [{ fromMinute: 1020, toMinute: 1200, months: [6, 7, 8], pricePerKwh: 0.4 }],
    additions: { surchargePerKwh: 0.1, leviesPerKwh: 0, vatFraction: 0.2 },
  };
  const told = dayPatterns(tariff).map(({ months, stretches }) => ({
    months,
    prices: stretches.map(({ pricePerKwh }) => Number(pricePerKwh.toFixed(9))),
  }));
  expect(told).toEqual([
    { months: [1, 2, 3, 4, 5, 9, 10, 11, 12], prices: [0.36] },
    { months: [6, 7, 8], prices: [0.36, 0.6, 0.36] },
  ]);
});
