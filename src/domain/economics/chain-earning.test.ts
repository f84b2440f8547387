import { describe, expect, it } from 'vitest';
import type { Coin } from '../coin.ts';
import { chainEarning } from './chain-earning.ts';

const BTC: Coin = {
  symbol: 'BTC',
  name: 'Bitcoin',
  algorithmName: 'sha256d',
  minedBy: ['sha256'],
  blockTimeS: 600,
  hashesPerDifficulty: 2 ** 32,
  subsidy: { kind: 'table', rows: [[840_000, 3.125]] },
  minerFraction: 1,
  mergeMinedWith: [],
  source: 'written for this test',
  unverified: [],
};
const STATE = { coin: 'BTC', atMs: 5_000, height: 900_000, difficulty: 1e14, feesPerBlock: 0.03 };

describe('what a hash earns on a chain', () => {
  it("is reckoned from the difficulty and the coin's own rule of reward", () => {
    const found = chainEarning(BTC, { ...STATE, subsidy: 6.25 });
    expect((found?.coinsPerHsDay ?? 0) / 6.346777081489563e-19).toBeCloseTo(1, 12);
    expect(found).toMatchObject({ subsidy: 3.125, feesPerBlock: 0.03, by: 'difficulty', atMs: 5_000 });
  });

  it('is reckoned from the rate of the network where no difficulty is told', () => {
    const { difficulty, ...rest } = STATE;
    const found = chainEarning(BTC, { ...rest, networkHashrateHs: (difficulty * 2 ** 32) / 600 });
    expect((found?.coinsPerHsDay ?? 0) / 6.346777081489563e-19).toBeCloseTo(1, 12);
    expect(found?.by).toBe('network-rate');
  });

  it('says that no fees are in it where nobody told them', () => {
    const { feesPerBlock: _, ...rest } = STATE;
    expect(chainEarning(BTC, rest)?.feesPerBlock).toBeUndefined();
  });

  it("takes the observer's subsidy only where the height is absent, and of it the miner's part", () => {
    const { height: _, ...rest } = STATE;
    const dash = { ...BTC, minerFraction: 0.2 };
    expect(chainEarning(dash, { ...rest, subsidy: 2 })?.subsidy).toBe(0.4);
  });

  it("is unknown where the miner's part, or how hard a block is, is unknown", () => {
    const { minerFraction: _, ...shared } = BTC;
    expect(chainEarning(shared, STATE)).toBeUndefined();
    expect(chainEarning(BTC, { coin: 'BTC', atMs: 0, height: 900_000 })).toBeUndefined();
  });
});
