import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  bestShareChanceBelow,
  chanceOfBlock,
  expectedBlocks,
  expectedBlocksOfWork,
  soloLuck,
} from './luck.ts';

const HOME = { hashrateHs: 1.2e12, difficulty: 1e14, hashesPerDifficulty: 2 ** 32 };
const offBy = (found: number | undefined, exact: number) => (found ?? Number.NaN) / exact - 1;

describe('1.2 TH/s at a difficulty of 1e14 (economics section 4)', () => {
  const luck = soloLuck(HOME);

  it('is expected to find 2.4140e-7 blocks a day', () => {
    expect(offBy(luck?.day.expectedBlocks, 2.41398811340332e-7)).toBeCloseTo(0, 12);
  });

  it('finds one within 365 days with a chance of 8.8107e-5, one in 11 350', () => {
    const lambda = expectedBlocks({ ...HOME, seconds: 365 * 86_400 });
    expect(offBy(chanceOfBlock(lambda), 8.810668451729331e-5)).toBeCloseTo(0, 12);
    expect(1 / chanceOfBlock(lambda)).toBeCloseTo(11_349.87663511187, 6);
  });

  it('is expected to find as much in twelve months as in a year, and in 365.25 days', () => {
    const { day, month, year } = luck ?? {};
    expect(offBy(year?.expectedBlocks, 12 * (month?.expectedBlocks ?? 0))).toBeCloseTo(0, 12);
    expect(offBy(year?.expectedBlocks, 365.25 * (day?.expectedBlocks ?? 0))).toBeCloseTo(0, 12);
    expect(offBy(year?.oneIn, 1 / 8.81670289010953e-5)).toBeCloseTo(0, 12);
  });

  it('waits 11 342 years on the mean, and half of such miners less than ln 2 of it', () => {
    expect(offBy(luck?.meanWaitS, 357913941333.3333)).toBeCloseTo(0, 12);
    expect(offBy(luck?.medianWaitS, 248087039318.29764)).toBeCloseTo(0, 12);
    expect(luck?.meanWaitYears).toBeCloseTo(11_341.6, 1);
  });
});

describe('the chance of a block', () => {
  it('is exact for λ so small that 1 − exp(−λ) is zero', () => {
    expect(chanceOfBlock(1e-20)).toBe(1e-20);
    expect(1 - Math.exp(-1e-20)).toBe(0);
  });

  it('never passes one, rises with λ, and comes back from its inverse', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-18, max: 20, noNaN: true }), (lambda) => {
        const chance = chanceOfBlock(lambda);
        expect(chance).toBeLessThanOrEqual(1);
        expect(chance).toBeLessThanOrEqual(lambda);
        expect(chanceOfBlock(lambda * 1.001)).toBeGreaterThan(chance);
      }),
    );
    expect(chanceOfBlock(1e6)).toBe(1);
  });

  it('knows no memory: two halves of a year without a block are a year without one', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-9, max: 5, noNaN: true }), (lambda) => {
        const none = (each: number) => 1 - chanceOfBlock(each);
        expect(none(lambda / 2) ** 2).toBeCloseTo(none(lambda), 12);
      }),
    );
  });

  it('is unknown of nobody, and of a network without difficulty', () => {
    expect(soloLuck({ ...HOME, hashrateHs: 0 })).toBeUndefined();
    expect(soloLuck({ ...HOME, difficulty: 0 })).toBeUndefined();
  });
});

describe('the odds at the ends of the scale', () => {
  // mpmath 1.3 with 40 digits: −expm1(−h · t / (D · 2³²)), its inverse, and λ.
  it.each([
    [100, 2.011656761169433e-17, 7.347576320171329e-15, 136099300834030.97],
    [1e6, 2.011656761169231e-13, 7.347576319901421e-11, 13609930083.903],
    [1e15, 2.011454436590343e-4, 0.07084133465023461, 14.116052512806352],
    [1e18, 0.1822230657771544, 1, 1],
    [5e18, 0.6342584639067199, 1, 1],
  ])('of %d H/s at a difficulty of 1e14 keep all their digits', (hashrateHs, day, year, oneIn) => {
    const luck = soloLuck({ ...HOME, hashrateHs });
    expect(offBy(luck?.day.chance, day)).toBeCloseTo(0, 12);
    expect(offBy(luck?.year.chance, year)).toBeCloseTo(0, 12);
    expect(offBy(luck?.year.oneIn, oneIn)).toBeCloseTo(0, 12);
    for (const span of [luck?.day, luck?.month, luck?.year]) {
      expect(span?.chance).toBeGreaterThan(0);
      expect(span?.chance).toBeLessThanOrEqual(1);
    }
  });

  it('of best shares are percentiles, however far from the work', () => {
    expect(bestShareChanceBelow(1e3, 1e9)).toBe(0);
    expect(offBy(bestShareChanceBelow(2e8, 1e9), 0.006737946999085467)).toBeCloseTo(0, 12);
    expect(offBy(bestShareChanceBelow(1e20, 1e6), 0.99999999999999)).toBeCloseTo(0, 14);
    expect(bestShareChanceBelow(1e300, 1e-300)).toBe(1);
  });
});

describe('work done', () => {
  it('of one network difficulty is one block expected, whatever the share difficulty counts', () => {
    const litecoin = { difficulty: 3e7, hashesPerDifficulty: 2 ** 32 };
    expect(
      expectedBlocksOfWork({ ...litecoin, workDifficulty: 3e7 * 65_536, hashesPerShareDifficulty: 65_536 }),
    ).toBe(1);
  });

  it('is the same as the rate that did it', () => {
    const seconds = 5000;
    const workDifficulty = (HOME.hashrateHs * seconds) / 2 ** 32;
    const byWork = expectedBlocksOfWork({ ...HOME, workDifficulty, hashesPerShareDifficulty: 2 ** 32 });
    expect(offBy(byWork, expectedBlocks({ ...HOME, seconds }))).toBeCloseTo(0, 12);
  });
});

describe('the best share', () => {
  it('of a work of 1e9 is below 5e9 with e^−0.2, and below W / ln 2 with a half', () => {
    expect(bestShareChanceBelow(5e9, 1e9)).toBeCloseTo(0.8187307530779818, 14);
    expect(bestShareChanceBelow(1442695040.8889635, 1e9)).toBeCloseTo(0.5, 12);
  });

  it('at a quantile is below itself with that chance', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.001, max: 0.999, noNaN: true }), (q) => {
        expect(bestShareChanceBelow(-1e9 / Math.log(q), 1e9)).toBeCloseTo(q, 10);
      }),
    );
  });

  it('says nothing before any work', () => {
    expect(bestShareChanceBelow(1e6, 0)).toBeUndefined();
  });
});
