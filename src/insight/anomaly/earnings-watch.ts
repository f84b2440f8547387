import type { PaidDay } from '../../domain/health/paid-day.ts';
import { confidenceOf, type WatchFinding } from '../../domain/health/watch-finding.ts';
import { type PayLaw, payCdf, payQuantile } from '../pay-law.ts';
import { callAt } from './alarm-budget.ts';
import { addEvidence, type EvidenceScore, NO_EVIDENCE } from './evidence-score.ts';

/** What mining was to bring in a stretch of time, and what its pool credited for it. */
export interface EarningsSpan {
  readonly fromMs: number;
  readonly toMs: number;
  /** What an honest pool pays for the hashrate that was told, as a chance variable: see {@link earningsLaw}. */
  readonly law: PayLaw;
  /** Credited for that time, coins. */
  readonly creditedCoins: number;
}

/**
 * Watches whether what a pool credits falls more than 30 % behind what hashrate × hashprice promises. A plain value, one
 * for each pool account and coin.
 *
 * It is fed with each day that is over and of which all is known (rate of the miners recorded, the credits of the day and
 * the chain told), oldest first. Days of which something is not known are left out: see health/earnings-past.ts.
 */
export interface EarningsWatch {
  readonly score: EvidenceScore;
  /** Since the evidence began. */
  readonly law?: PayLaw | undefined;
  readonly creditedCoins: number;
  /** Stretches. */
  readonly count: number;
}

export const NEW_EARNINGS: EarningsWatch = { score: NO_EVIDENCE, creditedCoins: 0, count: 0 };

/** A drop of more than this is told, as a part of the expectation: the design's figure. */
const TOLERATED_DROP = 0.3;
/** κ of the calibrator e = κ·p^(κ−1), which loses least over p-values near 0 and 1 alike (Vovk & Wang, Annals of Statistics 49, 2021, eq. 1). */
const KAPPA = 0.5;
/** A p-value below this says no more than its neighbours: the law is known to no more digits. */
const LEAST_P = 1e-12;
const DAY_MS = 86_400_000;

export interface ExpectedEarnings {
  /** Mean of what the miners told over the stretch, H/s. */
  readonly hashrateHs: number;
  readonly durationMs: number;
  /** What a hash per second brings a day, in coins, after the pool's fee. */
  readonly coinsPerHsDay: number;
  /** Shares that the pool saw of it: it knows the hashrate by them alone. */
  readonly shares: number;
  /**
   * Blocks that the pool was to find in that time, where it pays when it finds one: luck is its miners'. Absent where it
   * pays for shares and bears the luck itself.
   */
  readonly poolBlocks?: { readonly expected: number; readonly found?: number | undefined } | undefined;
  /** How well hashprice and hashrate are known, relative standard deviation. */
  readonly relativeError: number;
  /** How late a credit may be booked, ms: a pool's day is not ours. */
  readonly edgeMs: number;
}

/** What an honest pool pays for a hashrate. NaN in any figure makes a law that {@link watchEarnings} leaves out. */
export function earningsLaw(expected: ExpectedEarnings): PayLaw {
  const { hashrateHs, durationMs, coinsPerHsDay, shares, poolBlocks, relativeError, edgeMs } = expected;
  const coins = (hashrateHs * coinsPerHsDay * durationMs) / DAY_MS;
  const found = poolBlocks?.found;
  const luckyCoins =
    poolBlocks && found !== undefined && poolBlocks.expected > 0
      ? (coins * found) / poolBlocks.expected
      : coins;
  const counting = shares > 0 ? 1 / Math.sqrt(shares) : Number.NaN;
  return {
    forShares: poolBlocks ? 0 : coins,
    forBlocks: poolBlocks ? luckyCoins : 0,
    expectedBlocks: poolBlocks?.expected ?? 0,
    found,
    blockRelativeSd: 0,
    noise: Math.hypot(counting, relativeError, edgeMs / durationMs),
  };
}

/**
 * One more stretch of time. The evidence of each is the calibrated chance that a pool that pays 70 % or more credits so
 * little, luck of its blocks included; its mean under any such pool is at most 1, which is all that the bound on false
 * alarms of {@link callAt} wants. The calibrated chance that one that pays 70 % or less credits so much is taken off again:
 * what is less keeps the bound, and a drop is over as soon as it is made good.
 */
export function watchEarnings(
  watch: EarningsWatch,
  { fromMs, law, creditedCoins }: EarningsSpan,
): EarningsWatch {
  if (!isKnown(law) || !(creditedCoins >= 0)) return watch;
  const p = payCdf(scaled(law, 1 - TOLERATED_DROP), creditedCoins);
  const score = addEvidence(watch.score, calibrated(p) - Math.max(0, calibrated(1 - p)), fromMs);
  if (score.sinceMs === undefined) return NEW_EARNINGS;
  const goesOn = score.sinceMs === watch.score.sinceMs;
  return {
    score,
    law: goesOn && watch.law ? together(watch.law, law) : law,
    creditedCoins: (goesOn ? watch.creditedCoins : 0) + creditedCoins,
    count: (goesOn ? watch.count : 0) + 1,
  };
}

/** The figures of a stretch as {@link watchEarnings} weighs it, to be shown; undefined where it leaves the stretch out. */
export function weighedDay({ fromMs, toMs, law, creditedCoins }: EarningsSpan): PaidDay | undefined {
  if (!isKnown(law) || !(creditedCoins >= 0)) return undefined;
  const expectedCoins = law.forShares + law.forBlocks;
  return {
    fromMs,
    toMs,
    creditedCoins,
    expectedCoins,
    lowCoins: payQuantile(law, 0.025),
    highCoins: payQuantile(law, 0.975),
    toleratedCoins: (1 - TOLERATED_DROP) * expectedCoins,
  };
}

/** ln of the calibrated evidence of a p-value, nats. */
function calibrated(p: number): number {
  return Math.log(KAPPA) + (KAPPA - 1) * Math.log(Math.max(LEAST_P, p));
}

/**
 * The drop, once the evidence is enough at one stretch a day; undefined before.
 * @param accounts that are watched at once: they share what the guard of the earnings may spend of the budget
 */
export function earningsDrop(
  { score, law, creditedCoins }: EarningsWatch,
  falseAlarmsPerMonth: number,
  accounts: number,
): WatchFinding | undefined {
  if (!law || score.sinceMs === undefined) return undefined;
  // Each account is one signal, however many miners it is of.
  if (score.nats < callAt({ falseAlarmsPerMonth, miners: 1 }, Math.max(1, accounts), 1 / 24))
    return undefined;
  const { nats, sinceMs } = score;
  const beside = (coins: number) => (coins > 0 ? creditedCoins / coins - 1 : 0);
  const size = {
    value: beside(law.forShares + law.forBlocks),
    low: beside(payQuantile(law, 0.975)),
    high: beside(payQuantile(law, 0.025)),
    unit: 'part',
  } as const;
  const charts = ['hashrateHs', 'sharesAccepted'] as const;
  return {
    trouble: 'earnings-drop',
    sinceMs,
    confidence: confidenceOf(nats),
    size,
    evidence: [{ figure: 'earnings', direction: 'down', nats, sinceMs, charts }],
  };
}

function isKnown({ forShares, forBlocks, expectedBlocks, found, noise }: PayLaw): boolean {
  const owed = forShares + forBlocks;
  const blocks = forBlocks === 0 || found !== undefined || expectedBlocks > 0;
  return Number.isFinite(owed) && owed > 0 && Number.isFinite(noise) && blocks;
}

function scaled(law: PayLaw, part: number): PayLaw {
  return { ...law, forShares: part * law.forShares, forBlocks: part * law.forBlocks };
}

/** Of two stretches: sums, and the doubts of each by itself. */
function together(one: PayLaw, other: PayLaw): PayLaw {
  const [a, b] = [one.forShares + one.forBlocks, other.forShares + other.forBlocks];
  const found = one.found === undefined || other.found === undefined ? undefined : one.found + other.found;
  return {
    forShares: one.forShares + other.forShares,
    forBlocks: one.forBlocks + other.forBlocks,
    expectedBlocks: one.expectedBlocks + other.expectedBlocks,
    found,
    blockRelativeSd: Math.max(one.blockRelativeSd, other.blockRelativeSd),
    noise: Math.hypot(one.noise * a, other.noise * b) / (a + b),
  };
}
