import { normalQuantile } from '../numerics/normal.ts';
import { EPOCH_BLOCKS, EPOCH_TARGET_MS, type EpochProgress } from './difficulty-epoch.ts';
import type { HashrateBelief } from './difficulty-outlook-hashrate.ts';
import { logDaysAtItsPace, remainingByBelief } from './difficulty-outlook-remaining.ts';

/** Consensus lets an epoch count as a quarter to four times of that (Bitcoin Core, src/pow.cpp). */
const LARGEST_STEP = 4;

const DAY_MS = 86_400_000;

/**
 * κ, the lean towards the epoch's own pace: at a part f of the epoch that pace has the weight κ·f, the belief the rest.
 * A hash rate that wanders would need none, but real ones also swing back (weather, prices of power), which a mean over
 * days catches. It is what Bitcoin's retargets up to the end of 2017 taught (tests/backtest/pace-lean.ts; those since
 * then teach the same to 0.02).
 */
export const BITCOIN_LEAN = 0.33;

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

/** How a forecast is made. */
export interface OutlookOptions {
  /** κ, at least 0 (0.33, see {@link BITCOIN_LEAN}); what one's own past taught instead, for a network of another kind. */
  readonly lean?: number | undefined;
  /** Of the interval (0.9). */
  readonly confidence?: number | undefined;
}

/**
 * The next retarget: what is left of the epoch is expected at the pace that the hash rate is believed to have, leaning
 * on the epoch's own; what is done counts as it was. The plain rule extends the pace of the
 * whole epoch so far instead: early it listens to a few noisy days alone, late it is slow to see that miners came or left.
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
  { lean = BITCOIN_LEAN, confidence = 0.9 }: OutlookOptions = {},
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
  const { logDays: believed, variance } = remainingByBelief(belief, epoch);
  const atItsPace = logDaysAtItsPace(epoch) ?? believed;
  const paceWeight = Math.min(1, Math.max(0, (lean * epoch.blocks) / EPOCH_BLOCKS));
  const logDays = believed + paceWeight * (atItsPace - believed);
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
