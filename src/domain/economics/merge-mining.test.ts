import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { coinsPerHsDay } from './hashprice.ts';
import { mergedPerHsDay, type PaidChain, ppsRatio } from './merge-mining.ts';

const k = 2 ** 32;
const LTC: PaidChain = {
  coin: 'LTC',
  subsidy: 6.25,
  feesPerBlock: 0,
  difficulty: 3e7,
  hashesPerDifficulty: k,
  coinPrice: 80,
};
const DOGE: PaidChain = {
  coin: 'DOGE',
  subsidy: 10_000,
  feesPerBlock: 0,
  difficulty: 2e7,
  hashesPerDifficulty: k,
  coinPrice: 0.2,
};
const offBy = (found: number | undefined, exact: number) => (found ?? Number.NaN) / exact - 1;

describe('merged mining', () => {
  it('adds what each chain pays: LTC and DOGE by hand, with 40 decimal digits', () => {
    const { valuePerHsDay, parts } = mergedPerHsDay([LTC, DOGE]);
    expect(offBy(parts[0]?.valuePerHsDay, 3.3527612686157225e-10)).toBeCloseTo(0, 12);
    expect(offBy(parts[1]?.valuePerHsDay, 2.0116567611694337e-9)).toBeCloseTo(0, 12);
    expect(offBy(valuePerHsDay, 2.346932888031006e-9)).toBeCloseTo(0, 12);
  });

  it('takes nothing from the parent, whatever is mined beside it', () => {
    const chain = fc.record({
      coin: fc.constant('X'),
      subsidy: fc.double({ min: 0, max: 1e5, noNaN: true }),
      feesPerBlock: fc.double({ min: 0, max: 10, noNaN: true }),
      difficulty: fc.double({ min: 1, max: 1e9, noNaN: true }),
      hashesPerDifficulty: fc.constant(k),
      coinPrice: fc.double({ min: 0, max: 1e5, noNaN: true }),
    });
    fc.assert(
      fc.property(fc.array(chain, { maxLength: 6 }), (others) => {
        const together = mergedPerHsDay([LTC, ...others]);
        expect(together.parts[0]).toEqual(mergedPerHsDay([LTC]).parts[0]);
        const sum = together.parts.reduce((total, each) => total + each.valuePerHsDay, 0);
        expect(offBy(together.valuePerHsDay, sum)).toBeCloseTo(0, 12);
      }),
    );
  });

  it('leaves out a chain whose difficulty nobody knows', () => {
    const { parts, valuePerHsDay } = mergedPerHsDay([LTC, { ...DOGE, difficulty: Number.NaN }]);
    expect(parts).toHaveLength(1);
    expect(valuePerHsDay).toBe((coinsPerHsDay(LTC) ?? 0) * 80);
  });
});

/** Coins of the parent for so many hashes at a pool that pays `pps_ratio`: ratio · S · hashes / (D · k). */
function ppsCoins(
  parent: Pick<PaidChain, 'subsidy' | 'difficulty' | 'hashesPerDifficulty'>,
  ratio: number,
  hashes: number,
): number {
  return (ratio * parent.subsidy * hashes) / (parent.difficulty * parent.hashesPerDifficulty);
}

describe('pps_ratio', () => {
  it('pays 1.05305e-10 LTC for 65 536 hashes at 1.03, as LitecoinPool told in January 2018', () => {
    const parent = { subsidy: 25, difficulty: 3731199.1833743, hashesPerDifficulty: k };
    const paid = ppsCoins(parent, 1.03, 65_536);
    expect(offBy(paid, 1.0530497007775512e-10)).toBeCloseTo(0, 12);
    expect(paid.toPrecision(6)).toBe('1.05305e-10');
  });

  it('is (1 − f)(1 + others over parent): 6.86 with DOGE worth six times LTC and a fee of 2 %', () => {
    expect(offBy(ppsRatio(LTC, [DOGE], 0.02), 6.86)).toBeCloseTo(0, 12);
  });

  it('is one less the fee where nothing is mined beside the parent', () => {
    expect(ppsRatio(LTC, [], 0.04)).toBe(0.96);
  });

  it('pays by the same sum as the chains themselves', () => {
    const hashes = 86_400;
    const paid = ppsCoins(LTC, ppsRatio(LTC, [DOGE], 0) ?? Number.NaN, hashes) * LTC.coinPrice;
    expect(offBy(paid, mergedPerHsDay([LTC, DOGE]).valuePerHsDay)).toBeCloseTo(0, 12);
  });

  it('is unknown for a parent that pays nothing', () => {
    expect(ppsRatio({ ...LTC, coinPrice: 0 }, [DOGE], 0)).toBeUndefined();
  });
});
