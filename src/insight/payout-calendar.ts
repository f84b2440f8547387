import { gammaQuantile } from '../numerics/gamma-quantile.ts';

/** An account that waits for its next payment. Sums in coins. */
export interface PayoutWait {
  readonly balance: number;
  readonly minPayout: number;
  readonly coinsPerDay: number;
  /** Credits a day on the mean: the pool's blocks where blocks pay, own shares where shares do. */
  readonly creditsPerDay: number;
  /** How well the rate itself is known: hashrate, difficulty; relative, 0 where absent. */
  readonly rateRelativeSd?: number | undefined;
  readonly nowMs: number;
  /** The pool sends at this hour of the UTC day only, 0..24; at any time where absent. */
  readonly sendsAtUtcHour?: number | undefined;
}

export interface NextPayout {
  /** As likely earlier as later. */
  readonly medianMs: number;
  readonly earliestMs: number;
  readonly latestMs: number;
  /** Still to be earned; 0 where it is due. */
  readonly missingCoins: number;
}

const DAY_MS = 86_400_000;
/** Above so many credits the law hardly changes any more, and its quantile would take long. */
const MOST_CREDITS = 1e6;

/**
 * When the balance reaches the minimum: it takes n = ⌈missing / credit⌉ credits, which come as a Poisson process, so the
 * wait is Gamma(n) over their rate; an uncertain rate widens it, as a Gamma law with the summed relative variance.
 *
 * @param confidence of [earliest, latest], 0..1
 * @returns undefined where nothing is earned
 * @example a pool of two blocks a day that pays 1e-5 each, 1e-4 missing: between 2.7 and 7.9 days with 90 %
 */
export function nextPayout(wait: PayoutWait, confidence: number): NextPayout | undefined {
  const { balance, minPayout, coinsPerDay, creditsPerDay, rateRelativeSd = 0, nowMs } = wait;
  const missingCoins = Math.max(0, minPayout - balance);
  const at = (days: number) => sentAt(nowMs + days * DAY_MS, wait.sendsAtUtcHour);
  if (missingCoins === 0) return { medianMs: at(0), earliestMs: at(0), latestMs: at(0), missingCoins };
  if (!(coinsPerDay > 0) || !(creditsPerDay > 0)) return undefined;
  // A hair less, so that 1e-4 over 1e-5 is ten credits and not eleven.
  const credits = Math.max(1, Math.ceil((missingCoins * creditsPerDay) / coinsPerDay - 1e-9));
  const shape = Math.min(MOST_CREDITS, 1 / (1 / credits + rateRelativeSd ** 2));
  const days = (p: number) => ((gammaQuantile(shape, p) / shape) * credits) / creditsPerDay;
  const side = (1 - confidence) / 2;
  return { medianMs: at(days(0.5)), earliestMs: at(days(side)), latestMs: at(days(1 - side)), missingCoins };
}

/** The first moment not before `atMs` at which the pool sends. */
function sentAt(atMs: number, utcHour: number | undefined): number {
  if (utcHour === undefined) return atMs;
  const offsetMs = utcHour * 3_600_000;
  return Math.ceil((atMs - offsetMs) / DAY_MS) * DAY_MS + offsetMs;
}
