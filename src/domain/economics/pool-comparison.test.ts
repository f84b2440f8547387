import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { comparePools, type PoolOffer, type PoolQuestion } from './pool-comparison.ts';

const QUESTION: PoolQuestion = {
  difficulty: 1e14,
  hashesPerDifficulty: 2 ** 32,
  subsidy: 3.125,
  feesPerBlock: 0.03,
  hashrateHs: 100e12,
  blockTimeS: 600,
  sharesPerDay: 10_000,
};
const FPPS: PoolOffer = {
  pool: 'steady',
  scheme: 'FPPS',
  poolFee: 0.02,
  lostFraction: 0.01,
  minPayout: 0.001,
  withdrawalFee: 0,
};
const gross = 6.346777081489563e-5;

describe('pools compared', () => {
  it('pay what is left after fee and lost shares: 6.346777e-5 · 0.98 · 0.99 BTC a day for 100 TH/s', () => {
    const [only] = comparePools([FPPS], QUESTION);
    expect((only?.netPerDay ?? 0) / (gross * 0.98 * 0.99)).toBeCloseTo(1, 12);
    expect(only?.lostBy).toBe('measured');
  });

  it('conserve: kept, lost and credited are all that the work is worth', () => {
    const part = fc.double({ min: 0, max: 0.3, noNaN: true });
    const scheme = fc.constantFrom<PoolOffer['scheme']>('PPS', 'FPPS', 'PPS+', 'PPLNS', 'TIDES', 'SOLO');
    fc.assert(
      fc.property(scheme, part, part, (each, poolFee, lostFraction) => {
        const [worth] = comparePools([{ ...FPPS, scheme: each, poolFee, lostFraction }], QUESTION);
        const { keptByPoolPerDay = 0, lostPerDay = 0, creditedPerDay = 0 } = worth ?? {};
        expect((keptByPoolPerDay + lostPerDay + creditedPerDay) / gross).toBeCloseTo(1, 10);
      }),
    );
  });

  it('are ranked by what is left, not by the fee: 1 % fee with 3 % refused is behind 2 % with 1 %', () => {
    const cheap = { ...FPPS, pool: 'cheap', poolFee: 0.01, lostFraction: 0.03 };
    expect(comparePools([cheap, FPPS], QUESTION).map(({ pool }) => pool)).toEqual(['steady', 'cheap']);
  });

  it('put PPS behind FPPS by the fees that it keeps', () => {
    const [first, second] = comparePools([{ ...FPPS, pool: 'pps', scheme: 'PPS' }, FPPS], QUESTION);
    expect(first?.pool).toBe('steady');
    expect((second?.netPerDay ?? 0) / (first?.netPerDay ?? 1)).toBeCloseTo(3.125 / 3.155, 12);
  });

  it('are charged for payments: 0.0001 of each 0.001', () => {
    const [paid] = comparePools([{ ...FPPS, withdrawalFee: 1e-4 }], QUESTION);
    expect((paid?.netPerDay ?? 0) / (paid?.creditedPerDay ?? 1)).toBeCloseTo(0.9, 12);
  });

  it('are held to their delay where nothing is measured, and say so where nothing is known', () => {
    const { lostFraction: _, ...unmeasured } = FPPS;
    const [slow] = comparePools([{ ...unmeasured, latencyS: 6 }], QUESTION);
    expect(slow?.lostBy).toBe('latency');
    expect((slow?.lostPerDay ?? 0) / gross).toBeCloseTo(-Math.expm1(-0.01), 12);
    expect(comparePools([unmeasured], QUESTION)[0]?.lostBy).toBe('unknown');
  });

  it('show who bears the luck: the same mean, another spread', () => {
    const pplns = { ...FPPS, pool: 'lucky', scheme: 'PPLNS', poolBlocksPerDay: 0.5 } as const;
    const [one, other] = comparePools([FPPS, pplns], QUESTION);
    expect((one?.netPerDay ?? 0) / (other?.netPerDay ?? 1)).toBeCloseTo(1, 12);
    const lucky = [one, other].find((each) => each?.pool === 'lucky');
    expect(lucky?.relativeSd).toBeGreaterThan(1.4);
    expect(lucky?.chanceOfNoPay).toBeCloseTo(Math.exp(-0.5), 12);
  });

  it('add merged coins for accepted work only', () => {
    const [plain] = comparePools([{ ...FPPS, lostFraction: 0.1 }], QUESTION);
    const [merged] = comparePools([{ ...FPPS, lostFraction: 0.1, mergedPerHsDay: 1e-20 }], QUESTION);
    const more = (merged?.creditedPerDay ?? 0) - (plain?.creditedPerDay ?? 0);
    expect(more / (1e-20 * 100e12 * 0.9)).toBeCloseTo(1, 9);
  });

  it('spread by accepted shares alone under FPPS, by own blocks alone, by fees under PPS+', () => {
    const spread = (scheme: PoolOffer['scheme']) => {
      const [worth] = comparePools([{ ...FPPS, scheme, lostFraction: 0.36, poolBlocksPerDay: 4 }], QUESTION);
      return worth?.relativeSd ?? Number.NaN;
    };
    expect(spread('FPPS')).toBeCloseTo(1 / Math.sqrt(6400), 12);
    const ownBlocks = (100e12 * 86_400 * 0.64) / (1e14 * 2 ** 32);
    expect(spread('SOLO') * Math.sqrt(ownBlocks)).toBeCloseTo(1, 12);
    expect(spread('PPS+')).toBeCloseTo(Math.sqrt(1 / 6400 + (0.03 / 3.155) ** 2 / 4), 12);
  });
});
