import { describe, expect, it } from 'vitest';
import { Random } from '../numerics/random.ts';
import { auditPool, type PoolAuditInput } from './pool-audit.ts';

const DAY_MS = 86_400_000;
const CHAIN = {
  by: 'chain',
  difficulty: 1.5e14,
  hashesPerDifficulty: 2 ** 32,
  subsidy: 3.125,
  feesPerBlock: 0.03,
} as const;
const POOL_FEE = 0.02;
const SHARES_A_DAY = 15_000;
const SHARE_DIFFICULTY = 65_536;
/** As the collector's audit takes them: pools' means of fees, and the ends of their days. */
const FEES_ERROR = 0.2;
const EDGE_MS = 10 * 60_000;
const WINDOW_EDGE_MS = 6 * 3_600_000;
/** No more of the past is held against the pay. */
const LOOKED_BACK = 30;
const YEAR = 365;

/** A day as both sides have counted it. */
interface PaidDay {
  readonly shares: number;
  readonly credited: number;
  readonly found: number;
}

interface SimulatedPool {
  readonly scheme: 'FPPS' | 'PPLNS';
  /** Part of what it owes that it pays, 1 for an honest one. */
  readonly pays: number;
  readonly blocksADay: number;
}

/**
 * A year of an account: shares by chance, blocks by chance, a mean of fees of the pool's own making, days that close some
 * minutes early or late, and two in a thousand of the shares that the recorder never saw.
 */
function yearOf({ scheme, pays, blocksADay }: SimulatedPool, random: Random): readonly PaidDay[] {
  const fees = CHAIN.feesPerBlock * (1 + FEES_ERROR * random.normal());
  let lateMs = 0;
  return Array.from({ length: YEAR }, () => {
    const shares = random.poisson(SHARES_A_DAY);
    const found = random.poisson(blocksADay);
    const closesMs = EDGE_MS * (2 * random.uniform() - 1);
    const counted = shares * (1 + (closesMs - lateMs) / DAY_MS);
    lateMs = closesMs;
    const work = ((counted * SHARE_DIFFICULTY) / CHAIN.difficulty) * (1 - POOL_FEE) * pays;
    const credited =
      scheme === 'FPPS'
        ? work * (CHAIN.subsidy + fees)
        : (work * (CHAIN.subsidy + CHAIN.feesPerBlock) * found) / blocksADay;
    return { shares: shares * (1 - 0.002 * random.uniform()), credited, found };
  });
}

function look(days: readonly PaidDay[], { scheme, blocksADay }: SimulatedPool, blocksTold: boolean) {
  const sum = (part: (day: PaidDay) => number) => days.reduce((all, day) => all + part(day), 0);
  const expected = blocksADay * days.length;
  const input: PoolAuditInput = {
    terms: { scheme, poolFee: POOL_FEE },
    hashesPerShareDifficulty: 2 ** 32,
    slices: [{ ...CHAIN, workDifficulty: sum(({ shares }) => shares) * SHARE_DIFFICULTY }],
    fromMs: 0,
    toMs: days.length * DAY_MS,
    creditedCoins: sum(({ credited }) => credited),
    work: { shares: sum(({ shares }) => shares), known: 'counted', relativeError: 0.002 },
    poolBlocks: { expected, found: blocksTold ? sum(({ found }) => found) : undefined },
    feesMeanError: FEES_ERROR,
    edgeMs: EDGE_MS + (scheme === 'PPLNS' ? WINDOW_EDGE_MS : 0),
  };
  return auditPool(input).verdict.kind;
}

/** The first day of a year on which who looks every day is told that less was paid than owed. */
function firstAccusation(pool: SimulatedPool, blocksTold: boolean, random: Random): number | undefined {
  const days = yearOf(pool, random);
  for (let day = 1; day <= YEAR; day++)
    if (look(days.slice(Math.max(0, day - LOOKED_BACK), day), pool, blocksTold) === 'less-than-owed')
      return day;
  return undefined;
}

function firstDays(pool: SimulatedPool, blocksTold: boolean, years: number) {
  const random = new Random(2026);
  return Array.from({ length: years }, () => firstAccusation(pool, blocksTold, random));
}

const FPPS = { scheme: 'FPPS', pays: 1, blocksADay: 10 } as const;
const PPLNS = { scheme: 'PPLNS', pays: 1, blocksADay: 2 } as const;

// Thousands of audits: on a busy machine that takes its time.
describe('who looks every day for a year', { timeout: 60_000 }, () => {
  it.each([
    ['pays for each share', FPPS, true, 120],
    ['pays by blocks that it lists', PPLNS, true, 120],
    ['pays by blocks that nobody lists', PPLNS, false, 20],
  ] as const)(
    'is told of an honest pool that %s in at most one year of twenty',
    (name, pool, told, years) => {
      const accused = firstDays(pool, told, years).filter((day) => day !== undefined).length / years;
      console.info(`an honest pool that ${name}: called short in ${(100 * accused).toFixed(1)} % of years`);
      expect(accused).toBeLessThanOrEqual(0.05);
    },
  );

  it.each([
    ['pays for each share', FPPS, 7],
    ['pays by blocks that it lists', PPLNS, 90],
  ] as const)('finds one that %s and keeps 3 %% too much', (name, pool, most) => {
    const found = firstDays({ ...pool, pays: 0.97 }, true, 60);
    const days = found.map((day) => day ?? Number.POSITIVE_INFINITY).sort((a, b) => a - b);
    const at = (part: number) => days[Math.floor(part * days.length)] ?? Number.NaN;
    console.info(
      `3 % too much kept by one that ${name}: found after ${at(0.5)} days (median), ${at(0.9)} (nine of ten)`,
    );
    expect(at(0.9)).toBeLessThanOrEqual(most);
  });
});
