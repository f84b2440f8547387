import { describe, expect, test } from 'vitest';
import { isAllowed } from '../../../tests/sources/allowed-request.ts';
import { expectSaneWhenDamaged, wholeAnswer } from '../../../tests/sources/damaged-body.ts';
import { endpointFor } from '../../domain/upstream.ts';
import { networkUpstreams } from '../../domain/upstreams/network.ts';
import { twoMinersNetwork } from './2miners-network.ts';
import { BLOCKCHAIR_COINS, blockchairStats } from './blockchair.ts';
import { BLOCKCYPHER_COINS, blockCypherChain } from './blockcypher.ts';
import { kaspaDag, kaspaHashrate, kaspaNextSubsidy, kaspaPrice, kaspaSubsidy } from './kaspa.ts';
import {
  LITECOIN_SPACE,
  MEMPOOL_SPACE,
  mempoolHistoricalPrice,
  mempoolPool,
  mempoolPrices,
  mempoolRetarget,
  mempoolSendingFees,
} from './mempool.ts';
import {
  mempoolBlockFees,
  mempoolBlockRewards,
  mempoolBlocks,
  mempoolDifficulties,
  mempoolHashrates,
  mempoolRewards,
} from './mempool-history.ts';

const year = { ...MEMPOOL_SPACE, span: '1y' } as const;

describe('every question to a chain’s observer', () => {
  test.each([
    ...[MEMPOOL_SPACE, LITECOIN_SPACE].flatMap((server) => [
      mempoolRetarget.request(server),
      mempoolPrices.request(server),
      mempoolHistoricalPrice.request({ ...server, currency: 'eur', atMs: 1_700_000_000_999 }),
      mempoolSendingFees.request(server),
      mempoolPool.request({ ...server, slug: 'foundryusa' }),
      mempoolHashrates.request({ ...server, span: '3y' }),
      mempoolDifficulties.request({ ...server, span: '3m' }),
      mempoolBlockFees.request({ ...server, span: '24h' }),
      mempoolBlockRewards.request({ ...server, span: '1y' }),
      mempoolRewards.request({ ...server, blocks: 144 }),
      mempoolBlocks.request(server),
      mempoolBlocks.request({ ...server, upToHeight: 900_000 }),
    ]),
    ...BLOCKCHAIR_COINS.map((coin) => blockchairStats.request({ coin })),
    ...BLOCKCYPHER_COINS.map((coin) => blockCypherChain.request({ coin })),
    ...[kaspaHashrate, kaspaDag, kaspaSubsidy, kaspaNextSubsidy, kaspaPrice].map((source) =>
      source.request(undefined),
    ),
    twoMinersNetwork.request({ coin: 'ETC' }),
  ])('is one that its row allows: $host$path', (request) => {
    expect(isAllowed(networkUpstreams, request)).toBe(true);
  });

  test('on how things are now is asked again within minutes, on the past within hours', () => {
    const mempool = networkUpstreams.find(({ id }) => id === 'mempool');
    const freshMs = (span: '3d' | '1y') =>
      mempool &&
      endpointFor(mempool, {
        host: MEMPOOL_SPACE.host,
        method: 'GET',
        path: mempoolHashrates.request({ ...MEMPOOL_SPACE, span }).path,
      })?.freshMs;
    expect([freshMs('3d'), freshMs('1y')]).toEqual([300_000, 3_600_000]);
  });

  test('for a coin that it does not know is none', () => {
    for (const source of [blockchairStats, blockCypherChain, twoMinersNetwork])
      expect(() => source.request({ coin: '../KAS' })).toThrow(
        expect.objectContaining({ kind: 'not-found' }),
      );
  });
});

describe('an answer of a chain’s observer that is damaged', () => {
  const retarget = {
    difficultyChange: -3.5,
    estimatedRetargetDate: 1_700_000_000_000,
    remainingBlocks: 7,
    previousRetarget: 2,
    previousTime: 1_699_000_000,
    nextRetargetHeight: 2016,
    timeAvg: 600_000,
  };
  const point = {
    timestamp: 1_700_000_000,
    avgHashrate: 5e20,
    height: 1,
    difficulty: 7e13,
    adjustment: 1.05,
  };
  const fees = { fastestFee: 5, halfHourFee: 4, hourFee: 3, economyFee: 2, minimumFee: 1 };
  const chain = {
    difficulty: 7e13,
    hashrate_24h: '500000000000000000000',
    best_block_height: 800_000,
    best_block_time: '2023-11-14 22:13:20',
    blocks_24h: 144,
    inflation_24h: 9e10,
    average_transaction_fee_24h: 2e4,
    transactions_24h: 3e5,
    market_price_usd: 37_000,
    next_retarget_time_estimate: '2023-11-20 00:00:00',
    next_difficulty_estimate: 7.1e13,
  };
  const node = { difficulty: '2', networkhashps: '3', height: '4', avgBlockTime: '13.5' };
  test.each([
    wholeAnswer('mempool retarget', mempoolRetarget, MEMPOOL_SPACE, retarget),
    wholeAnswer('mempool prices', mempoolPrices, MEMPOOL_SPACE, { time: 1_700_000_000, USD: 1, EUR: 2 }),
    wholeAnswer(
      'mempool past price',
      mempoolHistoricalPrice,
      { ...MEMPOOL_SPACE, currency: 'EUR', atMs: 0 },
      {
        prices: [{ time: 1_700_000_000, EUR: 1, USD: 2 }],
        exchangeRates: { USDEUR: 0.9 },
      },
    ),
    wholeAnswer('mempool sending fees', mempoolSendingFees, MEMPOOL_SPACE, fees),
    wholeAnswer(
      'mempool pool',
      mempoolPool,
      { ...MEMPOOL_SPACE, slug: 'a' },
      {
        pool: { name: 'A', slug: 'a' },
        blockCount: { '24h': 3, '1w': 20 },
        blockShare: { '24h': 0.02, '1w': 0.02 },
        estimatedHashrate: 1e19,
      },
    ),
    wholeAnswer('mempool hashrates', mempoolHashrates, year, {
      hashrates: [point, point],
      difficulty: [point],
      currentHashrate: 5e20,
      currentDifficulty: 7e13,
    }),
    wholeAnswer('mempool difficulties', mempoolDifficulties, year, [[1_700_000_000, 1, 7e13, 1.05]]),
    wholeAnswer('mempool fees', mempoolBlockFees, year, [
      { avgHeight: 1, timestamp: 1_700_000_000, avgFees: 5 },
    ]),
    wholeAnswer('mempool block rewards', mempoolBlockRewards, year, [
      { avgHeight: 1, timestamp: 1_700_000_000, avgRewards: 5 },
    ]),
    wholeAnswer(
      'mempool rewards',
      mempoolRewards,
      { ...MEMPOOL_SPACE, blocks: 2 },
      {
        startBlock: 1,
        endBlock: 2,
        totalReward: '630000000',
        totalFee: '5000000',
      },
    ),
    wholeAnswer('mempool blocks', mempoolBlocks, MEMPOOL_SPACE, [
      {
        height: 1,
        timestamp: 1_700_000_000,
        difficulty: 7,
        extras: { totalFees: 1, reward: 2, pool: { name: 'A' } },
      },
    ]),
    wholeAnswer('blockchair', blockchairStats, { coin: 'BTC' }, { data: chain, context: { code: 200 } }),
    wholeAnswer(
      'blockcypher',
      blockCypherChain,
      { coin: 'LTC' },
      { height: 5, time: '2025-10-21T12:54:01.78Z' },
    ),
    wholeAnswer('kaspa hashrate', kaspaHashrate, undefined, { hashrate: 1.2e7 }),
    wholeAnswer('kaspa dag', kaspaDag, undefined, {
      difficulty: 4e12,
      pastMedianTime: '1656455670700',
      virtualDaaScore: '19',
    }),
    wholeAnswer('kaspa subsidy', kaspaSubsidy, undefined, { blockreward: 3.5 }),
    wholeAnswer('kaspa next subsidy', kaspaNextSubsidy, undefined, {
      nextHalvingTimestamp: 1_700_000_000,
      nextHalvingDate: '2023-11-14 22:13:20 UTC',
      nextHalvingAmount: '3.4',
    }),
    wholeAnswer('kaspa price', kaspaPrice, undefined, { price: 0.05 }),
    wholeAnswer('2miners', twoMinersNetwork, { coin: 'ETC' }, { nodes: [node, node] }),
  ])('is sane figures or an error of ours: $title', expectSaneWhenDamaged);

  test('and tells figures beyond all bounds is read without what follows from them', () => {
    const reply = (body: unknown) => ({ status: 200, text: JSON.stringify(body), receivedAtMs: 0 });
    const told = { hashrates: [point], difficulty: [{ ...point, adjustment: 1e308 }], currentHashrate: 5e20 };
    expect(mempoolHashrates.parse(reply(told), year).difficulties).toEqual([
      expect.objectContaining({ difficulty: 7e13, changePct: undefined }),
    ]);
    const data = { ...chain, average_transaction_fee_24h: 1e308, transactions_24h: 1e308 };
    expect(blockchairStats.parse(reply({ data, context: { code: 200 } }), { coin: 'BTC' })).toMatchObject({
      difficulty: 7e13,
      feesPerBlock: undefined,
    });
  });
});
