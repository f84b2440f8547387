import { describe, expect, test } from 'vitest';
import { whatToMineCoin, whatToMineCoins } from './whattomine.ts';

const reply = (told: unknown) => ({ status: 200, text: JSON.stringify(told), receivedAtMs: 5 });
const list = (coins: unknown) => whatToMineCoins.parse(reply({ coins }), { list: 'asic' });
const litecoin = {
  tag: 'LTC',
  algorithm: 'Scrypt',
  block_time: '150.0',
  block_reward: 6.25,
  last_block: 2_700_000,
  difficulty: '20,000,000.5',
  nethash: '2,000,000,000,000,000',
  exchange_rate: 0.0012,
  exchange_rate_curr: 'BTC',
  estimated_rewards: '1,234.5',
  btc_revenue: '0.00012',
  lagging: false,
  timestamp: 1_700_000_000,
};

describe('WhatToMine', () => {
  test('tells a coin with commas between thousands, and what one H/s earns follows from its network', () => {
    const [coin] = list({ Litecoin: litecoin });
    expect(coin).toMatchObject({
      coin: 'LTC',
      name: 'Litecoin',
      algorithm: 'scrypt',
      priceBtc: 0.0012,
      forItsRates: { coinsPerDay: 1234.5, btcPerDay: 0.00012 },
      network: {
        difficulty: 20_000_000.5,
        networkHashrateHs: 2e15,
        height: 2_700_000,
        subsidy: 6.25,
        blockTimeS: 150,
      },
      work: { currency: 'LTC', fee: 'gross', over: 'now', standing: 'reckoned', atMs: 1_700_000_000_000 },
    });
    // 576 blocks a day of 6.25 coins among 2 PH/s.
    expect(coin?.work?.perHsDay).toBeCloseTo(3600 / 2e15, 24);
  });

  test('tells no earnings that are beyond all numbers', () => {
    const [coin] = list({ Litecoin: { ...litecoin, block_reward: 1e308, nethash: 1e-9 } });
    expect(coin?.coin).toBe('LTC');
    expect(coin?.work).toBeUndefined();
  });

  test('lists rows that are no coins, and coins whose chain stands still: both are left out', () => {
    const coins = {
      'Nicehash-Scrypt': { ...litecoin, tag: 'NICEHASH' },
      Dead: { ...litecoin, tag: 'DED', lagging: true },
    };
    expect(list({ ...coins, Litecoin: litecoin }).map(({ name }) => name)).toEqual(['Litecoin']);
    expect(() => list(coins)).toThrow(expect.objectContaining({ kind: 'unreadable-reply' }));
  });

  test('of a coin that lags and was asked for by itself tells its network, and no price of work', () => {
    const coin = whatToMineCoin.parse(reply({ name: 'Litecoin', ...litecoin, lagging: true }), { id: 4 });
    expect([coin.work, coin.network.subsidy]).toEqual([undefined, 6.25]);
  });

  test('without a network rate tells the rest', () => {
    const [coin] = list({ Litecoin: { ...litecoin, nethash: 0, exchange_rate_curr: 'USDT' } });
    expect(coin?.work).toBeUndefined();
    expect(coin?.priceBtc).toBeUndefined();
    expect(coin?.network.subsidy).toBe(6.25);
  });

  test('tells one coin by itself, of the moment of the answer where it dates nothing', () => {
    const { timestamp, ...undated } = litecoin;
    const coin = whatToMineCoin.parse(reply({ id: 4, name: 'Litecoin', ...undated }), { id: 4 });
    expect([coin.name, coin.network.atMs, timestamp]).toEqual(['Litecoin', 5, 1_700_000_000]);
  });

  test.each([
    ['not-found', { errors: ['Could not find active coin with id 9'] }],
    ['unreadable-reply', { name: 'Litecoin', tag: 'LTC' }],
    ['unreadable-reply', {}],
  ])('is %s: %j', (kind, told) => {
    expect(() => whatToMineCoin.parse(reply(told), { id: 9 })).toThrow(expect.objectContaining({ kind }));
  });
});
