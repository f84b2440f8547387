import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  coinsPerHsDay,
  coinsPerHsDayFromNetwork,
  hashpricePerPhPerDay,
  networkHashrateHs,
} from './hashprice.ts';

const BITCOIN = { difficulty: 1e14, hashesPerDifficulty: 2 ** 32, subsidy: 3.125, feesPerBlock: 0.03 };
const offBy = (found: number | undefined, exact: number) => (found ?? Number.NaN) / exact - 1;

describe('what one H/s earns in a day', () => {
  it('is 6.346777e-19 BTC at a difficulty of 1e14 with 0.03 BTC of fees (economics section 1)', () => {
    // 86400 · 3.155 / (1e14 · 2^32), reckoned with 40 decimal digits.
    expect(offBy(coinsPerHsDay(BITCOIN), 6.346777081489563e-19)).toBeCloseTo(0, 12);
  });

  it('agrees with what minerstat told of BTC on 2024-02-16 (6.4101196246686e-20 an hour)', () => {
    const told = { ...BITCOIN, difficulty: 81_725_299_822_043, subsidy: 6.25, feesPerBlock: 0 };
    expect(offBy(coinsPerHsDay(told), 24 * 6.4101196246686e-20)).toBeCloseTo(0, 12);
  });

  it('is that of the network where blocks come at the pace the network rate was measured with', () => {
    const networkRate = networkHashrateHs({ ...BITCOIN, blocks: 144, seconds: 80_000 }) ?? 0;
    const found = coinsPerHsDayFromNetwork({
      ...BITCOIN,
      networkHashrateHs: networkRate,
      blockTimeS: 80_000 / 144,
    });
    expect(offBy(found, coinsPerHsDay(BITCOIN) ?? 0)).toBeCloseTo(0, 12);
  });

  it('counts by the chain: Kaspa has two hashes a unit and ten blocks a second', () => {
    const networkRate = networkHashrateHs({
      difficulty: 1e17,
      hashesPerDifficulty: 2,
      blocks: 10,
      seconds: 1,
    });
    expect(networkRate).toBe(2e18);
  });

  it('grows with the reward and falls with the difficulty, in proportion', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.01, max: 100, noNaN: true }), (times) => {
        const base = coinsPerHsDay(BITCOIN) ?? 0;
        const richer = { ...BITCOIN, subsidy: 3.125 * times, feesPerBlock: 0.03 * times };
        expect(offBy(coinsPerHsDay(richer), base * times)).toBeCloseTo(0, 10);
        const harder = { ...BITCOIN, difficulty: BITCOIN.difficulty * times };
        expect(offBy(coinsPerHsDay(harder), base / times)).toBeCloseTo(0, 10);
      }),
    );
  });

  it.each([0, Number.NaN, -1])('is unknown at a difficulty of %s', (difficulty) => {
    expect(coinsPerHsDay({ ...BITCOIN, difficulty })).toBeUndefined();
  });
});

describe('hashprice', () => {
  it('is what a PH/s earns: 6.346777e-4 BTC, 63.47 dollars at 100 000', () => {
    const perHs = coinsPerHsDay(BITCOIN) ?? Number.NaN;
    expect(offBy(hashpricePerPhPerDay(perHs, 1), 0.0006346777081489563)).toBeCloseTo(0, 12);
    expect(hashpricePerPhPerDay(perHs, 100_000)).toBeCloseTo(63.4678, 4);
  });
});

describe('the network rate', () => {
  it('at a difficulty of 1e14 and one block in ten minutes is 715.8 EH/s', () => {
    const rate = networkHashrateHs({ ...BITCOIN, blocks: 1, seconds: 600 });
    expect(offBy(rate, 7.158278826666666e20)).toBeCloseTo(0, 12);
  });

  it('is unknown over no time', () => {
    expect(networkHashrateHs({ ...BITCOIN, blocks: 1, seconds: 0 })).toBeUndefined();
  });
});
