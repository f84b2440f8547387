import { describe, expect, it } from 'vitest';
import { Random } from '../numerics/random.ts';
import { auditPool, type PoolAuditInput } from './pool-audit.ts';

const DAY_MS = 86_400_000;
const CHAIN = {
  by: 'chain',
  difficulty: 1e14,
  hashesPerDifficulty: 2 ** 32,
  subsidy: 3.125,
  feesPerBlock: 0.03,
} as const;
/** Work of 100 TH/s for ten days. */
const WORK = (100e12 * 10 * 86_400) / 2 ** 32;
const OWED = 6.346777081489563e-4 * 0.98;

const FPPS: PoolAuditInput = {
  terms: { scheme: 'FPPS', poolFee: 0.02 },
  hashesPerShareDifficulty: 2 ** 32,
  slices: [{ ...CHAIN, workDifficulty: WORK }],
  fromMs: 0,
  toMs: 10 * DAY_MS,
  creditedCoins: OWED,
  work: { shares: 50_000, known: 'counted' },
  feesMeanError: 0.2,
};
const PPLNS: PoolAuditInput = {
  ...FPPS,
  terms: { scheme: 'PPLNS', poolFee: 0.02 },
  poolBlocks: { expected: 20, found: 14 },
  creditedCoins: OWED * 0.7,
};

describe('a pool that pays for each share', () => {
  it('owes 6.346777e-4 · 0.98 BTC for ten days of 100 TH/s, and has paid it', () => {
    const audit = auditPool(FPPS);
    expect(audit.owedCoins / OWED).toBeCloseTo(1, 12);
    expect(audit.paidFraction).toBeCloseTo(1, 12);
    expect(audit.verdict.kind).toBe('paid-as-owed');
  });

  it('is in doubt by its mean of fees as far as fees are part of the pay, and by the ends of its days', () => {
    const { doubt } = auditPool({ ...FPPS, edgeMs: 0.1 * DAY_MS });
    expect(doubt.fees).toBeCloseTo((0.2 * 0.03) / 3.155, 12);
    expect(doubt).toMatchObject({ blocks: 0, counting: 0, edges: expect.closeTo(0.01, 12) });
    expect(auditPool({ ...FPPS, terms: { scheme: 'PPS', poolFee: 0.02 } }).doubt.fees).toBe(0);
    const { doubt: lucky } = auditPool({ ...PPLNS, feesRelativeSd: 2 });
    expect(lucky.fees).toBe(0);
    expect(lucky.blocks).toBeCloseTo((2 * 0.03) / 3.155 / Math.sqrt(14), 12);
  });

  it('that keeps 5 % instead of 2 % is found out, with the amount and the odds', () => {
    const { verdict } = auditPool({ ...FPPS, creditedCoins: (OWED * 0.95) / 0.98 });
    expect(verdict).toMatchObject({ kind: 'less-than-owed' });
    if (verdict.kind !== 'less-than-owed') return;
    expect(verdict.missingFraction).toBeCloseTo(0.03 / 0.98, 9);
    expect(verdict.missingCoins / OWED).toBeCloseTo(0.03 / 0.98, 9);
    expect(verdict.chanceIfHonest).toBeLessThan(1e-9);
  });

  it('that pays merged coins beside is no wrongdoer', () => {
    expect(auditPool({ ...FPPS, creditedCoins: OWED * 1.1 }).verdict.kind).toBe('more-than-owed');
  });

  it('is not judged by a rate of few shares: 400 are good for 5 %, and it says how long to wait', () => {
    const audit = auditPool({ ...FPPS, creditedCoins: OWED * 0.96, work: { shares: 400, known: 'by-rate' } });
    expect(audit.doubt.counting).toBe(0.05);
    expect(audit.verdict).toMatchObject({ kind: 'cannot-tell-yet', why: 'too-much-chance' });
    const waitMs = audit.verdict.kind === 'cannot-tell-yet' ? (audit.verdict.waitMs ?? 0) : 0;
    const later = (10 * DAY_MS + waitMs) / (10 * DAY_MS);
    const then = auditPool({
      ...FPPS,
      toMs: 10 * DAY_MS * later,
      slices: [{ ...CHAIN, workDifficulty: WORK * later }],
      creditedCoins: OWED * later,
      work: { shares: Math.ceil(400 * later), known: 'by-rate' },
    });
    expect(then.verdict.kind).toBe('paid-as-owed');
  });

  it('by its own quote owes the quote: a pool that switches coins', () => {
    const quoted = {
      ...FPPS,
      slices: [{ by: 'quote', workDifficulty: WORK, coinsPerHsDay: OWED / 10 / 100e12 } as const],
    };
    expect(auditPool(quoted).owedCoins / OWED).toBeCloseTo(1, 12);
  });
});

describe('a pool that pays for blocks', () => {
  it('found 14 of 20: it owes seven tenths, and that is luck', () => {
    const audit = auditPool(PPLNS);
    expect(audit.owedGivenLuckCoins / OWED).toBeCloseTo(0.7, 12);
    expect(audit.paidFraction).toBeCloseTo(1, 12);
    expect(audit.verdict.kind).toBe('paid-as-owed');
    expect(audit.luck).toMatchObject({ luck: 0.7, blocks: 14 });
    expect(audit.luck?.high).toBeGreaterThan(1);
  });

  it('that pays half of that is found out', () => {
    expect(auditPool({ ...PPLNS, creditedCoins: OWED * 0.35 }).verdict.kind).toBe('less-than-owed');
  });

  it('whose blocks nobody lists cannot be judged by twenty of them, and would take years', () => {
    const { verdict, interval } = auditPool({ ...PPLNS, poolBlocks: { expected: 20 } });
    expect(verdict).toMatchObject({ kind: 'cannot-tell-yet', why: 'too-much-chance' });
    expect(verdict.kind === 'cannot-tell-yet' && (verdict.waitMs ?? 0) / DAY_MS).toBeGreaterThan(1000);
    expect(interval?.low).toBeLessThan(0.7);
    expect(interval?.high).toBeGreaterThan(1);
  });

  it('whose size nobody knows cannot be judged at all', () => {
    const { poolBlocks: _, ...unknown } = PPLNS;
    expect(auditPool(unknown).verdict).toEqual({ kind: 'cannot-tell-yet', why: 'pool-blocks-unknown' });
  });

  it('that found none owes nothing yet', () => {
    const none = auditPool({ ...PPLNS, poolBlocks: { expected: 1, found: 0 }, creditedCoins: 0 });
    expect(none.verdict).toEqual({ kind: 'cannot-tell-yet', why: 'no-block-found' });
  });

  it('is not accused when alone: no block of a home miner in ten days is what was to be expected', () => {
    const solo = { ...FPPS, terms: { scheme: 'SOLO', poolFee: 0 } as const, creditedCoins: 0 };
    expect(auditPool(solo).verdict).toMatchObject({ kind: 'cannot-tell-yet', why: 'too-much-chance' });
  });
});

it('nothing is said before any work', () => {
  expect(auditPool({ ...FPPS, slices: [], creditedCoins: 0 }).verdict).toEqual({
    kind: 'cannot-tell-yet',
    why: 'no-work',
  });
});

describe('by simulation of honest pools', () => {
  const runs = 1500;
  const share = (
    input: (random: Random) => PoolAuditInput,
    says: (audit: ReturnType<typeof auditPool>) => boolean,
  ) => {
    const random = new Random(11);
    let count = 0;
    for (let run = 0; run < runs; run++) if (says(auditPool(input(random)))) count++;
    return count / runs;
  };
  const luckyPool = (random: Random): PoolAuditInput => {
    const found = random.poisson(30);
    return { ...PPLNS, poolBlocks: { expected: 30 }, creditedCoins: (OWED * found) / 30 };
  };
  const countedByRate = (random: Random): PoolAuditInput => {
    const shares = random.poisson(900);
    return { ...FPPS, work: { shares: 900, known: 'by-rate' }, creditedCoins: (OWED * shares) / 900 };
  };

  it('one in a hundred at most is accused', () => {
    const accused = ({ verdict }: ReturnType<typeof auditPool>) => verdict.kind === 'less-than-owed';
    expect(share(luckyPool, accused)).toBeLessThan(0.017);
    expect(share(countedByRate, accused)).toBeLessThan(0.017);
  });

  it('the interval holds what they really pay in about 95 % of cases', () => {
    const holds = ({ interval }: ReturnType<typeof auditPool>) =>
      interval !== undefined && interval.low <= 1 && (interval.high ?? 2) >= 1;
    expect(Math.abs(share(luckyPool, holds) - 0.95)).toBeLessThan(0.025);
    expect(Math.abs(share(countedByRate, holds) - 0.95)).toBeLessThan(0.02);
  });

  it('one that keeps a twentieth too much is found out nine times in ten once it says that it would be', () => {
    const cheat = (random: Random): PoolAuditInput => {
      const shares = 9000;
      return {
        ...FPPS,
        work: { shares, known: 'by-rate' },
        creditedCoins: (OWED * 0.95 * random.poisson(shares)) / shares,
      };
    };
    expect(auditPool({ ...cheat(new Random(1)), creditedCoins: OWED }).verdict.kind).toBe('paid-as-owed');
    expect(share(cheat, ({ verdict }) => verdict.kind === 'less-than-owed')).toBeGreaterThan(0.9);
  });
});
