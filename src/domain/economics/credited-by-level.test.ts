import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { OutsidePoint } from '../outside-series.ts';
import { accountLevel } from '../pool-balance.ts';
import { creditedByLevel } from './credited-by-level.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** Looks each quarter of an hour at an account that is credited 1 at one o'clock of each day. */
function daily(days: number, changed: (atMs: number, coins: number) => number | undefined): OutsidePoint[] {
  const points: OutsidePoint[] = [];
  for (let atMs = 0; atMs < days * DAY_MS; atMs += 15 * MINUTE_MS) {
    const value = changed(atMs, Math.floor((atMs + DAY_MS - HOUR_MS) / DAY_MS));
    if (value !== undefined) points.push({ atMs, value });
  }
  return points;
}

describe('pay read off an account', () => {
  it('lies between the first credit that was seen and the last', () => {
    expect(
      creditedByLevel(
        daily(10, (_, coins) => coins),
        'earned',
        [],
      ),
    ).toEqual({
      fromMs: HOUR_MS,
      toMs: 9 * DAY_MS + HOUR_MS,
      coins: 9,
      edgeMs: DAY_MS / 10,
    });
  });

  it('neither begins nor ends at a credit that came while nobody looked, and counts it all the same', () => {
    const night = (atMs: number) => atMs < 3 * DAY_MS && atMs > 22 * HOUR_MS && atMs % DAY_MS < 6 * HOUR_MS;
    const pay = creditedByLevel(
      daily(10, (atMs, coins) => (night(atMs) || atMs < 2 * HOUR_MS ? undefined : coins)),
      'earned',
      [],
    );
    expect(pay).toMatchObject({ fromMs: 3 * DAY_MS + HOUR_MS, coins: 6 });
  });

  it('is made whole by the payment that took the balance away', () => {
    const sentAtMs = 5 * DAY_MS + 3 * HOUR_MS;
    const levels = daily(10, (atMs, coins) => coins - (atMs >= sentAtMs ? 4 : 0));
    const pay = creditedByLevel(levels, 'balance', [{ atMs: sentAtMs + 5 * HOUR_MS, coins: 4 }]);
    expect(pay?.coins).toBeCloseTo(9, 12);
    // Without a list of payments nobody knows what the fall was, or what was credited with it.
    expect(creditedByLevel(levels, 'balance', [])).toMatchObject({ fromMs: 6 * DAY_MS + HOUR_MS, coins: 3 });
  });

  it('is unknown before two credits', () => {
    expect(
      creditedByLevel(
        daily(1, (_, coins) => coins),
        'earned',
        [],
      ),
    ).toBeUndefined();
    expect(creditedByLevel([], 'balance', [])).toBeUndefined();
  });

  it('is the sum of all credits between, whatever they are and whenever it pays out', () => {
    const credits = fc.array(fc.integer({ min: 1, max: 1000 }), { minLength: 3, maxLength: 40 });
    fc.assert(
      fc.property(credits, fc.nat(39), (amounts, sentAfter) => {
        let level = 0;
        const levels: OutsidePoint[] = [{ atMs: 0, value: 0 }];
        const payouts: { atMs: number; coins: number }[] = [];
        amounts.forEach((amount, i) => {
          const atMs = (i + 1) * DAY_MS;
          level += amount;
          levels.push({ atMs: atMs - HOUR_MS, value: level - amount }, { atMs, value: level });
          if (i !== sentAfter) return;
          payouts.push({ atMs: atMs + HOUR_MS, coins: level });
          level = 0;
          levels.push({ atMs: atMs + HOUR_MS, value: 0 });
        });
        const all = amounts.slice(1).reduce((sum, amount) => sum + amount, 0);
        expect(creditedByLevel(levels, 'balance', payouts)?.coins).toBe(all);
      }),
    );
  });
});

it('an account grows by what it earned, or by what it keeps and has sent', () => {
  expect(accountLevel({ coin: 'BTC', earned: 5, balance: 1 })).toEqual({ kind: 'earned', coins: 5 });
  expect(accountLevel({ coin: 'BTC', unpaid: 2, balance: 1, paid: 3 })).toEqual({ kind: 'earned', coins: 5 });
  expect(accountLevel({ coin: 'BTC', balance: 1, unconfirmed: 0.5 })).toEqual({
    kind: 'balance',
    coins: 1.5,
  });
  expect(accountLevel({ coin: 'BTC', minPayout: 1 })).toBeUndefined();
});
