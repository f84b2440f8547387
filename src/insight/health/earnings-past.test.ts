import { expect, test } from 'vitest';
import { earningsLaw } from '../anomaly/earnings-watch.ts';
import { type AccountDays, judgeEarnings, NO_EARNINGS, watchedAccounts } from './earnings-past.ts';

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
