import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { PaidDay } from '../../domain/health/paid-day.ts';
import { daysWithin, payColumns } from './pay-columns.ts';
import { coinUnit, paySummary } from './pay-words.ts';

const DAY_MS = 86_400_000;

function paid(place: number, creditedCoins: number): PaidDay {
  return {
    fromMs: place * DAY_MS,
    toMs: (place + 1) * DAY_MS,
    creditedCoins,
    expectedCoins: 10,
    lowCoins: 9,
    highCoins: 11,
    toleratedCoins: 7,
  };
}

test('days that were not judged are a gap, and never nothing paid', () => {
  const columns = payColumns([paid(0, 10), paid(1, 0), paid(4, 5)]);
  expect([...columns.atMs].map((atMs) => atMs / DAY_MS)).toEqual([0.5, 1.5, 3, 4.5]);
  expect([...columns.credited]).toEqual([10, 0, Number.NaN, 5]);
  for (const column of [columns.expected, columns.tolerated, columns.low, columns.high])
    expect(column[2]).toBeNaN();
});

test('every judged day is drawn with exactly its figures, in order', () => {
  const coins = fc.double({ noNaN: true });
  const places = fc.uniqueArray(fc.nat(20_000), { maxLength: 40 });
  fc.assert(
    fc.property(places, coins, (unordered, credited) => {
      const days = unordered.toSorted((one, other) => one - other).map((place) => paid(place, credited));
      const { atMs, credited: drawn, expected } = payColumns(days);
      expect([...drawn].filter((_, row) => !Number.isNaN(expected[row]))).toEqual(days.map(() => credited));
      expect([...atMs].every((moment, row) => row === 0 || moment > (atMs[row - 1] ?? 0))).toBe(true);
    }),
  );
});

test('a day is shown where its middle lies in the range', () => {
  const days = [paid(0, 1), paid(1, 1), paid(2, 1)];
  expect(daysWithin(days, { fromMs: 0.6 * DAY_MS, toMs: 2.4 * DAY_MS })).toEqual([paid(1, 1)]);
});

test('an axis counts bitcoin as it is written everywhere, and shows small sums of other coins', () => {
  expect(coinUnit('BTC', 0.0009).symbol).toBe('sats');
  expect(coinUnit('BTC', 0.0009).divisor).toBeCloseTo(1e-8, 20);
  expect(coinUnit('BTC', 0.001)).toEqual({ divisor: 1, symbol: 'BTC' });
  expect(coinUnit('LTC', 0.02)).toEqual({ divisor: 1, symbol: 'LTC' });
  expect(coinUnit('LTC', 0.0002)).toEqual({ divisor: 1e-6, symbol: 'µLTC' });
});

test('the caption tells pay before, since and after a drop, and what is missing of it', () => {
  const account = {
    provider: 'braiins',
    coin: 'BTC',
    minerIds: [],
    days: 3,
    creditedCoins: 15,
    expectedCoins: 30,
  };
  const days = [paid(0, 10), paid(2, 4), paid(3, 6), paid(4, 10)];
  const drop = { sinceMs: 2 * DAY_MS, endedAtMs: 4 * DAY_MS, account };
  expect(paySummary(days, drop, (coins) => `${coins} coins`)).toBe(
    'Before, 1 day: 10 coins a day credited, 10 coins expected. ' +
      'Since it began, 2 days: 5 coins a day credited, 10 coins expected. ' +
      'After its end, 1 day: 10 coins a day credited, 10 coins expected. ' +
      'Gaps are days that could not be judged. ' +
      '1 day that counted is not drawn: only the sum of it is kept.',
  );
  const whole = { sinceMs: 2 * DAY_MS, account: { ...account, days: 2 } };
  expect(paySummary([paid(2, 4), paid(3, 6)], whole, String)).toBe(
    'Since it began, 2 days: 5 a day credited, 10 expected.',
  );
});
