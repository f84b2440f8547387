import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PayoutScheme } from '../pool.ts';
import { expectedPay, expectedPayPerDay, SCHEME_TRAITS, TIDES_BLOCKS } from './pool-scheme.ts';

const CHAIN = { difficulty: 1e14, hashesPerDifficulty: 2 ** 32, subsidy: 3.125, feesPerBlock: 0.03 };
const SCHEMES: readonly PayoutScheme[] = ['PPS', 'FPPS', 'PPS+', 'PPLNS', 'TIDES', 'PROP', 'SOLO'];
const total = ({ forShares, forBlocks }: { forShares: number; forBlocks: number }) => forShares + forBlocks;
const offBy = (found: number | undefined, exact: number) => (found ?? Number.NaN) / exact - 1;

describe('what a pool owes for accepted work', () => {
  it('under FPPS is d (S + F) / D (1 − f) for each share', () => {
    const work = { ...CHAIN, workDifficulty: 1e9, hashesPerShareDifficulty: 2 ** 32 };
    const pay = expectedPay({ scheme: 'FPPS', poolFee: 0.02 }, work);
    expect(offBy(pay.forShares, (1e9 * 3.155 * 0.98) / 1e14)).toBeCloseTo(0, 12);
    expect(pay.forBlocks).toBe(0);
  });

  it('under PPS has no fees of transactions, under PPS+ they come with the blocks', () => {
    const pps = expectedPayPerDay({ scheme: 'PPS', poolFee: 0 }, CHAIN, 1e14, 0);
    const plus = expectedPayPerDay({ scheme: 'PPS+', poolFee: 0 }, CHAIN, 1e14, 0);
    expect(pps).toMatchObject({ forBlocks: 0, ofFees: 0 });
    expect(plus.forShares).toBe(pps.forShares);
    expect(offBy(plus.forBlocks, (pps.forShares * 0.03) / 3.125)).toBeCloseTo(0, 12);
  });

  it('for 100 TH/s at 1e14 is 6.346777e-5 BTC a day (economics section 1)', () => {
    for (const scheme of SCHEMES.filter((each) => each !== 'PPS'))
      expect(
        offBy(total(expectedPayPerDay({ scheme, poolFee: 0 }, CHAIN, 1e14, 0)), 6.346777081489563e-5),
      ).toBeCloseTo(0, 12);
  });

  it('agrees with what Ocean told of the next block before its fee: 2.90354e-4 of 3.13312160 BTC', () => {
    const window = 1_111_734_976_569_704;
    const difficulty = 138_966_872_071_213.02;
    expect(window / difficulty).toBeCloseTo(TIDES_BLOCKS, 6);
    // The own part of the window is worth that part of eight blocks; a block pays an eighth of it.
    const work = {
      difficulty,
      hashesPerDifficulty: 2 ** 32,
      subsidy: 3.1331216,
      feesPerBlock: 0,
      workDifficulty: 103_027_310_592,
      hashesPerShareDifficulty: 2 ** 32,
    };
    const pay = expectedPay({ scheme: 'TIDES', poolFee: 0 }, work);
    expect(pay.forBlocks / TIDES_BLOCKS / 2.9035435512962535e-4 - 1).toBeCloseTo(0, 9);
  });

  it('is in proportion to the work and falls with the fee and with lost shares', () => {
    const amount = fc.double({ min: 1e-6, max: 1e6, noNaN: true });
    const part = fc.double({ min: 0, max: 0.5, noNaN: true });
    fc.assert(
      fc.property(fc.constantFrom(...SCHEMES), amount, part, part, (scheme, times, poolFee, lost) => {
        const whole = total(expectedPayPerDay({ scheme, poolFee: 0 }, CHAIN, 1e14, 0));
        const less = total(expectedPayPerDay({ scheme, poolFee }, CHAIN, 1e14 * times, lost));
        expect(offBy(less, whole * times * (1 - poolFee) * (1 - lost))).toBeCloseTo(0, 10);
      }),
    );
  });

  it('may take another fee of the fees', () => {
    const terms = { scheme: 'PPS+', poolFee: 0.04, poolFeeOnFees: 0.02 } as const;
    const pay = expectedPayPerDay(terms, CHAIN, 1e14, 0);
    expect(offBy(pay.forBlocks / pay.forShares, (0.03 * 0.98) / (3.125 * 0.96))).toBeCloseTo(0, 12);
  });
});

it('luck is borne by the pool where shares are paid, by its miners where blocks are', () => {
  expect(SCHEME_TRAITS.FPPS).toEqual({ subsidy: 'share', fees: 'share', window: false });
  expect(SCHEME_TRAITS.PPLNS.subsidy).toBe('pool-block');
  expect(SCHEME_TRAITS.SOLO.subsidy).toBe('own-block');
});
