import { expect, test } from 'vitest';
import type { CoinAccount } from '../../domain/pool-account.ts';
import { accountHeard } from './account-heard.ts';

const NOW_MS = Date.UTC(2026, 10, 21, 14, 37);
const QUARTER_MS = Date.UTC(2026, 10, 21, 14, 30);

const kept = (coin: CoinAccount) =>
  accountHeard('braiins', {
    atMs: NOW_MS,
    hashrates: [],
    coins: [coin],
    workers: [],
    payouts: [],
    rewards: [],
  }).past?.map(({ series, points }) => [series, points[0]?.atMs, points[0]?.value]);

test('of an account are kept by the quarter what it came to, what it could be paid and the least that it is paid', () => {
  expect(kept({ coin: 'BTC', balance: 0.004, unconfirmed: 0.001, earned: 1.2, minPayout: 0.005 })).toEqual([
    ['earned:braiins:BTC', QUARTER_MS, 1.2],
    ['payable:braiins:BTC', QUARTER_MS, 0.004],
    ['least-payout:braiins:BTC', QUARTER_MS, 0.005],
  ]);
});

test('what it does not tell is not kept, and what is not sure yet is nothing that could be paid', () => {
  expect(kept({ coin: 'BTC', unpaid: 0.003 })).toEqual([['balance:braiins:BTC', QUARTER_MS, 0.003]]);
  expect(kept({ coin: 'BTC', unconfirmed: 0.001 })).toEqual([]);
});
