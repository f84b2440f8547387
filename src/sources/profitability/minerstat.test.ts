import { describe, expect, test } from 'vitest';
import { minerstatCoins } from './minerstat.ts';

const reply = (told: unknown) => ({ status: 200, text: JSON.stringify(told), receivedAtMs: 5 });
const difficulty = 81_725_299_822_043;
const bitcoin = {
  coin: 'BTC',
  name: 'Bitcoin',
  type: 'coin',
  algorithm: 'SHA-256',
  network_hashrate: 5.7e20,
  difficulty,
  // As economics section 1 reckons it: coins for one H/s in one hour.
  reward: (3600 * 6.25) / (difficulty * 2 ** 32),
  reward_unit: 'BTC',
  reward_block: 6.25,
  price: 52_143,
  volume: 1,
  updated: 1_708_101_372,
};

describe('minerstat', () => {
  test('tells the reward of an hour: a day has 24 of them', () => {
    const [coin] = minerstatCoins.parse(reply([bitcoin]), {});
    expect(coin?.work).toMatchObject({ coin: 'BTC', currency: 'BTC', fee: 'gross', atMs: 1_708_101_372_000 });
    const perHsDay = (86_400 * 6.25) / (difficulty * 2 ** 32);
    expect((coin?.work?.perHsDay ?? 0) / perHsDay).toBeCloseTo(1, 12);
    expect(coin).toMatchObject({
      algorithm: 'sha256',
      priceUsd: 52_143,
      network: { difficulty, subsidy: 6.25 },
    });
  });

  test('says −1 for what nobody knows, and a pool pays in a coin without naming the one that is mined', () => {
    const pool = {
      ...bitcoin,
      coin: 'ZERGPOOL SCRYPT',
      type: 'pool',
      algorithm: 'Scrypt',
      network_hashrate: -1,
      difficulty: -1,
      reward_block: -1,
      price: -1,
    };
    const [coin] = minerstatCoins.parse(reply([pool]), {});
    expect(coin).toMatchObject({ kind: 'pool', algorithm: 'scrypt', work: { currency: 'BTC' } });
    expect([coin?.work?.coin, coin?.work?.fee, coin?.priceUsd]).toEqual([undefined, undefined, undefined]);
    expect(coin?.network).toEqual({ coin: 'ZERGPOOL SCRYPT', atMs: 1_708_101_372_000 });
  });

  test('without a reward has no price of work, and an error of its own is one of ours', () => {
    expect(minerstatCoins.parse(reply([{ ...bitcoin, reward: -1 }]), {})[0]?.work).toBeUndefined();
    for (const told of [[], {}, { error: 'Invalid list' }])
      expect(() => minerstatCoins.parse(reply(told), {})).toThrow(
        expect.objectContaining({ name: 'SourceError' }),
      );
  });
});
