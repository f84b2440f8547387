import { describe, expect, test } from 'vitest';
import { blockchairStats } from './blockchair.ts';

const parse = (told: unknown, status = 200, coin = 'LTC') =>
  blockchairStats.parse(
    { status, text: JSON.stringify(told), receivedAtMs: 5, retryAfterMs: 60_000 },
    { coin },
  );

describe('Blockchair', () => {
  test('tells a day in hundred-millionths and a time without a zone, which is UTC', () => {
    const data = {
      difficulty: 2e7,
      hashrate_24h: '1400000000000000001',
      best_block_height: 2_500_000,
      best_block_time: '2023-06-01 12:00:00',
      blocks_24h: 576,
      inflation_24h: 720_000_000_000,
      average_transaction_fee_24h: 1000,
      transactions_24h: 115_200,
      market_price_usd: 90,
      next_retarget_time_estimate: '2023-06-03 00:00:00',
      next_difficulty_estimate: 2.1e7,
    };
    expect(parse({ data, context: { code: 200 } })).toEqual({
      coin: 'LTC',
      atMs: Date.UTC(2023, 5, 1, 12),
      difficulty: 2e7,
      networkHashrateHs: 1.4e18,
      height: 2_500_000,
      subsidy: expect.closeTo(12.5, 12),
      feesPerBlock: expect.closeTo(0.002, 12),
      blockTimeS: 150,
      blocks24h: 576,
      priceUsd: 90,
      retarget: { atMs: Date.UTC(2023, 5, 3), difficulty: 2.1e7, changePct: expect.closeTo(5, 9) },
    });
  });

  test('of a chain that retargets with each block tells no retarget, and of a day without blocks no means', () => {
    expect(parse({ data: { difficulty: 5, blocks_24h: 0, inflation_24h: 7 } })).toEqual({
      coin: 'LTC',
      atMs: 5,
      difficulty: 5,
    });
  });

  test('counts a coin of eCash in a hundred parts, and of Monero nobody knows in how many', () => {
    const data = { blocks_24h: 144, inflation_24h: 144 * 312_500_000, difficulty: 5 };
    expect(parse({ data }, 200, 'XEC').subsidy).toBeCloseTo(3_125_000, 6);
    expect(parse({ data }, 200, 'XMR')).toEqual({
      coin: 'XMR',
      atMs: 5,
      difficulty: 5,
      blocks24h: 144,
      blockTimeS: 600,
    });
  });

  test.each([
    ['rate-limited', 402, {}],
    ['rate-limited', 430, {}],
    ['rate-limited', 435, {}],
    ['rate-limited', 200, { data: null, context: { code: 402, error: 'Limit' } }],
    ['not-found', 200, { data: null, context: { code: 404, error: 'Invalid chain' } }],
    ['provider-failed', 503, {}],
    ['unreadable-reply', 200, { data: null, context: { code: 200 } }],
  ])('is %s at status %i', (kind, status, told) => {
    expect(() => parse(told, status)).toThrow(expect.objectContaining({ kind }));
  });
});
