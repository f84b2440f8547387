import { describe, expect, it } from 'vitest';
import { creditedByRewards } from './credited.ts';

describe('what a list of pay says', () => {
  it('is the sum of its days, or of its blocks, but never of both', () => {
    const day = { atMs: 100, of: 'day', coin: 'BTC', amount: 0.5 } as const;
    const block = { atMs: 150, of: 'block', coin: 'BTC', amount: 0.25 } as const;
    expect(creditedByRewards([day, block, { ...day, atMs: 300 }], 'BTC', 100, 200)).toBe(0.5);
    expect(creditedByRewards([block, block], 'BTC', 100, 200)).toBe(0.5);
    expect(creditedByRewards([day], 'LTC', 100, 200)).toBeUndefined();
  });
});
