import { type BlockReward, type BlockWork, DAY_S } from '../domain/economics/hashprice.ts';
import { expectedBlocksOfWork } from '../domain/economics/luck.ts';
import { expectedPay, SCHEME_TRAITS, type SchemeTerms } from '../domain/economics/pool-scheme.ts';
import { type PayLaw, payQuantile } from './pay-law.ts';
import { type AuditDoubt, type AuditOptions, type AuditVerdict, auditVerdict } from './pool-audit-verdict.ts';
import { type LuckInterval, luckInWindow } from './pool-luck.ts';

/** Own work of a stretch of time in which nothing changed: the chain as it was then, or what the pool quoted. */
export type AuditSlice = { readonly workDifficulty: number } & (
  | ({ readonly by: 'chain' } & BlockWork & BlockReward)
  | { readonly by: 'quote'; readonly coinsPerHsDay: number }
);

export interface PoolAuditInput {
  readonly terms: SchemeTerms;
  /** kₛ. */
  readonly hashesPerShareDifficulty: number;
  /** Own ACCEPTED work, as sums of share difficulty. A quote is one after the pool's fee. */
  readonly slices: readonly AuditSlice[];
  readonly fromMs: number;
  readonly toMs: number;
  /** Credited for that time, whether sent or not: what waits for its blocks to be deep enough is in it. */
  readonly creditedCoins: number;
  /**
   * How the work is known: shares counted one by one, or a rate, of which the shares are a Poisson sample (1/√shares).
   */
  readonly work: {
    readonly shares: number;
    readonly known: 'counted' | 'by-rate';
    /** Work that may have been counted wrongly, over all: Σ uncertainBy / Σ workDifficulty. */
    readonly relativeError?: number | undefined;
  };
  /** Blocks of the whole pool in that time: expected by its rate, and found where it lists them. */
  readonly poolBlocks?: { readonly expected: number; readonly found?: number | undefined } | undefined;
  /** Fees of one block: standard deviation over mean. */
  readonly feesRelativeSd?: number | undefined;
  /** How far the pool's mean of fees may differ from ours, relative: each pool has its own rule (`feesMeanError`). */
  readonly feesMeanError?: number | undefined;
  /** How far its time may differ from ours at the ends, ms: its day, a late credit, the window of PPLNS after a change. */
  readonly edgeMs?: number | undefined;
  readonly options?: AuditOptions | undefined;
}

export interface PoolAudit {
  /** In the mean over luck, coins. */
  readonly owedCoins: number;
  /** For the blocks that were really found; as above where luck plays no part or is unknown. */
  readonly owedGivenLuckCoins: number;
  /** Credited over owed, luck taken out; undefined where nothing is owed. */
  readonly paidFraction: number | undefined;
  /** What part the pool really pays lies in here with the confidence asked for; `high` is absent where all is open. */
  readonly interval: { readonly low: number; readonly high: number | undefined } | undefined;
  /** Nineteen of twenty times a pool that keeps its terms credits so much, coins; absent where chance is not known. */
  readonly owedInterval: { readonly low: number; readonly high: number } | undefined;
  /** Of the pool's blocks in that time. */
  readonly luck: LuckInterval | undefined;
  readonly doubt: AuditDoubt;
  readonly verdict: AuditVerdict;
}

/** Rounding, and moments of a change that nobody knows to the second: no comparison is better than this. */
const LEAST_DOUBT = 0.001;

/**
 * Does a pool pay what it owes? What it owes is reckoned from the own accepted shares at the difficulty, subsidy and fees
 * in force when they were made (economics section 5); its luck is taken out where its blocks are known, and otherwise
 * counted as doubt.
 */
export function auditPool(input: PoolAuditInput): PoolAudit {
  const owed = owedFor(input);
  const blocks = input.poolBlocks ?? (owed.alone ? { expected: owed.ownBlocks } : undefined);
  const luckOut = owed.forBlocks > 0 && blocks?.found !== undefined && blocks.expected > 0;
  const forBlocks = luckOut ? (owed.forBlocks * (blocks.found ?? 0)) / blocks.expected : owed.forBlocks;
  const doubt = doubtOf(input, owed, {
    expected: blocks?.expected ?? 0,
    found: luckOut ? blocks.found : undefined,
  });
  const law: PayLaw = {
    forShares: owed.forShares,
    forBlocks,
    expectedBlocks: blocks?.expected ?? 0,
    found: luckOut ? blocks?.found : undefined,
    blockRelativeSd: (input.feesRelativeSd ?? 0) * owed.feesOfBlocks,
    noise: Math.hypot(doubt.counting, doubt.fees, doubt.edges, LEAST_DOUBT),
  };
  const owedGivenLuckCoins = owed.forShares + forBlocks;
  const known = owed.total > 0 && (owed.forBlocks === 0 || (blocks?.expected ?? 0) > 0);
  const owedInterval = known ? intervalOf(law) : undefined;
  return {
    owedCoins: owed.total,
    owedGivenLuckCoins,
    paidFraction: owedGivenLuckCoins > 0 ? input.creditedCoins / owedGivenLuckCoins : undefined,
    interval: owedInterval && paidInterval(owedInterval, input),
    owedInterval,
    luck: blocks?.found === undefined ? undefined : luckInWindow(blocks.found, blocks.expected, CONFIDENCE),
    doubt,
    verdict: auditVerdict({
      law,
      known,
      worked: owed.total > 0,
      creditedCoins: input.creditedCoins,
      durationMs: input.toMs - input.fromMs,
      doubt,
      leastDoubt: LEAST_DOUBT,
      options: input.options,
    }),
  };
}

const CONFIDENCE = 0.95;

interface Owed {
  readonly total: number;
  readonly forShares: number;
  readonly forBlocks: number;
  /** Fees' part of what blocks pay, and of everything. */
  readonly feesOfBlocks: number;
  readonly feesOfShares: number;
  readonly ownBlocks: number;
  /** Own blocks are all that pays. */
  readonly alone: boolean;
}

function owedFor({ terms, slices, hashesPerShareDifficulty }: PoolAuditInput): Owed {
  let [forShares, forBlocks, ofFees, ownBlocks] = [0, 0, 0, 0];
  for (const slice of slices) {
    if (slice.by === 'quote') {
      forShares += (slice.workDifficulty * hashesPerShareDifficulty * slice.coinsPerHsDay) / DAY_S;
      continue;
    }
    const work = { ...slice, hashesPerShareDifficulty };
    const pay = expectedPay(terms, work);
    forShares += pay.forShares;
    forBlocks += pay.forBlocks;
    ofFees += pay.ofFees;
    ownBlocks += expectedBlocksOfWork(work);
  }
  const { subsidy, fees } = SCHEME_TRAITS[terms.scheme];
  const total = forShares + forBlocks;
  return {
    total,
    forShares,
    forBlocks,
    feesOfBlocks: fees !== 'share' && forBlocks > 0 ? ofFees / forBlocks : 0,
    feesOfShares: fees === 'share' && total > 0 ? ofFees / total : 0,
    ownBlocks,
    alone: subsidy === 'own-block',
  };
}

function doubtOf(
  { work, feesMeanError = 0, feesRelativeSd = 0, edgeMs = 0, fromMs, toMs }: PoolAuditInput,
  owed: Owed,
  { expected, found }: { readonly expected: number; readonly found: number | undefined },
): AuditDoubt {
  const byBlocks = owed.total > 0 ? owed.forBlocks / owed.total : 0;
  const count = found ?? expected;
  // A block known to be found still pays fees that vary.
  const eachBlock = Math.hypot(found === undefined ? 1 : 0, owed.feesOfBlocks * feesRelativeSd);
  return {
    blocks: count > 0 ? (byBlocks * eachBlock) / Math.sqrt(count) : 0,
    counting: Math.hypot(
      work.known === 'by-rate' && work.shares > 0 ? 1 / Math.sqrt(work.shares) : 0,
      work.relativeError ?? 0,
    ),
    fees: owed.feesOfShares * feesMeanError,
    edges: toMs > fromMs ? edgeMs / (toMs - fromMs) : 0,
  };
}

function intervalOf(law: PayLaw): { readonly low: number; readonly high: number } {
  const side = (1 - CONFIDENCE) / 2;
  return { low: payQuantile(law, side), high: payQuantile(law, 1 - side) };
}

/** The parts ρ of an honest pay under which what was credited would be no surprise: x / quantile. */
function paidInterval(
  { low, high }: NonNullable<PoolAudit['owedInterval']>,
  { creditedCoins }: PoolAuditInput,
): PoolAudit['interval'] {
  return {
    low: high > 0 ? creditedCoins / high : 0,
    high: low > 1e-9 * high ? creditedCoins / low : undefined,
  };
}
