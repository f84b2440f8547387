import { expect, test } from 'vitest';
import { householdOf, pastOf, pointsTold } from '../../../tests/support/household.ts';
import type { OutsidePoint } from '../../domain/outside-series.ts';
import type { PoolAccount } from '../../domain/pool-account.ts';
import { poolOutside } from './pool-told.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const BEGIN_MS = Date.UTC(2026, 10, 1);
const SPAN = { fromMs: BEGIN_MS, toMs: BEGIN_MS + 30 * DAY_MS };

/** Heard each hour, five seconds after the quarter that it is kept for. */
const hourly = (value: (hour: number) => number, hours: number): readonly OutsidePoint[] =>
  Array.from({ length: hours }, (_, hour) => {
    const atMs = BEGIN_MS + hour * HOUR_MS;
    return { atMs, value: value(hour), knownAtMs: atMs + 5_000 };
  });

function told(minPayout: number | undefined, kept: Readonly<Record<string, readonly OutsidePoint[]>>) {
  const account: PoolAccount = {
    atMs: BEGIN_MS + 10 * DAY_MS,
    hashrates: [],
    coins: [{ coin: 'BTC', balance: 0.001, paid: 1, minPayout }],
    workers: [],
    payouts: [],
    rewards: [],
  };
  const figure = { provider: 'braiins', atMs: account.atMs, receivedAtMs: account.atMs, value: account };
  const house = householdOf({ figures: { 'account:braiins': figure } });
  return poolOutside('braiins', house, pastOf(kept), SPAN);
}

/** It fills by 0.0002 an hour; what is there is sent six hours after it was due, and the last time not at all. */
const payable = hourly((hour) => (hour < 60 ? ((hour % 30) + 1) / 5000 : (hour - 59) / 5000), 168);
const leasts = hourly(() => 0.005, 168);

test('payouts are counted by the day on which it was known whether they came, once the day is over', async () => {
  const { payoutsDue, payoutsInTime } = await told(0.005, {
    'payable:braiins:BTC': payable,
    'least-payout:braiins:BTC': leasts,
  });
  const day = (n: number) => BEGIN_MS + n * DAY_MS;
  // Sent after hours 30 and 60, of the second and third day; due again from hour 84 on and late after 132, of the sixth.
  const due = [0, 1, 1, 0, 0, 1, 0];
  const inTime = [0, 1, 1, 0, 0, 0, 0];
  expect(pointsTold(payoutsDue)).toEqual(due.map((count, n) => [day(n), count, day(n + 1)]));
  expect(pointsTold(payoutsInTime)).toEqual(inTime.map((count, n) => [day(n), count, day(n + 1)]));
});

test('nothing is held against a pool by a least sum that it has not told itself', async () => {
  const { payoutsDue, minPayout } = await told(undefined, { 'payable:braiins:BTC': payable });
  expect(pointsTold(payoutsDue)).toEqual([]);
  expect(minPayout).toBeDefined();
});

test('what an account could be paid is told since it was heard', async () => {
  const { balance } = await told(0.005, { 'payable:braiins:BTC': payable.slice(0, 2) });
  expect(pointsTold(balance).slice(0, 2)).toEqual([
    [BEGIN_MS, 1 / 5000, BEGIN_MS + 5_000],
    [BEGIN_MS + HOUR_MS, 2 / 5000, BEGIN_MS + HOUR_MS + 5_000],
  ]);
});
