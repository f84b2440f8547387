import { describe, expect, test } from 'vitest';
import {
  MEMPOOL_SPACE,
  mempoolHistoricalPrice,
  mempoolPool,
  mempoolPrices,
  mempoolRetarget,
  mempoolSendingFees,
} from './mempool.ts';
import {
  mempoolBlockFees,
  mempoolBlocks,
  mempoolDifficulties,
  mempoolHashrates,
  mempoolRewards,
} from './mempool-history.ts';

const reply = (told: unknown) => ({ status: 200, text: JSON.stringify(told), receivedAtMs: 5 });
const year = { ...MEMPOOL_SPACE, span: '1y' } as const;

describe('the next retarget', () => {
  const told = {
    difficultyChange: -1.5,
    estimatedRetargetDate: 1_700_000_000_000,
    remainingBlocks: 1,
    remainingTime: 600_000,
    previousRetarget: 7.25,
    previousTime: 1_699_000_000,
    nextRetargetHeight: 816_480,
    timeAvg: 609_000,
  };

  test('is read with its date in ms, and in s as old servers tell it', () => {
    const now = mempoolRetarget.parse(reply(told), MEMPOOL_SPACE);
    expect(now).toEqual({
      coin: 'BTC',
      atMs: 5,
      blockTimeS: 609,
      retarget: {
        atMs: 1_700_000_000_000,
        height: 816_480,
        remainingBlocks: 1,
        changePct: -1.5,
        previous: { atMs: 1_699_000_000_000, changePct: 7.25 },
      },
    });
    const old = { ...told, estimatedRetargetDate: 1_700_000_000 };
    expect(mempoolRetarget.parse(reply(old), MEMPOOL_SPACE)).toEqual(now);
  });

  test('is no figure where the change is impossible, and an error where nothing is told', () => {
    const odd = mempoolRetarget.parse(reply({ ...told, difficultyChange: -100 }), MEMPOOL_SPACE);
    expect(odd.retarget.changePct).toBeUndefined();
    expect(() => mempoolRetarget.parse(reply({}), MEMPOOL_SPACE)).toThrow(/none of the figures/);
  });
});

describe('the network’s past', () => {
  test('has no rate of now where the server’s own node is away and it says 0', () => {
    const told = {
      hashrates: [
        { timestamp: 200, avgHashrate: 6e20 },
        { timestamp: 100, avgHashrate: 5e20 },
      ],
      difficulty: [{ time: 150, height: 2016, difficulty: 7e13, adjustment: 1.07 }],
      currentHashrate: 0,
      currentDifficulty: 0,
    };
    expect(mempoolHashrates.parse(reply(told), year)).toEqual({
      now: { coin: 'BTC', atMs: 5 },
      hashrates: [
        { atMs: 100_000, hashrateHs: 5e20 },
        { atMs: 200_000, hashrateHs: 6e20 },
      ],
      difficulties: [{ atMs: 150_000, height: 2016, difficulty: 7e13, changePct: expect.closeTo(7, 9) }],
    });
    const empty = { hashrates: [], difficulty: [], currentHashrate: 0, currentDifficulty: 0 };
    expect(() => mempoolHashrates.parse(reply(empty), year)).toThrow(
      expect.objectContaining({ kind: 'unreadable-reply' }),
    );
  });

  test('tells a change of difficulty as a factor, the newest first', () => {
    const told = [
      [200, 4032, 9e13, 0.9],
      [100, 2016, 1e14, null],
    ];
    expect(mempoolDifficulties.parse(reply(told), year)).toEqual([
      { atMs: 100_000, height: 2016, difficulty: 1e14 },
      { atMs: 200_000, height: 4032, difficulty: 9e13, changePct: expect.closeTo(-10, 9) },
    ]);
  });

  test('tells fees in satoshi a block, and a block without fees has some: none', () => {
    const told = [
      { avgHeight: 9, timestamp: 100, avgFees: 24_212_890, USD: 1 },
      { avgHeight: 10, timestamp: 200, avgFees: 0 },
    ];
    expect(mempoolBlockFees.parse(reply(told), year)).toEqual([
      { atMs: 100_000, height: 9, feesPerBlock: expect.closeTo(0.2421289, 12) },
      { atMs: 200_000, height: 10, feesPerBlock: 0 },
    ]);
  });

  test('is the mean of all blocks told, both ends among them', () => {
    const told = {
      startBlock: 101,
      endBlock: 200,
      totalReward: '63000000000',
      totalFee: '500000000',
      totalTx: '1',
    };
    expect(mempoolRewards.parse(reply(told), { ...MEMPOOL_SPACE, blocks: 144 })).toEqual({
      blocks: 100,
      startHeight: 101,
      endHeight: 200,
      rewardPerBlock: expect.closeTo(6.3, 12),
      feesPerBlock: expect.closeTo(0.05, 12),
    });
  });

  test('is of as many blocks as were asked for where it does not say which', () => {
    const ask = { ...MEMPOOL_SPACE, blocks: 144 };
    expect(mempoolRewards.parse(reply({ totalReward: '45000000000', endBlock: 7 }), ask)).toMatchObject({
      blocks: 144,
      rewardPerBlock: expect.closeTo(3.125, 12),
    });
    expect(() => mempoolRewards.parse(reply({ startBlock: 9, endBlock: 7, totalReward: '1' }), ask)).toThrow(
      'unreadable-reply',
    );
  });

  test('is read block by block, each once', () => {
    const block = {
      height: 8,
      timestamp: 100,
      difficulty: 7,
      extras: { totalFees: 2e7, reward: 332_500_000, pool: { name: 'A' } },
    };
    const blocks = mempoolBlocks.parse(
      reply([{ ...block, height: 9, extras: null }, block, block]),
      MEMPOOL_SPACE,
    );
    expect(blocks).toEqual([
      {
        height: 8,
        atMs: 100_000,
        difficulty: 7,
        fees: expect.closeTo(0.2, 12),
        reward: expect.closeTo(3.325, 12),
        pool: 'A',
      },
      { height: 9, atMs: 100_000, difficulty: 7 },
    ]);
  });
});

describe('other figures', () => {
  test('of prices: −1 is none, and the time is none', () => {
    const told = { time: 100, USD: 43_753, EUR: -1, GBP: null };
    expect(mempoolPrices.parse(reply(told), MEMPOOL_SPACE)).toEqual([
      { coin: 'BTC', currency: 'USD', price: 43_753, atMs: 100_000 },
    ]);
  });

  test('of a past price: the exchange rates of today beside it are none', () => {
    const told = { prices: [{ time: 100, EUR: 1964, USD: 2254.9 }], exchangeRates: { USDEUR: 0.92 } };
    const past = mempoolHistoricalPrice.parse(reply(told), {
      ...MEMPOOL_SPACE,
      currency: 'EUR',
      atMs: 100_500,
    });
    expect(past.map(({ currency, price }) => [currency, price])).toEqual([
      ['EUR', 1964],
      ['USD', 2254.9],
    ]);
  });

  test('of fees to send are read each by itself', () => {
    expect(mempoolSendingFees.parse(reply({ fastestFee: '3', hourFee: null }), MEMPOOL_SPACE)).toEqual({
      atMs: 5,
      fastestSatVb: 3,
    });
  });

  test('of a pool that found nothing today are 0, not unknown', () => {
    const told = {
      pool: { name: 'Small' },
      blockCount: { '24h': 0 },
      blockShare: { '24h': 0 },
      estimatedHashrate: 0,
    };
    expect(mempoolPool.parse(reply(told), { ...MEMPOOL_SPACE, slug: 'small' })).toEqual({
      name: 'Small',
      hashrateHs: 0,
      blocks24h: 0,
      share24hFraction: 0,
    });
  });

  test('are asked of the owner’s own node in the same words', () => {
    expect(mempoolRetarget.request({ host: 'umbrel.local', coin: 'BTC' })).toEqual({
      provider: 'mempool',
      host: 'umbrel.local',
      path: '/api/v1/difficulty-adjustment',
    });
  });
});
