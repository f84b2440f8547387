import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nextPayout, type PayoutWait } from './payout-calendar.ts';

const DAY_MS = 86_400_000;
const WAIT: PayoutWait = {
  balance: 4e-4,
  minPayout: 5e-4,
  coinsPerDay: 2e-5,
  creditsPerDay: 2,
  nowMs: 0,
};
const days = (ms: number | undefined) => (ms ?? Number.NaN) / DAY_MS;

describe('the next payment', () => {
  it('ten blocks away at two a day comes between 2.7 and 7.9 days with 90 %', () => {
    const next = nextPayout(WAIT, 0.9);
    // Quantiles of Gamma(10): 5.4254, 9.6687, 15.7052 (tables of chi-square with 20 degrees: 10.851, 19.337, 31.410).
    expect(days(next?.earliestMs)).toBeCloseTo(10.851 / 4, 3);
    expect(days(next?.medianMs)).toBeCloseTo(19.337 / 4, 3);
    expect(days(next?.latestMs)).toBeCloseTo(31.41 / 4, 3);
  });

  it('under FPPS is all but certain: five days, give or take an hour', () => {
    const next = nextPayout({ ...WAIT, creditsPerDay: 1e7 }, 0.9);
    expect(days(next?.medianMs)).toBeCloseTo(5, 3);
    expect((next?.latestMs ?? 0) - (next?.earliestMs ?? 0)).toBeLessThan(3_600_000);
  });

  it('is less certain where the rate is', () => {
    const next = nextPayout({ ...WAIT, creditsPerDay: 1e7, rateRelativeSd: 0.1 }, 0.9);
    expect(days(next?.latestMs) - days(next?.earliestMs)).toBeCloseTo(2 * 1.645 * 0.1 * 5, 1);
  });

  it('is now where the balance is enough, at the next hour of sending where there is one', () => {
    expect(nextPayout({ ...WAIT, balance: 1 }, 0.9)).toMatchObject({ medianMs: 0, missingCoins: 0 });
    const nowMs = 3 * DAY_MS + 5 * 3_600_000;
    expect(nextPayout({ ...WAIT, balance: 1, nowMs, sendsAtUtcHour: 4 }, 0.9)?.medianMs).toBe(
      4 * DAY_MS + 4 * 3_600_000,
    );
  });

  it('is unknown where nothing is earned', () => {
    expect(nextPayout({ ...WAIT, coinsPerDay: 0 }, 0.9)).toBeUndefined();
  });

  it('comes no later with more in the account, and the interval holds its middle', () => {
    const part = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(
        part,
        part,
        fc.double({ min: 0.01, max: 1000, noNaN: true }),
        (one, other, creditsPerDay) => {
          const at = (share: number) => nextPayout({ ...WAIT, balance: 5e-4 * share, creditsPerDay }, 0.9);
          const [poor, rich] = [at(Math.min(one, other)), at(Math.max(one, other))];
          expect(rich?.medianMs ?? 0).toBeLessThanOrEqual(poor?.medianMs ?? 0);
          expect(poor?.earliestMs ?? 0).toBeLessThanOrEqual(poor?.medianMs ?? 0);
          expect(poor?.medianMs ?? 0).toBeLessThanOrEqual(poor?.latestMs ?? 0);
        },
      ),
    );
  });
});
