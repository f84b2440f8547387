import { describe, expect, test } from 'vitest';
import { isAllowed } from '../../../tests/sources/allowed-request.ts';
import { expectSaneWhenDamaged, wholeAnswer } from '../../../tests/sources/damaged-body.ts';
import { profitabilityUpstreams } from '../../domain/upstreams/profitability.ts';
import { hashrateIndexHashprice, hashrateIndexHistory } from './hashrate-index.ts';
import { minerstatCoins } from './minerstat.ts';
import { whatToMineCoin, whatToMineCoins } from './whattomine.ts';

describe('every question to those who compare coins', () => {
  test.each([
    whatToMineCoins.request({ list: 'asic' }),
    whatToMineCoins.request({ list: 'coins' }),
    whatToMineCoin.request({ id: 151 }),
    minerstatCoins.request({}),
    minerstatCoins.request({ coins: ['BTC', 'KAS'] }),
    hashrateIndexHashprice.request(undefined),
    hashrateIndexHistory.request({ currency: 'USD', span: '1M' }),
  ])('is one that its row allows: $host$path', (request) => {
    expect(isAllowed(profitabilityUpstreams, request)).toBe(true);
  });
});

describe('an answer of those who compare coins that is damaged', () => {
  const coin = {
    id: 4,
    tag: 'LTC',
    algorithm: 'Scrypt',
    block_time: '150.0',
    block_reward: 6.25,
    last_block: 2_500_000,
    difficulty: 2e7,
    nethash: 600_000_000_000_000,
    exchange_rate: 0.0024,
    exchange_rate_curr: 'BTC',
    estimated_rewards: '1,234.5',
    btc_revenue: '0.00012',
    lagging: false,
    timestamp: 1_700_000_000,
  };
  const row = {
    coin: 'KAS',
    type: 'coin',
    algorithm: 'KHeavyHash',
    network_hashrate: 1.7e17,
    difficulty: 4e7,
    reward: 2.7e-12,
    reward_unit: 'KAS',
    reward_block: 130,
    price: 0.14,
    updated: 1_700_000_000,
  };
  const point = { price: 45, timestamp: '2024-01-01T00:00:00Z' };
  test.each([
    wholeAnswer(
      'whattomine list',
      whatToMineCoins,
      { list: 'coins' },
      { coins: { Litecoin: coin, Other: coin } },
    ),
    wholeAnswer('whattomine coin', whatToMineCoin, { id: 4 }, { name: 'Litecoin', ...coin }),
    wholeAnswer('minerstat', minerstatCoins, {}, [row, row]),
    wholeAnswer('hashprice', hashrateIndexHashprice, undefined, {
      data: { priceBTC: 0.0005, priceUSD: 45, timestamp: '2024-01-01T00:00:00Z' },
    }),
    wholeAnswer(
      'hashprice past',
      hashrateIndexHistory,
      { currency: 'USD', span: '1M' },
      { data: [point, point] },
    ),
  ])('is sane figures or an error of ours: $title', expectSaneWhenDamaged);
});
