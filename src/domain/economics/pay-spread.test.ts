import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chanceOfNoPay, type PayLuck, relativeSdOfPay } from './pay-spread.ts';

const LUCK: PayLuck = {
  scheme: 'FPPS',
  sharesPerDay: 10_000,
  poolBlocksPerDay: 4,
  ownBlocksPerDay: 1e-6,
  feesPart: 0.01,
};

describe("the spread of a day's income", () => {
  it('is one over the root of the shares under FPPS: 1 % at ten thousand', () => {
    expect(relativeSdOfPay(LUCK, 1)).toBe(0.01);
    expect(relativeSdOfPay({ ...LUCK, scheme: 'PPS' }, 4)).toBe(0.005);
  });

  it('is about one over the root of the blocks under PPLNS: a half at four a day', () => {
    expect(relativeSdOfPay({ ...LUCK, scheme: 'PPLNS' }, 1)).toBeCloseTo(Math.sqrt(0.25 + 1e-4), 12);
  });

  it('is small under PPS+, where only the fees come with blocks', () => {
    expect(relativeSdOfPay({ ...LUCK, scheme: 'PPS+' }, 1)).toBeCloseTo(Math.sqrt(1e-4 + 1e-4 / 4), 12);
  });

  it('alone is one over the root of the own blocks', () => {
    expect(relativeSdOfPay({ ...LUCK, scheme: 'SOLO' }, 1)).toBeCloseTo(1000, 9);
  });

  it('is wider by fees that differ from block to block: twice their mean at a tenth of the reward', () => {
    const luck = { ...LUCK, feesPart: 0.1, feesRelativeSd: 2 };
    expect(relativeSdOfPay({ ...luck, scheme: 'PPLNS' }, 1)).toBeCloseTo(Math.sqrt(1e-4 + 1.04 / 4), 12);
    expect(relativeSdOfPay({ ...luck, scheme: 'PPS+' }, 1)).toBeCloseTo(Math.sqrt(1e-4 + 0.05 / 4), 12);
    expect(relativeSdOfPay({ ...luck, scheme: 'SOLO' }, 1)).toBeCloseTo(1000 * Math.sqrt(1.04), 9);
    expect(relativeSdOfPay(luck, 1)).toBe(0.01);
  });

  it('is unknown of a pool that nobody knows the size of', () => {
    expect(relativeSdOfPay({ ...LUCK, scheme: 'TIDES', poolBlocksPerDay: undefined }, 1)).toBeUndefined();
  });

  it('shrinks with the root of time under every scheme', () => {
    const scheme = fc.constantFrom<PayLuck['scheme']>(
      'PPS',
      'FPPS',
      'PPS+',
      'PPLNS',
      'TIDES',
      'PROP',
      'SOLO',
    );
    fc.assert(
      fc.property(scheme, fc.double({ min: 0.1, max: 100, noNaN: true }), (each, days) => {
        const luck = { ...LUCK, scheme: each, feesRelativeSd: 2 };
        const [once, four] = [relativeSdOfPay(luck, days) ?? 0, relativeSdOfPay(luck, 4 * days) ?? 0];
        expect(four / once).toBeCloseTo(0.5, 10);
      }),
    );
  });
});

describe('a day without pay', () => {
  it('comes with e^−blocks at a pool that finds four a day, and practically never under FPPS', () => {
    expect(chanceOfNoPay({ ...LUCK, scheme: 'PPLNS' }, 1)).toBeCloseTo(Math.exp(-4), 12);
    expect(chanceOfNoPay({ ...LUCK, scheme: 'PPLNS' }, 2)).toBeCloseTo(Math.exp(-8), 12);
    expect(chanceOfNoPay(LUCK, 1)).toBe(0);
    expect(chanceOfNoPay({ ...LUCK, scheme: 'SOLO' }, 1)).toBeCloseTo(0.999999, 9);
  });
});
