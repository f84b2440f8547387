import { expect, test } from 'vitest';
import { minesSolo, soloOdds } from './solo.ts';

const on = (...urls: string[]) => minesSolo(urls.map((url) => ({ url })));

test.each([
  'stratum+tcp://public-pool.io:21496',
  'stratum+tcp://solo.ckpool.org:3333',
  'stratum+tcp://eusolo.ckpool.org:3333',
  'solo-btc.2miners.com:7070',
  'stratum+tcp://btc.zsolo.bid:6057',
  'stratum+ssl://Web.Public-Pool.io:4333',
])('%s is a solo pool', (url) => expect(on(url)).toBe(true));

test.each([
  'stratum+tcp://stratum.braiins.com:3333',
  'mine.ocean.xyz:3334',
  'isolo.example:1',
  '192.168.1.9:3333',
])('%s is not known to be one', (url) => expect(on(url)).toBe(false));

test('one pool that shares is enough to earn steadily, and no pool at all says nothing', () => {
  expect(on('solo.ckpool.org:3333', 'stratum.braiins.com:3333')).toBe(false);
  expect(on()).toBe(false);
});

test('1.2 TH/s at a difficulty of 10^14 finds a block once in 11 342 years', () => {
  const { meanYears, chanceInYear } = soloOdds(1.2e12, 1e14);
  expect(meanYears).toBeCloseTo(11_342, -1);
  expect(chanceInYear).toBeCloseTo(8.817e-5, 8);
});

test('the chance of a block never passes one, however large the fleet', () => {
  expect(soloOdds(1e24, 1e14).chanceInYear).toBeLessThanOrEqual(1);
});
