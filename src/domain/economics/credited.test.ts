import { describe, expect, it } from 'vitest';
import type { PoolPayout } from '../pool-account.ts';
import { creditedBetween, creditedByRewards } from './credited.ts';

const span = (before: object, after: object, payouts: readonly PoolPayout[] = []) =>
  creditedBetween({
    before: { coin: 'BTC', ...before },
    beforeMs: 100,
    after: { coin: 'BTC', ...after },
    afterMs: 200,
    payouts,
  });

describe('what was credited between two looks', () => {
  it('is what the sum of everything earned grew by', () => {
    expect(span({ earned: 1, balance: 0.5 }, { earned: 1.25, balance: 0 })).toEqual({
      coins: 0.25,
      by: 'earned',
    });
  });

  it('is what the account grew by, with what was sent meanwhile and its fee', () => {
    const sent = { atMs: 150, coin: 'BTC', amount: 0.4, fee: 0.1 };
    expect(span({ balance: 0.5 }, { balance: 0.25 }, [sent])).toEqual({ coins: 0.25, by: 'balance' });
  });

  it('counts what is not yet sure', () => {
    expect(span({ balance: 0.5, unconfirmed: 0.25 }, { balance: 0.75, unconfirmed: 0.5 })?.coins).toBe(0.5);
  });

  it('leaves out payments before, after, failed and of other coins', () => {
    const others: readonly PoolPayout[] = [
      { atMs: 100, coin: 'BTC', amount: 1 },
      { atMs: 201, coin: 'BTC', amount: 1 },
      { atMs: 150, coin: 'BTC', amount: 1, state: 'failed' },
      { atMs: 150, coin: 'LTC', amount: 1 },
    ];
    expect(span({ unpaid: 0.5 }, { unpaid: 0.75 }, others)).toEqual({ coins: 0.25, by: 'balance' });
  });

  it('is unknown where a payment has no time, or the sums shrink', () => {
    expect(span({ balance: 1 }, { balance: 2 }, [{ coin: 'BTC', amount: 1 }])).toBeUndefined();
    expect(span({ balance: 2 }, { balance: 1 })).toBeUndefined();
    expect(span({}, {})).toBeUndefined();
  });
});

describe('what a list of pay says', () => {
  it('is the sum of its days, or of its blocks, but never of both', () => {
    const day = { atMs: 100, of: 'day', coin: 'BTC', amount: 0.5 } as const;
    const block = { atMs: 150, of: 'block', coin: 'BTC', amount: 0.25 } as const;
    expect(creditedByRewards([day, block, { ...day, atMs: 300 }], 'BTC', 100, 200)?.coins).toBe(0.5);
    expect(creditedByRewards([block, block], 'BTC', 100, 200)?.coins).toBe(0.5);
    expect(creditedByRewards([day], 'LTC', 100, 200)).toBeUndefined();
  });
});
