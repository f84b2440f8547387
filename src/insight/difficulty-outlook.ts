import { normalQuantile } from '../numerics/normal.ts';
import {
  blocksPerDay,
  carry,
  filterWeights,
  type HashrateBelief,
  type TrendFilter,
} from './difficulty-outlook-hashrate.ts';

/** Blocks between two retargets, and the time they should take: 14 days (Bitcoin Core, src/kernel/chainparams.cpp). */
export const EPOCH_BLOCKS = 2016;
const EPOCH_TARGET_MS = EPOCH_BLOCKS * 600_000;

/** Consensus lets an epoch count as a quarter to four times of that (Bitcoin Core, src/pow.cpp). */
const LARGEST_STEP = 4;

const DAY_MS = 86_400_000;

/**
 * Weight of the epoch's own pace at its end; before, in proportion to the part done. A hash rate that wanders would
 * need none, but real ones also swing back (weather, prices of power), which a mean over days catches. Chosen on the
 * blocks of 2012 to 2017; in the last two of these years it took 3 % off the error late in the epoch.
 */
const PACE_WEIGHT = 0.4;

/** Where the present epoch stands. */
export interface EpochProgress {
  /** Time of the epoch's first block. */
  readonly startedAtMs: number;
  /** How far off that may be (standard deviation); 0 where a block header told it. */
  readonly startSdMs?: number | undefined;
  /** Blocks of the epoch mined, its first one included: 0 to 2016. */
  readonly blocks: number;
  /** Difficulty in force. */
  readonly difficulty: number;
  readonly atMs: number;
}

/** What the next retarget will be, as a middle value with an interval that holds the truth with `confidence`. */
export interface DifficultyOutlook {
  /** New difficulty / present one − 1. */
  readonly changeFraction: number;
  readonly changeLowFraction: number;
  readonly changeHighFraction: number;
  /** When it comes; early and late ends belong to the high and low ends of the change. */
  readonly retargetAtMs: number;
  readonly retargetEarlyMs: number;
  readonly retargetLateMs: number;
  readonly confidence: number;
}

/**
 * The next retarget: what is left of the epoch is expected at the pace that the hash rate is believed to have (in part
 * at the epoch's own), what is done counts as it was. The plain rule extends the pace of the whole epoch so far instead: early it listens to a few
 * noisy days alone, late it is slow to see that miners came or left.
 *
 *     change = 14 days / (elapsed + remaining) − 1,   remaining log-normal
 *
 * Its variance adds up what the belief does not know now, how the hash rate may wander until then, the luck of the
 * remaining blocks (1/m) and the clock of the epoch's start.
 *
 * @returns undefined without a belief or where the progress makes no sense
 */
export function difficultyOutlook(
  belief: HashrateBelief | undefined,
  epoch: EpochProgress,
  confidence = 0.9,
): DifficultyOutlook | undefined {
  const elapsedMs = epoch.atMs - epoch.startedAtMs;
  const left = EPOCH_BLOCKS - epoch.blocks;
  if (
    belief === undefined ||
    !(epoch.difficulty > 0) ||
    !(elapsedMs >= 0) ||
    !(left >= 0 && epoch.blocks >= 0)
  )
    return undefined;
  const { logDays, variance } = remainingDays(belief, epoch, left);
  const startSdDays = (epoch.startSdMs ?? 0) / DAY_MS;
  const sd = left === 0 ? 0 : Math.sqrt(variance + (startSdDays / Math.exp(logDays)) ** 2);
  const z = normalQuantile(0.5 + confidence / 2);
  const remainingMs = (sds: number) => (left === 0 ? 0 : Math.exp(logDays + sds * sd) * DAY_MS);
  const change = (sds: number) => clamped(EPOCH_TARGET_MS / (elapsedMs + remainingMs(sds))) - 1;
  return {
    changeFraction: change(0),
    changeLowFraction: change(z),
    changeHighFraction: change(-z),
    retargetAtMs: epoch.atMs + remainingMs(0),
    retargetEarlyMs: epoch.atMs + remainingMs(-z),
    retargetLateMs: epoch.atMs + remainingMs(z),
    confidence,
  };
}

function clamped(step: number): number {
  return Math.min(LARGEST_STEP, Math.max(1 / LARGEST_STEP, step));
}

/** ln of the days that `left` blocks take, mean and variance over all filters, leaning on the epoch's own pace. */
function remainingDays(belief: HashrateBelief, epoch: EpochProgress, left: number) {
  const sinceMs = Math.max(0, epoch.atMs - belief.atMs);
  const weights = filterWeights(belief.filters);
  let mean = 0;
  let square = 0;
  for (const [index, filter] of belief.filters.entries()) {
    const one = remainingByFilter(carry(filter, sinceMs / DAY_MS), epoch.difficulty, left);
    const weight = weights[index] ?? 0;
    mean += weight * one.logDays;
    square += weight * (one.variance + one.logDays * one.logDays);
  }
  const done = epoch.blocks / EPOCH_BLOCKS;
  const atItsPace = (left * (epoch.atMs - epoch.startedAtMs)) / DAY_MS / epoch.blocks;
  const paceWeight = atItsPace > 0 && Number.isFinite(atItsPace) ? PACE_WEIGHT * done : 0;
  const logDays = paceWeight === 0 ? mean : (1 - paceWeight) * mean + paceWeight * Math.log(atItsPace);
  return { logDays, variance: Math.max(0, square - mean * mean) };
}

/**
 * R days with left = ∫₀ᴿ e^(ℓ + g·τ) dτ / (D·2³²) ≈ R·pace·e^(g·R/2), and the variance of ln R: of the mean of ℓ + g·τ
 * over [0, R] (a random walk's mean wanders a third as far as its end), and of the blocks' luck.
 */
function remainingByFilter(filter: TrendFilter, difficulty: number, left: number) {
  const atPresentPace = left / blocksPerDay(filter.level, difficulty);
  let days = atPresentPace;
  for (let step = 0; step < 5; step++) days = atPresentPace * Math.exp((-filter.growth * days) / 2);
  const variance =
    filter.levelVariance +
    days * filter.covariance +
    (days * days * filter.growthVariance) / 4 +
    (filter.levelPerDay * days) / 3 +
    (filter.growthPerDay * days ** 3) / 20 +
    1 / Math.max(1, left);
  return { logDays: Math.log(days), variance };
}
