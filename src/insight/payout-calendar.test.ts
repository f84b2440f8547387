import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foreseenPayouts, nextPayout, type PayoutWait } from './payout-calendar.ts';

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

describe('the calendar of payments', () => {
  const MONTH = { confidence: 0.9, untilMs: 30 * DAY_MS };
  const SURE = { ...WAIT, creditsPerDay: 1e6 };

  it('of a pool that pays by shares has one each time the balance is full again', () => {
    // 1e-4 missing at 2e-5 a day, then 5e-4 each: after 5 and 30 days, the second as likely as not within the month.
    const [first, second, ...others] = foreseenPayouts(SURE, MONTH);
    expect(days(first?.medianMs)).toBeCloseTo(5, 2);
    expect(first).toMatchObject({ chance: 1 });
    expect(first?.coins).toBeCloseTo(5e-4, 8);
    expect(days(second?.medianMs)).toBeCloseTo(30, 2);
    expect(second?.chance).toBeCloseTo(0.5, 2);
    expect(others).toEqual([]);
  });

  it('begins with a balance that is large enough, with all of it', () => {
    const [first, second] = foreseenPayouts({ ...SURE, balance: 7e-4 }, MONTH);
    expect(first).toMatchObject({ medianMs: 0, chance: 1, coins: 7e-4 });
    expect(days(second?.medianMs)).toBeCloseTo(25, 2);
  });

  it('keeps the next payment however far off it is, with its small chance', () => {
    const coming = foreseenPayouts({ ...SURE, minPayout: 0.01 }, MONTH);
    expect(coming).toHaveLength(1);
    expect(days(coming[0]?.medianMs)).toBeCloseTo(480, 0);
    expect(coming[0]?.chance).toBe(0);
  });

  it('counts on one a day at most, be the minimum as small as it may', () => {
    for (const minPayout of [0, 1e-8]) {
      const coming = foreseenPayouts({ ...WAIT, creditsPerDay: 24, balance: 1, minPayout }, MONTH);
      expect(coming.length).toBeGreaterThan(25);
      expect(coming.length).toBeLessThan(45);
      expect(days(coming[1]?.medianMs)).toBeCloseTo(1, 1);
    }
  });

  it('is empty where nothing is earned, and a balance that is enough is sent all the same', () => {
    expect(foreseenPayouts({ ...WAIT, coinsPerDay: 0 }, MONTH)).toEqual([]);
    const idle = { ...WAIT, balance: 1, minPayout: 0, coinsPerDay: 0, creditsPerDay: 0 };
    expect(foreseenPayouts(idle, MONTH)).toHaveLength(1);
  });

  it('comes in order, each no likelier than the one before', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1e-5, max: 1e-2, noNaN: true }),
        fc.double({ min: 0.1, max: 48, noNaN: true }),
        fc.double({ min: 0, max: 0.3, noNaN: true }),
        (minPayout, creditsPerDay, rateRelativeSd) => {
          const coming = foreseenPayouts({ ...WAIT, minPayout, creditsPerDay, rateRelativeSd }, MONTH);
          coming.slice(1).forEach((next, i) => {
            expect(next.medianMs).toBeGreaterThan(coming[i]?.medianMs ?? 0);
            expect(next.chance).toBeLessThanOrEqual(coming[i]?.chance ?? 1);
            expect(next.earliestMs).toBeLessThanOrEqual(next.medianMs);
            expect(next.latestMs).toBeGreaterThanOrEqual(next.medianMs);
          });
        },
      ),
    );
  });
});
