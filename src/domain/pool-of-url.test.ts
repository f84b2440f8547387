import { expect, test } from 'vitest';
import { poolOfUrl } from './pool-of-url.ts';
import { SHIPPED_POOLS } from './shipped-pools.ts';

test.each([
  ['stratum+tcp://eu.stratum.braiins.com:3333', 'braiins'],
  // Doors that no list of the catalogue names.
  ['stratum+tcp://btc.viabtc.io:3333', 'viabtc'],
  ['stratum+ssl://btc-euro.f2pool.com:1300', 'f2pool'],
  ['ss.antpool.com:443', 'antpool'],
  ['stratum+tcp://daggerhashimoto.auto.nicehash.com:9200', 'nicehash'],
  // Solo mining at a pool's house pays otherwise.
  ['stratum+tcp://solo.braiins.com:3333', undefined],
  ['stratum+tcp://192.168.1.5:3333', undefined],
  ['stratum+tcp://umbrel.local:2018', undefined],
  ['', undefined],
])('%s is a door of %s', (url, id) => {
  expect(poolOfUrl(url, SHIPPED_POOLS)?.id).toBe(id);
});
