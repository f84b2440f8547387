import { describe, expect, test } from 'vitest';
import { fakeView } from '../../../tests/preview/fake-views.ts';
import type { MinerView } from '../../domain/fleet-view.ts';
import type { Algorithm } from '../../domain/miner.ts';
import { SHIPPED_COINS } from '../../domain/shipped-coins.ts';
import { SHIPPED_POOLS } from '../../domain/shipped-pools.ts';
import { minedNow, parentOf } from './coin-mined.ts';

const catalogue = { coins: SHIPPED_COINS, pools: SHIPPED_POOLS };

function at(urls: readonly string[], algorithm: Algorithm = 'sha256'): readonly MinerView[] {
  return fakeView('fine', 0)
    .miners.slice(0, urls.length)
    .map((view, i) => ({
      ...view,
      miner: { ...view.miner, identity: { ...view.miner.identity, algorithm } },
      hashrate10mHs: 1e12,
      reading: view.reading && {
        ...view.reading,
        pools: [{ url: urls[i] ?? '', active: true }],
      },
    }));
}

describe('what is mined now', () => {
  test.each([
    ['sha256', 'stratum+tcp://solo.ckpool.org:3333', 'BTC'],
    ['sha256', 'stratum+tcp://btc.f2pool.com:1314', 'BTC'],
    ['sha256', 'bch.viabtc.io:3333', 'BCH'],
    ['scrypt', 'stratum+tcp://us2.litecoinpool.org:3333', 'LTC'],
    ['scrypt', 'stratum+tcp://doge.example.org:3333', 'LTC'],
    ['kheavyhash', 'stratum+tcp://kas.2miners.com:2020', 'KAS'],
  ] as const)('%s at %s is %s', (algorithm, url, coin) => {
    expect(minedNow(at([url], algorithm), algorithm, catalogue)).toBe(coin);
  });

  test('is the pool itself where that chooses between coins', () => {
    const views = at(['stratum+tcp://sha256asicboost.auto.nicehash.com:9200']);
    expect(minedNow(views, 'sha256', catalogue)).toBe('nicehash');
  });

  test('is unknown at a pool with several coins, at a house of its own and at none that is known', () => {
    for (const url of ['mining.viabtc.io:3333', '192.168.1.5:3333', 'pool.example.org:1'])
      expect(minedNow(at([url]), 'sha256', catalogue)).toBeUndefined();
  });

  test('is what most of the work goes to', () => {
    const views = at(['bch.viabtc.io:3333', 'solo.ckpool.org:3333', 'btc.f2pool.com:3333']);
    expect(minedNow(views, 'sha256', catalogue)).toBe('BTC');
  });
});

test('a coin that is found beside another is none of its own to choose', () => {
  const parent = (symbol: string) => {
    const coin = SHIPPED_COINS.find((each) => each.symbol === symbol);
    return coin && parentOf(coin, SHIPPED_COINS).symbol;
  };
  expect(['DOGE', 'LTC', 'NMC', 'BTC', 'BCH', 'KAS'].map(parent)).toEqual([
    'LTC',
    'LTC',
    'BTC',
    'BTC',
    'BCH',
    'KAS',
  ]);
});
