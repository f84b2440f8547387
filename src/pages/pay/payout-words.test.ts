import { expect, test } from 'vitest';
import type { PayoutCalendar } from '../../workers/payout-api.ts';
import { comingRows, fillOf, payoutLines, poolDay, sentRows } from './payout-words.ts';

const NOW_MS = Date.UTC(2026, 0, 15);
const CALENDAR: PayoutCalendar = {
  provider: 'braiins',
  coin: 'BTC',
  atMs: NOW_MS - 60_000,
  balance: 0.0003,
  minPayout: 0.0005,
  minPayoutBy: 'table',
  sent: [],
  coming: [],
  untilMs: Date.UTC(2026, 1, 14),
};
const SHOWN = { currency: 'EUR', unit: 'sats', btcPrice: 90_000 } as const;
const plain = (words: string | undefined) => words?.replaceAll(/\s/g, ' ');
const NEXT = {
  medianMs: Date.UTC(2026, 0, 19),
  earliestMs: Date.UTC(2026, 0, 18),
  latestMs: Date.UTC(2026, 0, 21),
  missingCoins: 0.0002,
  coins: 0.00051013,
  chance: 1,
};

test('an account fills up towards its minimum, and is never fuller than full', () => {
  const fill = fillOf(CALENDAR, SHOWN);
  expect(fill?.done).toBeCloseTo(0.6, 9);
  expect(plain(fill?.label)).toBe('30 000 sats of 50 000 sats waiting');
  expect(fillOf({ ...CALENDAR, balance: 0.002 }, SHOWN)?.done).toBe(1);
  expect(fillOf({ ...CALENDAR, minPayout: 0 }, SHOWN)?.done).toBeUndefined();
  expect(fillOf({ ...CALENDAR, balance: undefined }, SHOWN)).toBeUndefined();
});

test('an expected payment has its two days, odds below certainty, and sum', () => {
  const [row] = comingRows({ ...CALENDAR, coming: [NEXT] }, SHOWN);
  expect(plain(row?.name)).toMatch(/^(19 Jan|Jan 19),? 2026$/);
  expect(row?.cells.map(plain)).toEqual([
    expect.stringMatching(/18.* and .*21/),
    '> 99.9 %',
    // Not to the satoshi.
    '51 000 sats',
  ]);
  const [ready] = comingRows({ ...CALENDAR, coming: [{ ...NEXT, missingCoins: 0 }] }, SHOWN);
  expect([ready?.name, ready?.cells[0]]).toEqual(['Next round', 'the balance is enough']);
});

test('a payment that was sent has the worth of then, and nothing is made up', () => {
  const payout = { atMs: Date.UTC(2026, 0, 4), coin: 'BTC', amount: 0.0004, fee: 0.00001 };
  const price = { price: 80_000, atMs: payout.atMs, provider: 'coingecko' };
  const { fee: _, ...free } = payout;
  const sent = [
    { pool: 'Braiins Pool', payout, price, bitcoin: price },
    { pool: 'Braiins Pool', payout: { ...free, atMs: undefined } },
  ];
  const rows = sentRows({ ...CALENDAR, sent }, { ...SHOWN, unit: 'currency' });
  expect(rows[0]?.name).toBe(poolDay(payout.atMs));
  expect(rows[1]?.name).toBe('no day told');
  expect(rows[0]?.cells.map(plain)).toEqual(['40 000 sats', '1 000 sats', '€32.00']);
  expect(rows[1]?.cells.slice(1)).toEqual(['–', '–']);
});

test('minimum and fee are said with who tells them', () => {
  const lines = (change: Partial<PayoutCalendar>) =>
    new Map(payoutLines({ ...CALENDAR, ...change }, SHOWN, NOW_MS));
  expect(lines({}).get('Least that is sent')).toContain('from the list of pools');
  expect(lines({ minPayoutBy: 'account' }).get('Least that is sent')).toContain('of your account');
  expect(lines({}).get('Sending costs')).toBe('not told by any of your payouts');
  expect(plain(lines({ sendingFee: 1e-5 }).get('Sending costs'))).toContain('1 000 sats a payment');
});
