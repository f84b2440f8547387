import { EPOCH_BLOCKS, type EpochProgress } from './difficulty-epoch.ts';
import {
  blocksPerDay,
  carry,
  filterWeights,
  type HashrateBelief,
  type TrendFilter,
} from './difficulty-outlook-hashrate.ts';

const DAY_MS = 86_400_000;

/** ln of the days that the rest of an epoch takes, and the variance of that. */
export interface RemainingDays {
  readonly logDays: number;
  readonly variance: number;
}

/** By the pace that the hash rate is believed to have: mean and variance over all filters. */
export function remainingByBelief(belief: HashrateBelief, epoch: EpochProgress): RemainingDays {
  const left = EPOCH_BLOCKS - epoch.blocks;
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
  return { logDays: mean, variance: Math.max(0, square - mean * mean) };
}

/** By the pace of the epoch so far, as the plain rule has it; undefined before the first block or second. */
export function logDaysAtItsPace({ startedAtMs, atMs, blocks }: EpochProgress): number | undefined {
  const days = ((EPOCH_BLOCKS - blocks) * (atMs - startedAtMs)) / DAY_MS / blocks;
  return days > 0 && Number.isFinite(days) ? Math.log(days) : undefined;
}

/**
 * R days with left = ∫₀ᴿ e^(ℓ + g·τ) dτ / (D·2³²) ≈ R·pace·e^(g·R/2), and the variance of ln R: of the mean of ℓ + g·τ
 * over [0, R] (a random walk's mean wanders a third as far as its end), and of the blocks' luck.
 */
function remainingByFilter(filter: TrendFilter, difficulty: number, left: number): RemainingDays {
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
