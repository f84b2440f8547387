import { describe, expect, it } from 'vitest';
import { payoutCost, strandedBalance } from './payout-cost.ts';

describe('the cost of being paid', () => {
  it('is the fee of sending over the size of a payment: 0.0001 of each 0.005', () => {
    const cost = payoutCost({ minPayout: 0.005, withdrawalFee: 0.0001 }, 1e-4);
    expect(cost?.everyDays).toBeCloseTo(50, 9);
    expect(cost?.perDay).toBeCloseTo(2e-6, 15);
  });

  it('counts half a payment that waits, at five percent a year', () => {
    const cost = payoutCost({ minPayout: 0.01, withdrawalFee: 0 }, 1e-4, 0.05);
    expect((cost?.idlePerDay ?? 0) * 365.25).toBeCloseTo(0.005 * 0.05, 12);
  });

  it('counts the spread of a conversion on everything', () => {
    expect(payoutCost({ minPayout: 0, withdrawalFee: 0, conversionSpread: 0.02 }, 2)?.perDay).toBe(0.04);
  });

  it('takes days of earnings for a payment where they are more than the minimum', () => {
    expect(payoutCost({ minPayout: 0.001, withdrawalFee: 1e-5, everyDays: 1 }, 0.01)).toMatchObject({
      payoutSize: 0.01,
      everyDays: 1,
      perDay: 1e-5,
    });
  });

  it('is unknown where nothing is earned', () => {
    expect(payoutCost({ minPayout: 1, withdrawalFee: 0 }, 0)).toBeUndefined();
  });
});

it('a balance below the minimum stays behind', () => {
  expect(strandedBalance(0.004, 0.005)).toBe(0.004);
  expect(strandedBalance(0.006, 0.005)).toBe(0);
});
