import { EPOCH_BLOCKS, type EpochProgress } from '../../src/insight/difficulty-epoch.ts';
import type { HashrateBelief } from '../../src/insight/difficulty-outlook-hashrate.ts';
import { logDaysAtItsPace, remainingByBelief } from '../../src/insight/difficulty-outlook-remaining.ts';
import { DAY_MS } from './bitcoin-days.ts';

/**
 * How far the outlook should lean from what the hash rate is believed to be towards the pace of the epoch itself,
 * learned from the retargets that came: Bayesian linear regression with one coefficient κ (Gelman et al., "Bayesian
 * Data Analysis", 3rd edition, 2013, section 14.2).
 *
 *     ln R = (1 − κ·f)·b + κ·f·p + N(0, v)      f = part of the epoch done; b, p = ln of the days left by belief and by pace
 *     κ ~ N(1, 1 / PRIOR_PRECISION)             R = the days that were left, known once the retarget came
 *
 * The prior is the plain caution of whoever has seen nothing yet: the epoch's own pace counts by the part of the epoch
 * that it comes from. So late in an epoch, where the naive rule is hard to beat, a cold start stays next to it and
 * cannot lose much, and early, where that rule listens to a few noisy days, it follows the belief. Only retargets that
 * came move κ: down for a network whose rate wanders, up for one that swings about its mean.
 */
export interface PaceLean {
  /** Precision of κ: the prior's, and what each look has added. */
  readonly precision: number;
  /** Precision times mean. */
  readonly weighted: number;
}

/** One look at an epoch while it ran. */
interface PaceLook {
  readonly atMs: number;
  readonly doneFraction: number;
  /** ln of the days left: as believed, with its variance, and at the epoch's own pace. */
  readonly believed: number;
  readonly variance: number;
  readonly atItsPace: number;
}

/**
 * As sure as some 50 to 100 quiet retargets make it. Chosen on the blocks of 2012 to 2017, where anything from 30 to 100
 * does as well: less trusts luck, more never learns.
 */
const PRIOR_PRECISION = 50;

export const UNTRIED_LEAN: PaceLean = { precision: PRIOR_PRECISION, weighted: PRIOR_PRECISION };

/** Parts of an epoch at which it is looked at, to learn from how it ends. */
const LOOKS = [0.25, 0.5, 0.75, 0.9] as const;

/** A younger belief has not found its feet, and is no example of one that has. */
const SETTLED_MS = 90 * DAY_MS;

/** κ: what the retargets so far say. */
export function leanOf({ precision, weighted }: PaceLean): number {
  return weighted / precision;
}

/** All that is learned of a network from its past: its hash rate, and how its epochs end. */
export interface RetargetLearning {
  readonly belief: HashrateBelief | undefined;
  readonly lean: PaceLean;
  /** Looks at the epoch that runs, one for each part of {@link LOOKS} that is done. */
  readonly looks: readonly PaceLook[];
}

export const NOTHING_LEARNED: RetargetLearning = { belief: undefined, lean: UNTRIED_LEAN, looks: [] };

/** After a look at the running epoch, where the next part of it is done and the belief was settled when it began. */
export function afterLook(learning: RetargetLearning, epoch: EpochProgress): RetargetLearning {
  const { belief, looks } = learning;
  const doneFraction = epoch.blocks / EPOCH_BLOCKS;
  const seenFraction = looks.at(-1)?.doneFraction ?? 0;
  const isNext = LOOKS.some((part) => seenFraction < part && part <= doneFraction);
  const atItsPace = logDaysAtItsPace(epoch);
  if (!isNext || belief === undefined || atItsPace === undefined) return learning;
  if (epoch.startedAtMs < belief.fromMs + SETTLED_MS) return learning;
  const { logDays: believed, variance } = remainingByBelief(belief, epoch);
  const look = { atMs: epoch.atMs, doneFraction, believed, variance, atItsPace };
  return { ...learning, looks: [...looks, look] };
}

/** After the retarget that ended the epoch looked at. */
export function afterRetarget({ belief, lean, looks }: RetargetLearning, atMs: number): RetargetLearning {
  return { belief, lean: looks.reduce((before, look) => leanAfter(before, look, atMs), lean), looks: [] };
}

/** y = b − ln R against z = f·(b − p): κ is the slope. */
function leanAfter({ precision, weighted }: PaceLean, look: PaceLook, endedAtMs: number): PaceLean {
  const daysLeft = (endedAtMs - look.atMs) / DAY_MS;
  if (!(daysLeft > 0)) return { precision, weighted };
  const slope = look.doneFraction * (look.believed - look.atItsPace);
  const missed = look.believed - Math.log(daysLeft);
  return {
    precision: precision + (slope * slope) / look.variance,
    weighted: weighted + (slope * missed) / look.variance,
  };
}
