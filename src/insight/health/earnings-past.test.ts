import { expect, test } from 'vitest';
import { earningsLaw } from '../anomaly/earnings-watch.ts';
import {
  type AccountDays,
  accountKey,
  judgeEarnings,
  NO_EARNINGS,
  readEarnings,
  watchedAccounts,
} from './earnings-past.ts';

const DAY_MS = 86_400_000;
const COINS = 0.01;
const LAW = earningsLaw({
  hashrateHs: 1e12,
  durationMs: DAY_MS,
  coinsPerHsDay: 1e-14,
  shares: 2_000,
  relativeError: 0.03,
  edgeMs: 10 * 60_000,
});

/** So many days of an account whose pool pays half of what it owes. */
function halved(coin: string, days: number): AccountDays {
  const credited = { law: LAW, creditedCoins: COINS / 2 };
  return {
    provider: 'a pool',
    coin,
    minerIds: ['one'],
    days: Array.from({ length: days }, (_, place) => ({
      fromMs: place * DAY_MS,
      toMs: (place + 1) * DAY_MS,
      ...credited,
    })),
  };
}

const facts = (accounts: number, falseAlarmsPerMonth = 1) => ({
  falseAlarmsPerMonth,
  accounts,
  calledFalse: new Set<string>(),
});

test('an account waits the longer for its alarm the more of them share the budget', () => {
  const foundAfterDays = (accounts: number) => {
    const [found] = judgeEarnings(NO_EARNINGS, halved('BTC', 60), facts(accounts)).book;
    return (found?.foundAtMs ?? Number.NaN) / DAY_MS;
  };
  expect(foundAfterDays(1)).toBeLessThanOrEqual(3);
  expect(foundAfterDays(1_000)).toBeGreaterThan(foundAfterDays(1));
  // As an owner who allows so much less.
  const strict = judgeEarnings(NO_EARNINGS, halved('BTC', 60), facts(1, 1 / 1_000)).book[0];
  expect(foundAfterDays(1_000)).toBe((strict?.foundAtMs ?? Number.NaN) / DAY_MS);
});

test('only accounts that can raise an alarm share it', () => {
  const [btc, bch, idle] = [
    halved('BTC', 5),
    halved('BCH', 0),
    { ...halved('DGB', 0), missing: 'terms' } as const,
  ];
  expect(watchedAccounts(NO_EARNINGS, [btc, bch, idle])).toBe(1);
  const past = judgeEarnings(NO_EARNINGS, halved('BCH', 2), facts(1));
  expect(watchedAccounts(past, [btc, bch, idle])).toBe(2);
  expect(watchedAccounts(NO_EARNINGS, [])).toBe(0);
});

const judgedOf = (past: ReturnType<typeof readEarnings>) =>
  past.accounts[accountKey(halved('BTC', 0))]?.judged;

test('the days that are remembered add up to what the finding says of them', () => {
  const past = judgeEarnings(NO_EARNINGS, halved('BTC', 4), facts(1));
  const account = past.book[0]?.finding.account;
  const days = judgedOf(past) ?? [];
  expect(days.map(({ fromMs }) => fromMs / DAY_MS)).toEqual([0, 1, 2, 3]);
  expect(account?.days).toBe(days.length);
  const sum = (of: (day: (typeof days)[number]) => number) => days.reduce((all, day) => all + of(day), 0);
  expect(sum(({ creditedCoins }) => creditedCoins)).toBeCloseTo(account?.creditedCoins ?? Number.NaN, 12);
  expect(sum(({ expectedCoins }) => expectedCoins)).toBeCloseTo(account?.expectedCoins ?? Number.NaN, 12);
});

test('a remembered day has its 95 % by the normal law about what was owed, and the tolerated drop of 30 %', () => {
  const [day] = judgedOf(judgeEarnings(NO_EARNINGS, halved('BTC', 1), facts(1))) ?? [];
  // The doubt of this law is below 5 %, where it is the normal law: 1.959964 deviations.
  const spread = 1.959964 * LAW.noise;
  expect((day?.lowCoins ?? 0) / COINS).toBeCloseTo(1 - spread, 6);
  expect((day?.highCoins ?? 0) / COINS).toBeCloseTo(1 + spread, 6);
  expect((day?.toleratedCoins ?? 0) / COINS).toBeCloseTo(0.7, 12);
});

test('a day whose pay was not weighed is not remembered, and no day twice', () => {
  const [first, , third] = halved('BTC', 3).days;
  const unknown = { ...halved('BTC', 2).days[1], law: { ...LAW, forShares: Number.NaN } };
  const days = [first, unknown, third] as AccountDays['days'];
  const past = judgeEarnings(NO_EARNINGS, { ...halved('BTC', 0), days }, facts(1));
  const again = judgeEarnings(past, halved('BTC', 0), facts(1));
  expect(judgedOf(again)?.map(({ fromMs }) => fromMs / DAY_MS)).toEqual([0, 2]);
});

test('a year of days is remembered, and the oldest go', () => {
  const past = judgeEarnings(NO_EARNINGS, halved('BTC', 400), facts(1));
  expect(judgedOf(past)).toHaveLength(366);
  expect(judgedOf(past)?.at(-1)?.toMs).toBe(400 * DAY_MS);
});

test('what was kept before single days were is read as it is, and gone on from', () => {
  const now = judgeEarnings(NO_EARNINGS, halved('BTC', 5), facts(1));
  const before = {
    ...now,
    accounts: Object.fromEntries(
      Object.entries(now.accounts).map(([key, { judged: _, ...account }]) => [key, account]),
    ),
  };
  expect(readEarnings(structuredClone(before))).toEqual(before);
  const next = halved('BTC', 6).days.slice(5);
  const after = judgeEarnings(readEarnings(before), { ...halved('BTC', 0), days: next }, facts(1));
  expect(after.book[0]?.id).toBe(now.book[0]?.id);
  expect(after.book[0]?.finding.account?.days).toBe(6);
  expect(judgedOf(after)?.map(({ fromMs }) => fromMs / DAY_MS)).toEqual([5]);
  expect(readEarnings(structuredClone(after))).toEqual(after);
});

test('what cannot be read is begun anew', () => {
  const past = judgeEarnings(NO_EARNINGS, halved('BTC', 2), facts(1));
  const [account] = Object.values(past.accounts);
  const broken = { ...past, accounts: { one: { ...account, judged: [{ fromMs: 'yesterday' }] } } };
  expect(readEarnings(broken)).toEqual(NO_EARNINGS);
});
